import type { Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { contains, rangeOf } from "@isobar/sandbox/ranges";
import { armModel, goneBelow, networkOutputs, oneAtATime, resourceId, sameGroup } from "../arm";
import { inlineOutputs, inlineSubnets, refuseInline } from "../inline-subnets";
import { networkName } from "../naming";
import { overlapping, refuseNoPrefix, refusePrefixes } from "../prefixes";
import { NAT, SECURITY_GROUP, typeOf } from "../references";
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
  linked: {
    ddosProtectionPlan: ["Microsoft.Network/ddosProtectionPlans/join/action"],
    // "Add, change, or delete a virtual network subnet": permissions.
    "subnets.natGateway": ["Microsoft.Network/natGateways/join/action"],
    "subnets.networkSecurityGroup": ["Microsoft.Network/networkSecurityGroups/join/action"],
    "subnets.routeTable": ["Microsoft.Network/routeTables/join/action"],
  },
  references: { "subnets.natGateway.id": NAT, "subnets.networkSecurityGroup.id": SECURITY_GROUP },
  children: ["network:Subnet", "network:VirtualNetworkPeering"],
  refuse: (inputs, world, id) =>
    refusePrefixes(spaceOf(inputs), id) ??
    refuseSpace(inputs, id) ??
    refuseTimeout(inputs) ??
    refuseDns(inputs) ??
    refuseProtection(inputs) ??
    refuseCommunity(inputs) ??
    refuseInline(inputs, world, id) ??
    refuseRange(inputs, world),
  refuseDelete: (network, world) => refuseSubnets(network, world),
  // What Azure takes for a network; most of it is the wait between looks.
  seconds: { create: 5, update: 5, delete: 11 },
  exclusive: (inputs, world) =>
    oneAtATime(world, [resourceId(world, inputs.resourceGroupName, ARM, [inputs.virtualNetworkName])]),
  outputs: (inputs, world) => ({
    ...networkOutputs(world),
    location: inputs.location ?? world.region,
    subnets: inlineOutputs(inputs, world),
  }),
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

/** "Virtual Networks - Create Or Update", enableDdosProtection. */
function refuseProtection({ ddosProtectionPlan, enableDdosProtection, virtualNetworkName }: Props): Refusal {
  if (enableDdosProtection !== true || (ddosProtectionPlan as Props | undefined)?.id !== undefined) return undefined;
  return refusal(
    400,
    "DdosProtectionPlanNotSpecified",
    `Virtual network ${virtualNetworkName} cannot enable DDoS protection without a DDoS protection plan.`,
  );
}

/** "Configure BGP communities for ExpressRoute": Azure's own system, and what it knows nothing of. */
function refuseCommunity({ bgpCommunities, virtualNetworkName }: Props): Refusal {
  const community = (bgpCommunities as Props | undefined)?.virtualNetworkCommunity;
  if (community === undefined || /^12076:\d{1,5}$/.test(String(community))) return undefined;
  return refusal(
    400,
    "InvalidBgpCommunity",
    `The BGP community ${community} of virtual network ${virtualNetworkName} is not of the form 12076:<number>.`,
  );
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
function refuseSubnets(network: StoredResource, world: World): Refusal {
  const within = new Set(goneBelow("network:Subnet", network.id, world).map((effect) => effect.id));
  const subnets = world.list(typeOf("network:Subnet")).filter((subnet) => within.has(subnet.id));
  return firstRefusal([...subnets, ...inlineSubnets(network)], (subnet) => refuseSubnetInUse(subnet, world));
}
