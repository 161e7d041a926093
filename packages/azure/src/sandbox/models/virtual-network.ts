import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, networkOutputs, typeOf } from "../arm";
import { contains, rangeOf } from "../ranges";

export const virtualNetwork = armModel({
  token: "network:VirtualNetwork",
  arm: "Microsoft.Network/virtualNetworks",
  name: "virtualNetworkName",
  api: "2024-05-01",
  autoname: "random",
  immutable: ["location"],
  linked: { ddosProtectionPlan: ["Microsoft.Network/ddosProtectionPlans/join/action"] },
  refuse: refuseRange,
  outputs: ({ location }, world) => ({ ...networkOutputs(world), location: location ?? world.region, subnets: [] }),
});

/** "Create, change, or delete an Azure virtual network": no range goes that has subnets. */
function refuseRange({ virtualNetworkName, resourceGroupName, addressSpace }: Props, world: ResourceWorld) {
  const space = (addressSpace as { readonly addressPrefixes?: string[] } | undefined)?.addressPrefixes ?? [];
  const outside = world.list(typeOf("network:Subnet")).find(({ inputs }) => {
    const own = inputs.virtualNetworkName === virtualNetworkName && inputs.resourceGroupName === resourceGroupName;
    return own && !space.some((range) => contains(rangeOf(range), rangeOf(String(inputs.addressPrefix))));
  });
  if (!outside) return undefined;
  return `Status=400 Code="NetcfgInvalidSubnet" Message="Subnet '${outside.inputs.subnetName}' is not valid because its IP address range is outside the IP address range of virtual network '${virtualNetworkName}'."`;
}
