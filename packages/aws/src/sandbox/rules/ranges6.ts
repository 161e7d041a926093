import { isIPv6 } from "node:net";

/** The addresses of an IPv6 range as numbers. */
export interface Range6 {
  readonly first: bigint;
  readonly last: bigint;
  /** Length of the prefix: 56 for `2001:db8::/56`. */
  readonly prefix: number;
  /** Whether it is written from its first address on. */
  readonly aligned: boolean;
}

const BITS = 128;
const PARTS = 8;

/** An IPv6 range in CIDR notation; undefined for what is none. */
export function networkOf6(cidr: string): Range6 | undefined {
  const [address = "", length = "", ...rest] = cidr.split("/");
  const prefix = Number(length);
  if (!isIPv6(address) || !/^\d{1,3}$/.test(length) || prefix > BITS || rest.length > 0) return undefined;
  const number = numberOf(address);
  const size = 1n << BigInt(BITS - prefix);
  const first = number - (number % size);
  return { first, last: first + size - 1n, prefix, aligned: first === number };
}

function numberOf(address: string): bigint {
  const [head = "", tail] = address.split("::");
  const [left, right] = [head, tail ?? ""].map((half) => half.split(":").filter((part) => part !== "")) as [
    string[],
    string[],
  ];
  const middle = Array.from({ length: PARTS - left.length - right.length }, () => "0");
  return [...left, ...middle, ...right].reduce((sum, part) => (sum << 16n) + BigInt(`0x${part}`), 0n);
}
