import type { World } from "@isobar/sandbox";

/** An IPv4 range as numbers. */
interface Range {
  readonly first: number;
  readonly size: number;
}

function range(cidr: string): Range {
  const [base = "", length = "32"] = cidr.split("/");
  return { first: number(base), size: 2 ** (32 - Number(length)) };
}

function number(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function address(value: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join(".");
}

/** Whether a text is an IPv4 range, in which all bits after the prefix are zero. */
export function isRange(cidr: string): boolean {
  const [base = "", length] = cidr.split("/");
  if (!/^(?:\d{1,3}\.){3}\d{1,3}$/.test(base) || !/^\d{1,2}$/.test(length ?? "") || Number(length) > 32) return false;
  return base.split(".").every((part) => Number(part) < 256) && number(base) % 2 ** (32 - Number(length)) === 0;
}

export function prefixLength(cidr: string): number {
  return Number(cidr.split("/")[1] ?? 32);
}

export function overlap(a: string, b: string): boolean {
  const [x, y] = [range(a), range(b)];
  return x.first < y.first + y.size && y.first < x.first + x.size;
}

/** Whether the outer range has all addresses of the inner one. */
export function contains(outer: string, inner: string): boolean {
  const [o, i] = [range(outer), range(inner)];
  return o.first <= i.first && i.first + i.size <= o.first + o.size;
}

/** The second address of a range, which is the gateway's. */
export function gatewayOf(cidr: string): string {
  return address(range(cidr).first + 1);
}

/** "Subnets": the first two and the last two addresses of a range are not given to machines. */
export function isReserved(cidr: string, address: string): boolean {
  const { first, size } = range(cidr);
  const place = number(address) - first;
  return place < 2 || place >= size - 2;
}

/** "Subnets": the first address that is free; the first two and the last two of a range are not given to machines. */
export function freeAddress(cidr: string, taken: ReadonlySet<string>): string | undefined {
  const { first, size } = range(cidr);
  for (let value = first + 2; value < first + size - 2; value++) {
    if (!taken.has(address(value))) return address(value);
  }
  return undefined;
}

/** An external address as GCP has them. */
export function publicAddress(world: World): string {
  const [a = 0, b = 0, c = 0] = Buffer.from(world.hex(6), "hex");
  return `34.${64 + (a % 64)}.${b}.${1 + (c % 254)}`;
}
