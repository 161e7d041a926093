import { type Props, Refusal, type World } from "@isobar/sandbox";
import { dnsSuffix } from "./aws";
import { failureOf } from "./failure";
import { types } from "./types";

interface Range {
  readonly first: number;
  readonly size: number;
}

const known = new Map<string, Range>();

/** An IPv4 range as numbers. */
function parseRange(cidr: string): Range {
  const found = known.get(cidr);
  if (found) return found;
  const [address = "", length = "32"] = cidr.split("/");
  const range = { first: toNumber(address), size: 2 ** (32 - Number(length)) };
  known.set(cidr, range);
  return range;
}

/** True if the first range lies within the second. */
export function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [parseRange(inner), parseRange(outer)];
  return a.first >= b.first && a.first + a.size <= b.first + b.size;
}

/** True if the two ranges share an address. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [parseRange(one), parseRange(other)];
  return a.first < b.first + b.size && b.first < a.first + a.size;
}

/** AWS keeps the first four addresses of a subnet and the last one: "Subnet CIDR blocks". */
const KEPT_FIRST = 4;
const KEPT_LAST = 1;

/** The network that an IPv4 range lies in as it would be written: `10.0.0.1/16` lies in `10.0.0.0/16`; undefined for no range. */
export function networkOf(cidr: string): string | undefined {
  const [, address = "", length = ""] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(cidr) ?? [];
  const legal = address !== "" && Number(length) <= 32 && address.split(".").every((part) => Number(part) <= 255);
  if (!legal) return undefined;
  const { first, size } = parseRange(cidr);
  return `${toAddress(first - (first % size))}/${length}`;
}

/** Whether AWS keeps an address of a subnet for itself. */
export function isKept(address: string, cidr: string): boolean {
  const { first, size } = parseRange(cidr);
  const offset = toNumber(address) - first;
  return offset < KEPT_FIRST || offset >= size - KEPT_LAST;
}

/**
 * A free private address of a subnet.
 *
 * @throws Refusal of the creation of such a resource if there is none.
 */
export function privateAddress(world: World, subnetId: unknown, token: string, inputs: Props): string {
  const subnet = typeof subnetId === "string" ? world.find(types.subnet, subnetId) : undefined;
  const { first, size } = parseRange(String(subnet?.outputs.cidrBlock ?? "172.31.0.0/20"));
  const used = usedAddresses(world, subnetId);
  const usable = size - KEPT_FIRST - KEPT_LAST;
  const start = Number.parseInt(world.hex(8), 16);
  for (let step = 0; step < usable; step++) {
    const address = toAddress(first + KEPT_FIRST + ((start + step) % usable));
    if (!used.has(address)) return address;
  }
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
  const { first, size } = parseRange("3.64.0.0/12");
  return toAddress(first + 1 + (Number.parseInt(world.hex(8), 16) % (size - 2)));
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

function toNumber(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
