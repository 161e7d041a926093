import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, mentions, missing, resourceId, typeOf } from "../arm";
import { contains, overlap, rangeOf } from "../ranges";

const TOKEN = "network:Subnet";
const NETWORK = "Microsoft.Network/virtualNetworks";

export const subnet = armModel({
  token: TOKEN,
  arm: `${NETWORK}/subnets`,
  name: "subnetName",
  parents: [{ input: "virtualNetworkName", token: "network:VirtualNetwork" }],
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
  usedBy: ["network:NetworkInterface", "network:BastionHost"],
  refuse: (inputs, world) =>
    missing(inputs.natGateway, world, "network:NatGateway", "Microsoft.Network/natGateways") ??
    refuseGateway(inputs, world) ??
    refuseRange(inputs, world),
  outputs: (_, world) => ({ etag: `W/"${world.uuid()}"`, provisioningState: "Succeeded" }),
});

/** "NAT gateway resource": a NAT gateway can't span multiple virtual networks. */
function refuseGateway({ natGateway, virtualNetworkName }: Props, world: ResourceWorld): string | undefined {
  const { id } = (natGateway ?? {}) as { readonly id?: string };
  if (id === undefined) return undefined;
  const foreign = world
    .list(typeOf(TOKEN))
    .some(({ inputs }) => inputs.virtualNetworkName !== virtualNetworkName && mentions(inputs.natGateway, id));
  if (!foreign) return undefined;
  return `Status=400 Code="NatGatewayCannotSpanVirtualNetworks" Message="NAT Gateway ${id} cannot be used by subnets of different virtual networks."`;
}

function refuseRange(inputs: Props, world: ResourceWorld): string | undefined {
  const { subnetName, virtualNetworkName, resourceGroupName, addressPrefix } = inputs;
  if (typeof addressPrefix !== "string") return undefined;
  const own = rangeOf(addressPrefix);
  const network = world.find(
    typeOf("network:VirtualNetwork"),
    resourceId(world, resourceGroupName, NETWORK, [virtualNetworkName]),
  );
  const space = (network?.inputs.addressSpace as { readonly addressPrefixes?: string[] } | undefined)?.addressPrefixes;
  if (space && !space.some((range) => contains(rangeOf(range), own))) {
    return `Status=400 Code="NetcfgInvalidSubnet" Message="Subnet '${subnetName}' is not valid because its IP address range is outside the IP address range of virtual network '${virtualNetworkName}'."`;
  }
  const other = world.list(typeOf(TOKEN)).find(({ inputs: theirs }) => {
    const sibling = theirs.virtualNetworkName === virtualNetworkName && theirs.resourceGroupName === resourceGroupName;
    return sibling && theirs.subnetName !== subnetName && overlap(rangeOf(String(theirs.addressPrefix)), own);
  });
  if (!other) return undefined;
  return `Status=400 Code="NetcfgSubnetRangesOverlap" Message="Subnet '${subnetName}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${virtualNetworkName}'."`;
}
