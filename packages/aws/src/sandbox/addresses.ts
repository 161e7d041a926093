import { type Props, Refusal, UNKNOWN, type World } from "@isobar/sandbox";
import { addressAt, freeAddress, type Kept, type Range, rangeOf } from "@isobar/sandbox/ranges";
import { dnsSuffix } from "./aws";
import { failureOf } from "./failure";
import { types } from "./types";

/** AWS keeps the first four addresses of a subnet and the last one: "Subnet CIDR blocks". */
export const KEPT: Kept = [4, 1];

/** "Default subnets": the first of a default network. */
const DEFAULT_SUBNET = "172.31.0.0/20";

/** What EC2 gives public addresses of. */
const PUBLIC = rangeOf("3.64.0.0/12") as Range;

/**
 * A free private address of a subnet.
 *
 * @throws Refusal of the creation of such a resource if there is none.
 */
export function privateAddress(world: World, subnetId: unknown, token: string, inputs: Props): string {
  const subnet = typeof subnetId === "string" ? world.find(types.subnet, subnetId) : undefined;
  const range = rangeOf(String(subnet?.outputs.cidrBlock ?? DEFAULT_SUBNET));
  if (range === undefined) return UNKNOWN;
  const used = usedAddresses(world, subnetId);
  const address = freeAddress(range, KEPT, used, Number.parseInt(world.hex(8), 16));
  if (address !== undefined) return address;
  throw new Refusal(
    failureOf({ token, operation: "create", inputs, id: undefined })(
      "InsufficientFreeAddressesInSubnet",
      `There are not enough free addresses in subnet '${subnetId}' to satisfy the requested number of instances.`,
    ),
  );
}

/** The private addresses of a subnet that something has. */
export function usedAddresses(world: World, subnetId: unknown): Set<unknown> {
  const holders = [types.instance, types.networkInterface, types.natGateway];
  const inside = holders.flatMap((type) => world.list(type, ["subnetId", subnetId]));
  return new Set(inside.map(({ outputs }) => outputs.privateIp));
}

/** An address out of a range that belongs to EC2. */
export function publicAddress(world: World): string {
  const { first, last } = PUBLIC;
  return addressAt(PUBLIC, 1 + (Number.parseInt(world.hex(8), 16) % (last - first - 1)));
}

/** The name of an address inside a VPC. */
export function privateName(address: string, region: string): string {
  const domain = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return `ip-${address.replaceAll(".", "-")}.${domain}`;
}

/** The name of a public address. */
export function publicName(address: string, region: string): string {
  const zone = region === "us-east-1" ? "compute-1" : `${region}.compute`;
  return `ec2-${address.replaceAll(".", "-")}.${zone}.${dnsSuffix(region)}`;
}
