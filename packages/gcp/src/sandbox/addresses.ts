import type { World } from "@isobar/sandbox";
import { type Kept, networkOf } from "@isobar/sandbox/ranges";

/** "Subnets": the first two and the last two addresses of a range are not given to machines. */
export const KEPT: Kept = [2, 2];

/** Whether a text is an IPv4 range, in which all bits after the prefix are zero. */
export function isRange(cidr: string): boolean {
  return networkOf(cidr) === cidr;
}

/** An external address as GCP has them. */
export function publicAddress(world: World): string {
  const [a = 0, b = 0, c = 0] = Buffer.from(world.hex(6), "hex");
  return `34.${64 + (a % 64)}.${b}.${1 + (c % 254)}`;
}
