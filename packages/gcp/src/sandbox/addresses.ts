import { UNKNOWN, type World } from "@isobar/sandbox";
import { freeAddress, type Kept, networkOf, rangeOf } from "@isobar/sandbox/ranges";
import { list, props, selfLink } from "./cloud";

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

/** Internal addresses that machines of a subnetwork have. */
export function machineAddresses(subnetwork: string, world: World): Set<string> {
  const nics = world.list("gcp:compute/instance:Instance").flatMap(({ outputs }) => list(outputs.networkInterfaces));
  const here = nics.map(props).filter((nic) => nic.subnetwork === selfLink(subnetwork));
  return new Set(here.map(({ networkIp }) => String(networkIp)));
}

/** "Reserve a static internal IP address": those that are reserved of a subnetwork's range. */
export function reservedAddresses(subnetwork: string, world: World): Set<string> {
  const addresses = world.list("gcp:compute/address:Address", ["subnetwork", selfLink(subnetwork)]);
  return new Set(addresses.map(({ outputs }) => String(outputs.address)));
}

/** An internal address that nobody has, or undefined where there is none. */
export function freeInternalAddress(subnetwork: string, cidr: unknown, world: World): unknown {
  const range = rangeOf(String(cidr));
  if (range === undefined) return UNKNOWN;
  const taken = [...machineAddresses(subnetwork, world), ...reservedAddresses(subnetwork, world)];
  return freeAddress(range, KEPT, new Set(taken));
}
