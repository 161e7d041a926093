import type { Props, ResourceWorld, World } from "@isobar/sandbox";
import { contains, rangeOf } from "@isobar/sandbox/ranges";
import { armModel, goneBelow, networkOutputs, oneAtATime, resourceId, sameGroup } from "../arm";
import { networkName } from "../naming";
import { overlapping, refuseNoPrefix, refusePrefixes } from "../prefixes";
import { typeOf } from "../references";
import { firstRefusal, type Refusal, refusal, valuesAt } from "../refusal";
import { refuseSubnetInUse } from "../subnets";

const ARM = "Microsoft.Network/virtualNetworks";

export const virtualNetwork = armModel({
  token: "network:VirtualNetwork",
  arm: ARM,
  name: "virtualNetworkName",
  naming: networkName(2, 64),
  api: "2024-05-01",
  autoname: "random",
  immutable: ["location"],
  linked: { ddosProtectionPlan: ["Microsoft.Network/ddosProtectionPlans/join/action"] },
  children: ["network:Subnet", "network:VirtualNetworkPeering"],
  refuse: (inputs, world, id) =>
    refusePrefixes(spaceOf(inputs), id) ??
    refuseSpace(inputs, id) ??
    refuseTimeout(inputs) ??
    refuseDns(inputs) ??
    refuseRange(inputs, world),
  refuseDelete: ({ id }, world) => refuseSubnets(id, world),
  // What Azure takes for a network; most of it is the wait between looks.
  seconds: { create: 5, update: 5, delete: 11 },
  exclusive: (inputs, world) =>
    oneAtATime(world, [resourceId(world, inputs.resourceGroupName, ARM, [inputs.virtualNetworkName])]),
  outputs: ({ location }, world) => ({ ...networkOutputs(world), location: location ?? world.region, subnets: [] }),
});

export function spaceOf({ addressSpace }: Props): readonly string[] {
  return (addressSpace as { readonly addressPrefixes?: readonly string[] } | undefined)?.addressPrefixes ?? [];
}

/** "Virtual Networks - Create Or Update", addressSpace: prefixes, or a pool that gives them. */
function refuseSpace(inputs: Props, id: string): Refusal {
  if (spaceOf(inputs).length === 0 && valuesAt(inputs, "addressSpace.ipamPoolPrefixAllocations").length === 0) {
    return refuseNoPrefix(id);
  }
  const [one, other] = overlapping(spaceOf(inputs)) ?? [];
  if (one === undefined) return undefined;
  return refusal(
    400,
    "NetcfgInvalidVirtualNetworkSite",
    `The address prefixes ${one} and ${other} of virtual network '${inputs.virtualNetworkName}' overlap.`,
  );
}

/** "Virtual Networks - Create Or Update", flowTimeoutInMinutes. */
function refuseTimeout({ flowTimeoutInMinutes: minutes, virtualNetworkName }: Props): Refusal {
  if (minutes === undefined || (Number(minutes) >= 4 && Number(minutes) <= 30)) return undefined;
  return refusal(
    400,
    "InvalidFlowTimeoutInMinutes",
    `The flow timeout ${minutes} of virtual network ${virtualNetworkName} must be between 4 and 30 minutes.`,
  );
}

/** "Name resolution for resources in Azure virtual networks": servers are named by their addresses. */
function refuseDns({ dhcpOptions }: Props): Refusal {
  const { dnsServers = [] } = (dhcpOptions ?? {}) as { readonly dnsServers?: readonly string[] };
  const strange = dnsServers.find((server) => !server.includes(":") && !rangeOf(`${server}/32`));
  if (strange === undefined) return undefined;
  return refusal(400, "InvalidIPAddressFormat", `The IP address ${strange} is not formatted correctly.`);
}

/** "Create, change, or delete an Azure virtual network": no range goes that has subnets. */
function refuseRange(inputs: Props, world: ResourceWorld): Refusal {
  const space = spaceOf(inputs);
  const { virtualNetworkName } = inputs;
  const namesake = world.list(typeOf("network:Subnet"), ["virtualNetworkName", virtualNetworkName]);
  const outside = namesake.find(({ inputs: theirs }) => {
    const prefix = String(theirs.addressPrefix);
    return (
      sameGroup(theirs, inputs) && rangeOf(prefix) !== undefined && !space.some((range) => contains(range, prefix))
    );
  });
  if (!outside) return undefined;
  return refusal(
    400,
    "NetcfgSubnetRangeOutsideVnet",
    `Subnet '${outside.inputs.subnetName}' is not valid because its IP address range is outside the IP address range of virtual network '${virtualNetworkName}'.`,
  );
}

/** A network goes with its subnets, unless anything is in them. */
function refuseSubnets(id: string, world: World): Refusal {
  const within = new Set(goneBelow("network:Subnet", id, world).map((effect) => effect.id));
  const subnets = world.list(typeOf("network:Subnet")).filter((subnet) => within.has(subnet.id));
  return firstRefusal(subnets, (subnet) => refuseSubnetInUse(subnet, world));
}
