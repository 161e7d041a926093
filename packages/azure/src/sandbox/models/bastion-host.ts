import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, missing, typeOf } from "../arm";
import { rangeOf } from "../ranges";

const NAMESPACE = "Microsoft.Network";
/** "About Bastion configuration settings": /26. */
const MIN_ADDRESSES = 64;

export const bastionHost = armModel({
  token: "network:BastionHost",
  arm: `${NAMESPACE}/bastionHosts`,
  name: "bastionHostName",
  api: "2024-05-01",
  autoname: "random",
  immutable: ["location"],
  linked: {
    "ipConfigurations.subnet": [`${NAMESPACE}/virtualNetworks/subnets/join/action`],
    "ipConfigurations.publicIPAddress": [`${NAMESPACE}/publicIPAddresses/join/action`],
  },
  refuse: (inputs, world) =>
    missing(inputs.ipConfigurations, world, "network:Subnet", `${NAMESPACE}/virtualNetworks`) ??
    missing(inputs.ipConfigurations, world, "network:PublicIPAddress", `${NAMESPACE}/publicIPAddresses`) ??
    refuseSubnet(inputs, world) ??
    refuseTunnel(inputs) ??
    refuseMove(inputs, world),
  outputs: ({ location, scaleUnits }, world) => ({
    etag: `W/"${world.uuid()}"`,
    provisioningState: "Succeeded",
    location: location ?? world.region,
    dnsName: world.keep("dnsName", () => `bst-${world.uuid()}.bastion.azure.com`),
    scaleUnits: scaleUnits ?? 2,
  }),
});

function subnetOf({ ipConfigurations }: Props): string {
  const [first] = (ipConfigurations ?? []) as { readonly subnet?: { readonly id?: string } }[];
  return String(first?.subnet?.id);
}

/** "About Bastion configuration settings": name and size of the subnet. */
function refuseSubnet(inputs: Props, world: ResourceWorld): string | undefined {
  const id = subnetOf(inputs);
  if (!/\/subnets\/AzureBastionSubnet$/i.test(id)) {
    return `Status=400 Code="BastionHostSubnetNameInvalid" Message="Bastion Host ${inputs.bastionHostName} must be in a subnet with the name AzureBastionSubnet. Given: ${id}."`;
  }
  const { first, last } = rangeOf(String(world.find(typeOf("network:Subnet"), id)?.inputs.addressPrefix));
  if (last - first + 1 >= MIN_ADDRESSES) return undefined;
  return `Status=400 Code="BastionHostSubnetSizeInvalid" Message="The AzureBastionSubnet of Bastion Host ${inputs.bastionHostName} must have a prefix of /26 or larger."`;
}

/** "Configure Bastion for native client connections". */
function refuseTunnel({ bastionHostName, enableTunneling, sku }: Props): string | undefined {
  const { name = "Standard" } = (sku ?? {}) as { readonly name?: string };
  if (!enableTunneling || ["Standard", "Premium"].includes(name)) return undefined;
  return `Status=400 Code="BastionHostSkuFeatureNotSupported" Message="Tunneling of Bastion Host ${bastionHostName} needs the Standard sku or a higher one."`;
}

function refuseMove(inputs: Props, { previous }: ResourceWorld): string | undefined {
  if (Object.keys(previous).length === 0 || subnetOf(previous) === subnetOf(inputs)) return undefined;
  return `Status=400 Code="BastionHostUpdateNotSupported" Message="The IP configuration of Bastion Host ${inputs.bastionHostName} cannot be updated."`;
}
