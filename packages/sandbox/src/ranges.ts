import { ip2long, long2ip, Netmask } from "netmask";

/** The addresses of an IPv4 range as numbers. */
export interface Range {
  readonly first: number;
  readonly last: number;
  /** Length of the prefix: 16 for `10.0.0.0/16`. */
  readonly prefix: number;
}

// Netmask takes more than CIDR notation, such as `10/8` and hexadecimal digits.
const FORM = /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})\/\d{1,2}$/;

/** Rules compare a range with those of all its siblings. */
const parsed = new Map<string, Range | undefined>();
const MOST_PARSED = 100_000;

/** An IPv4 range in CIDR notation, from the first address of its block on; undefined for what is none. */
export function rangeOf(cidr: string): Range | undefined {
  if (!parsed.has(cidr)) {
    if (parsed.size >= MOST_PARSED) parsed.clear();
    parsed.set(cidr, parse(cidr));
  }
  return parsed.get(cidr);
}

function parse(cidr: string): Range | undefined {
  if (!FORM.test(cidr)) return undefined;
  try {
    const { netLong, size, bitmask } = new Netmask(cidr);
    return { first: netLong, last: netLong + size - 1, prefix: bitmask };
  } catch {
    return undefined;
  }
}

/** The range as it is to be written: `10.0.0.1/16` lies in `10.0.0.0/16`; undefined for what is none. */
export function networkOf(cidr: string): string | undefined {
  const range = rangeOf(cidr);
  return range && `${long2ip(range.first)}/${range.prefix}`;
}

/** Whether two ranges share an address; never for what is none. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}

/** Whether the outer range has all addresses of the inner one; never for what is none. */
export function contains(outer: string, inner: string): boolean {
  const [a, b] = [rangeOf(outer), rangeOf(inner)];
  return a !== undefined && b !== undefined && a.first <= b.first && b.last <= a.last;
}

/** Number of the first and of the last addresses that a cloud keeps of a subnet. */
export type Kept = readonly [first: number, last: number];

/** Whether an address of a range is one that the cloud keeps. */
export function isKept(range: Range, address: string, [first, last]: Kept): boolean {
  const number = ip2long(address);
  return number < range.first + first || number > range.last - last;
}

/** An address of a range that the cloud gives and nobody has, looked for from a place on; undefined if there is none. */
export function freeAddress(
  range: Range,
  [first, last]: Kept,
  taken: ReadonlySet<unknown>,
  from = 0,
): string | undefined {
  const usable = range.last - range.first + 1 - first - last;
  for (let step = 0; step < usable; step++) {
    const address = long2ip(range.first + first + ((from + step) % usable));
    if (!taken.has(address)) return address;
  }
  return undefined;
}

/** The address at a place of a range, counted from 0. */
export function addressAt({ first }: Range, place: number): string {
  return long2ip(first + place);
}
