import type { Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { contains, rangeOf } from "@isobar/sandbox/ranges";
import { repeated } from "./arm";
import { networkName, refuseName } from "./naming";
import { overlapping, refuseNoPrefix, refusePrefixes } from "./prefixes";
import { inlineSubnet } from "./references";
import { firstRefusal, type Refusal, refusal, valuesAt } from "./refusal";
import { refuseSubnetInUse } from "./subnets";

export function inlineOf({ subnets }: Props): readonly Props[] {
  return Array.isArray(subnets) ? subnets : [];
}

/** The subnets of a network's own inputs, as others see them. */
export function inlineSubnets(network: StoredResource | undefined): StoredResource[] {
  return network ? inlineOf(network.outputs).map((subnet) => inlineSubnet(network, subnet)) : [];
}

/** As the API gives them back. */
export function inlineOutputs(inputs: Props, world: ResourceWorld & { readonly id: string }): Props[] {
  return inlineOf(inputs).map((subnet) => ({
    ...subnet,
    id: `${world.id}/subnets/${subnet.name}`,
    type: "Microsoft.Network/virtualNetworks/subnets",
    etag: `W/"${world.uuid()}"`,
    provisioningState: "Succeeded",
  }));
}

/** "Virtual Networks - Create Or Update", subnets: what holds for subnets made by themselves. */
export function refuseInline(inputs: Props, world: ResourceWorld, id: string): Refusal {
  const all = inlineOf(inputs);
  const name = repeated(all.map((subnet) => subnet.name));
  if (name !== undefined) {
    return refusal(
      400,
      "InvalidRequestFormat",
      `Cannot parse the request. Additional details: Duplicate resource name ${name}.`,
    );
  }
  return (
    firstRefusal(all, (subnet) => refuseOne(subnet, inputs, id)) ??
    refuseOverlap(all, inputs) ??
    refuseGone(all, world, id)
  );
}

function prefixesOf(subnet: Props): string[] {
  return [...valuesAt(subnet, "addressPrefix"), ...valuesAt(subnet, "addressPrefixes")].map(String);
}

function refuseOne(subnet: Props, { addressSpace, virtualNetworkName }: Props, network: string): Refusal {
  const prefixes = prefixesOf(subnet);
  const id = `${network}/subnets/${subnet.name}`;
  const given = prefixes.length + valuesAt(subnet, "ipamPoolPrefixAllocations").length;
  const bad = refuseName(subnet.name, networkName()) ?? (given > 0 ? refusePrefixes(prefixes, id) : refuseNoPrefix(id));
  if (bad !== undefined) return bad;
  const space = valuesAt(addressSpace, "addressPrefixes").map(String);
  if (prefixes.filter(rangeOf).every((range) => space.some((outer) => contains(outer, range)))) return undefined;
  return refusal(
    400,
    "NetcfgSubnetRangeOutsideVnet",
    `Subnet '${subnet.name}' is not valid because its IP address range is outside the IP address range of virtual network '${virtualNetworkName}'.`,
  );
}

function refuseOverlap(all: readonly Props[], { virtualNetworkName }: Props): Refusal {
  const [, second] = overlapping(all.flatMap(prefixesOf).filter(rangeOf)) ?? [];
  if (second === undefined) return undefined;
  const subnet = all.findLast((it) => prefixesOf(it).includes(second));
  return refusal(
    400,
    "NetcfgSubnetRangesOverlap",
    `Subnet '${subnet?.name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${virtualNetworkName}'.`,
  );
}

function refuseGone(all: readonly Props[], world: ResourceWorld, id: string): Refusal {
  const kept = all.map(({ name }) => `${id}/subnets/${name}`.toLowerCase());
  const gone = inlineOf(world.previous).filter((subnet) => !kept.includes(String(subnet.id).toLowerCase()));
  return firstRefusal(gone, (subnet) => refuseInUse(subnet, world));
}

function refuseInUse(subnet: Props, world: World): Refusal {
  return refuseSubnetInUse({ id: String(subnet.id), inputs: { subnetName: subnet.name } }, world);
}
