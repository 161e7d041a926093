import { Netmask } from "netmask";

/** An IPv4 range such as `10.0.0.0/16`. */
export type Cidr = string;

const FORM = /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/;

/** Why a text is no range of whole blocks, or undefined if it is one. */
export function cidrFault(text: string): string | undefined {
  if (!FORM.test(text)) return 'an IPv4 range like "10.0.0.0/16"';
  try {
    const block = new Netmask(text);
    const canonical = `${block.base}/${block.bitmask}`;
    return canonical === text ? undefined : `the range's first address: "${canonical}"`;
  } catch {
    return 'an IPv4 range like "10.0.0.0/16"';
  }
}

/** Length of the prefix: 16 for `10.0.0.0/16`. */
export function prefixLength(cidr: Cidr): number {
  return new Netmask(cidr).bitmask;
}

/** True if the two ranges share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  const [x, y] = [new Netmask(a), new Netmask(b)];
  return x.contains(y) || y.contains(x);
}

/** The n-th block of the given prefix length inside a range. */
export function block(cidr: Cidr, length: number, n: number): Cidr {
  const first = new Netmask(`${new Netmask(cidr).base}/${length}`);
  const found = n === 0 ? first : first.next(n);
  return `${found.base}/${found.bitmask}`;
}

/** Ranges of a network's subnets, one of each kind per zone. */
export interface SubnetPlan {
  readonly public: readonly Cidr[];
  readonly private: readonly Cidr[];
}

/**
 * Divides a network: its upper half into the private subnets, its second quarter into the public ones; the first
 * quarter stays free for what comes later. Growing `zones` up to the next power of two moves no existing subnet.
 */
export function planSubnets(cidr: Cidr, zones: number): SubnetPlan {
  const length = prefixLength(cidr);
  const bits = Math.ceil(Math.log2(Math.max(zones, 4)));
  const slots = 2 ** bits;
  const list = (prefix: number, offset: number) =>
    Array.from({ length: zones }, (_, i) => block(cidr, prefix, offset + i));
  return { private: list(length + 1 + bits, slots), public: list(length + 2 + bits, slots) };
}

/** Prefix length of the smallest subnet that {@link planSubnets} makes. */
export function smallestSubnet(cidr: Cidr, zones: number): number {
  return prefixLength(cidr) + 2 + Math.ceil(Math.log2(Math.max(zones, 4)));
}
