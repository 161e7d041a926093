/** The addresses of an IPv4 range as numbers. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

const CIDR = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** Whether a text is an IPv4 range in CIDR notation, aligned or not. */
export function isRange(cidr: string): boolean {
  const [, ...parts] = CIDR.exec(cidr) ?? [];
  return parts.length === 5 && parts.slice(0, 4).every((part) => Number(part) <= 255) && Number(parts[4]) <= 32;
}

/** The range that a CIDR notation means, as it is to be written. */
export function aligned(cidr: string): string {
  return `${toAddress(rangeOf(cidr).first)}/${prefixLength(cidr)}`;
}

export function prefixLength(cidr: string): number {
  return Number(cidr.split("/")[1] ?? 32);
}

export function rangeOf(cidr: string): Range {
  const [address = ""] = cidr.split("/");
  const size = 2 ** (32 - prefixLength(cidr));
  const first = Math.floor(toNumber(address) / size) * size;
  return { first, last: first + size - 1 };
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

export function overlap(a: Range, b: Range): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Azure keeps the first four addresses of a subnet and the last one ("Azure Virtual Network FAQ"). */
export function isReserved(address: string, cidr: string): boolean {
  const { first, last } = rangeOf(cidr);
  const number = toNumber(address);
  return number < first + 4 || number >= last;
}

/** The first free address of a subnet. */
export function freeAddress(cidr: string, taken: ReadonlySet<string>): string | undefined {
  const { first, last } = rangeOf(cidr);
  for (let number = first + 4; number < last; number++) {
    const address = toAddress(number);
    if (!taken.has(address)) return address;
  }
  return undefined;
}

function toNumber(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}

function toAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
