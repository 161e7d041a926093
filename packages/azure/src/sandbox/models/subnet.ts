import type { Props, ResourceWorld } from "@isobar/sandbox";
import { contains, overlap, rangeOf } from "@isobar/sandbox/ranges";
import { armModel, oneAtATime, resourceId, sameGroup, userOf } from "../arm";
import { inlineSubnets } from "../inline-subnets";
import { networkName } from "../naming";
import { refuseNoPrefix, refusePrefixes } from "../prefixes";
import { mentions, NAT, NETWORK_ID, SECURITY_GROUP, sameId, seek, typeOf } from "../references";
import { type Refusal, refusal, valuesAt } from "../refusal";
import { refuseSubnetInUse } from "../subnets";
import { spaceOf } from "./virtual-network";

const TOKEN = "network:Subnet";
const NETWORK = NETWORK_ID.arm;

/** "Azure subscription and service limits, quotas, and constraints". */
const MAX_SUBNETS = 3000;

export const subnet = armModel({
  token: TOKEN,
  arm: `${NETWORK}/subnets`,
  name: "subnetName",
  naming: networkName(),
  parents: [{ input: "virtualNetworkName", token: NETWORK_ID.token }],
  api: "2024-05-01",
  autoname: "copy",
  // "Add, change, or delete a virtual network subnet": permissions.
  linked: {
    natGateway: ["Microsoft.Network/natGateways/join/action"],
    networkSecurityGroup: ["Microsoft.Network/networkSecurityGroups/join/action"],
    routeTable: ["Microsoft.Network/routeTables/join/action"],
    serviceEndpoints: [`${NETWORK}/subnets/joinViaServiceEndpoint/action`],
    serviceEndpointPolicies: ["Microsoft.Network/serviceEndpointPolicies/join/action"],
  },
  references: { "natGateway.id": NAT, "networkSecurityGroup.id": SECURITY_GROUP },
  refuse: (inputs, world, id) =>
    refusePrefixes(prefixesOf(inputs), id) ??
    refuseNone(inputs, id) ??
    refuseEndpoints(inputs) ??
    refuseSix(inputs, id) ??
    refuseDelegations(inputs) ??
    refuseRoutes(inputs) ??
    refuseGateway(inputs, world) ??
    refuseRange(inputs, world) ??
    refuseMove(inputs, world, id) ??
    refuseCount(inputs, world),
  refuseDelete: refuseSubnetInUse,
  seconds: { create: 5, update: 5, delete: 11 },
  exclusive: (inputs, world) =>
    oneAtATime(world, [resourceId(world, inputs.resourceGroupName, NETWORK, [inputs.virtualNetworkName])]),
  outputs: (_, world) => ({ etag: `W/"${world.uuid()}"`, provisioningState: "Succeeded" }),
});

function prefixesOf({ addressPrefix, addressPrefixes }: Props): string[] {
  const more = Array.isArray(addressPrefixes) ? addressPrefixes : [];
  return [addressPrefix, ...more].filter((prefix) => typeof prefix === "string");
}

/** "Subnets - Create Or Update": prefixes, or a pool that gives them. */
function refuseNone(inputs: Props, id: string): Refusal {
  const given = prefixesOf(inputs).length + valuesAt(inputs, "ipamPoolPrefixAllocations").length;
  return given > 0 ? undefined : refuseNoPrefix(id);
}

/** "Azure virtual network service endpoints": services that have some. */
const SERVICES = [
  "AzureActiveDirectory",
  "AzureCosmosDB",
  "CognitiveServices",
  "ContainerRegistry",
  "EventHub",
  "KeyVault",
  "ServiceBus",
  "Sql",
  "Storage",
  "Storage.Global",
  "Web",
].map((name) => `microsoft.${name.toLowerCase()}`);

function refuseEndpoints(inputs: Props): Refusal {
  const all = valuesAt(inputs, "serviceEndpoints.service").map(String);
  const strange = all.find((service) => !SERVICES.includes(service.toLowerCase()));
  if (strange === undefined) return refuseTwoStorages(inputs, all);
  return refusal(
    400,
    "SubnetHasUnsupportedServiceEndpoints",
    `Subnet ${inputs.subnetName} has a service endpoint of ${strange}, which is not supported.`,
  );
}

/** "Azure Storage cross-region service endpoints": local and cross-region ones can't coexist. */
function refuseTwoStorages({ subnetName }: Props, services: readonly string[]): Refusal {
  const own = services.map((service) => service.toLowerCase());
  if (!["microsoft.storage", "microsoft.storage.global"].every((service) => own.includes(service))) return undefined;
  return refusal(
    400,
    "SubnetHasConflictingServiceEndpoints",
    `Subnet ${subnetName} cannot have service endpoints of both Microsoft.Storage and Microsoft.Storage.Global.`,
  );
}

/** "IPv6 for Azure Virtual Network": subnets of IPv6 are exactly /64. */
function refuseSix(inputs: Props, id: string): Refusal {
  const strange = prefixesOf(inputs).find((prefix) => prefix.includes(":") && !prefix.endsWith("/64"));
  if (strange === undefined) return undefined;
  return refusal(
    400,
    "InvalidIPv6AddressPrefixLength",
    `The IPv6 address prefix ${strange} of resource ${id} must be exactly /64.`,
  );
}

/** To one service (MicrosoftDocs/azure-docs#28698). */
function refuseDelegations(inputs: Props): Refusal {
  if (valuesAt(inputs, "delegations").length <= 1) return undefined;
  return refusal(
    400,
    "SubnetDelegationsCountLimitReached",
    `Subnet ${inputs.subnetName} cannot be delegated to more than one service.`,
  );
}

/** No routes of one's own (Azure/Azure-Landing-Zones#1679). */
function refuseRoutes(inputs: Props): Refusal {
  const { routeTable, subnetName } = inputs;
  if (!sameId(subnetName, "AzureBastionSubnet") || !(routeTable as Props | undefined)?.id) return undefined;
  return refusal(
    400,
    "RouteTableCannotBeAttachedForAzureBastionSubnet",
    "Route table cannot be attached to subnet AzureBastionSubnet.",
  );
}

function siblings(inputs: Props, world: ResourceWorld) {
  const { resourceGroupName, virtualNetworkName } = inputs;
  const network = seek(world, NETWORK_ID.token, resourceId(world, resourceGroupName, NETWORK, [virtualNetworkName]));
  return [...world.list(typeOf(TOKEN), ["virtualNetworkName", virtualNetworkName]), ...inlineSubnets(network)]
    .map((other) => other.inputs)
    .filter((theirs) => sameGroup(theirs, inputs))
    .filter((theirs) => !sameId(theirs.subnetName, inputs.subnetName));
}

/** "NAT gateway resource": it can't span multiple virtual networks, nor serve a gateway's subnet. */
function refuseGateway(inputs: Props, world: ResourceWorld): Refusal {
  const { id } = (inputs.natGateway ?? {}) as { readonly id?: string };
  if (id === undefined) return undefined;
  if (sameId(inputs.subnetName, "GatewaySubnet")) {
    return refusal(
      400,
      "NatGatewayNotSupportedOnGatewaySubnet",
      `NAT Gateway ${id} cannot be deployed on the subnet GatewaySubnet.`,
    );
  }
  const foreign = world
    .list(typeOf(TOKEN))
    .some(({ inputs: theirs }) => !sameNetwork(theirs, inputs) && mentions(theirs.natGateway, id));
  if (!foreign) return undefined;
  return refusal(
    400,
    "NatGatewayCannotSpanVirtualNetworks",
    `NAT Gateway ${id} cannot be used by subnets of different virtual networks.`,
  );
}

function sameNetwork(one: Props, other: Props): boolean {
  return sameGroup(one, other) && sameId(one.virtualNetworkName, other.virtualNetworkName);
}

function refuseRange(inputs: Props, world: ResourceWorld): Refusal {
  const { subnetName, virtualNetworkName, resourceGroupName } = inputs;
  const own = prefixesOf(inputs).filter(rangeOf);
  const id = resourceId(world, resourceGroupName, NETWORK, [virtualNetworkName]);
  const network = seek(world, NETWORK_ID.token, id);
  const space = network && spaceOf(network.inputs);
  if (space && own.some((range) => !space.some((outer) => contains(outer, range)))) {
    return refusal(
      400,
      "NetcfgSubnetRangeOutsideVnet",
      `Subnet '${subnetName}' is not valid because its IP address range is outside the IP address range of virtual network '${virtualNetworkName}'.`,
    );
  }
  const clashes = (theirs: string) => own.some((range) => overlap(theirs, range));
  if (!siblings(inputs, world).some((other) => prefixesOf(other).some(clashes))) return undefined;
  return refusal(
    400,
    "NetcfgSubnetRangesOverlap",
    `Subnet '${subnetName}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${virtualNetworkName}'.`,
  );
}

/** "Add, change, or delete a virtual network subnet": no range goes that is in use. */
function refuseMove(inputs: Props, world: ResourceWorld, id: string): Refusal {
  const kept = new Set(prefixesOf(inputs));
  const gone = prefixesOf(world.previous).find((prefix) => !kept.has(prefix));
  if (gone === undefined || !userOf(["network:NetworkInterface", "network:BastionHost"], id, world)) return undefined;
  return refusal(
    400,
    "InUsePrefixCannotBeDeleted",
    `IpPrefix ${gone} on Subnet ${inputs.subnetName} has active allocations and cannot be deleted.`,
  );
}

function refuseCount(inputs: Props, world: ResourceWorld): Refusal {
  if (siblings(inputs, world).length < MAX_SUBNETS) return undefined;
  return refusal(
    400,
    "SubnetCountLimitReached",
    `Cannot have more than ${MAX_SUBNETS} subnets in virtual network ${inputs.virtualNetworkName}.`,
  );
}
