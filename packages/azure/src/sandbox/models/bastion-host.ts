import type { Props, ResourceWorld } from "@isobar/sandbox";
import { rangeOf } from "@isobar/sandbox/ranges";
import { armModel } from "../arm";
import { networkName } from "../naming";
import { refuseSharedAddress } from "../public-addresses";
import { ADDRESS, networkOf, SUBNET, seek, typeOf } from "../references";
import { type Refusal, refusal, valuesAt } from "../refusal";

const TOKEN = "network:BastionHost";
const NAMESPACE = "Microsoft.Network";
/** "About Bastion configuration settings". */
const MIN_PREFIX = 26;

export const bastionHost = armModel({
  token: TOKEN,
  arm: `${NAMESPACE}/bastionHosts`,
  name: "bastionHostName",
  naming: networkName(),
  api: "2024-05-01",
  autoname: "random",
  immutable: ["location"],
  linked: {
    "ipConfigurations.subnet": [`${NAMESPACE}/virtualNetworks/subnets/join/action`],
    "ipConfigurations.publicIPAddress": [`${NAMESPACE}/publicIPAddresses/join/action`],
  },
  references: { "ipConfigurations.subnet.id": SUBNET, "ipConfigurations.publicIPAddress.id": ADDRESS },
  refuse: (inputs, world, id) =>
    refuseSubnet(inputs, world) ??
    refuseTunnel(inputs) ??
    refuseMove(inputs, world) ??
    refuseAddress(inputs, world, id) ??
    refuseSecond(inputs, world),
  // "Quickstart: Deploy Azure Bastion": about ten minutes.
  seconds: { create: 600, update: 300, delete: 300 },
  outputs: ({ location, scaleUnits }, world) => ({
    etag: `W/"${world.uuid()}"`,
    provisioningState: "Succeeded",
    location: location ?? world.region,
    dnsName: world.keep("dnsName", () => `bst-${world.uuid()}.bastion.azure.com`),
    scaleUnits: scaleUnits ?? 2,
  }),
});

function subnetOf(inputs: Props): string {
  return String(valuesAt(inputs, "ipConfigurations.subnet.id")[0]);
}

/** "About Bastion configuration settings": name and size of the subnet. */
function refuseSubnet(inputs: Props, world: ResourceWorld): Refusal {
  const id = subnetOf(inputs);
  if (!/\/subnets\/AzureBastionSubnet$/i.test(id)) {
    return refusal(
      400,
      "BastionHostSubnetNameInvalid",
      `Bastion Host ${inputs.bastionHostName} must be in a subnet with the name AzureBastionSubnet. Given: ${id}.`,
    );
  }
  const prefix = String(seek(world, SUBNET.token, id)?.inputs.addressPrefix);
  if ((rangeOf(prefix)?.prefix ?? 0) <= MIN_PREFIX) return undefined;
  return refusal(
    400,
    "BastionHostSubnetSizeInvalid",
    `The AzureBastionSubnet of Bastion Host ${inputs.bastionHostName} must have a prefix of /${MIN_PREFIX} or larger.`,
  );
}

/** "Configure Bastion for native client connections". */
function refuseTunnel({ bastionHostName, enableTunneling, sku }: Props): Refusal {
  const { name = "Standard" } = (sku ?? {}) as { readonly name?: string };
  if (!enableTunneling || ["Standard", "Premium"].includes(name)) return undefined;
  return refusal(
    400,
    "BastionHostSkuFeatureNotSupported",
    `Tunneling of Bastion Host ${bastionHostName} needs the Standard sku or a higher one.`,
  );
}

function refuseMove(inputs: Props, { previous }: ResourceWorld): Refusal {
  if (Object.keys(previous).length === 0 || subnetOf(previous) === subnetOf(inputs)) return undefined;
  return refusal(
    400,
    "BastionHostUpdateNotSupported",
    `The IP configuration of Bastion Host ${inputs.bastionHostName} cannot be updated.`,
  );
}

function refuseAddress(inputs: Props, world: ResourceWorld, own: string): Refusal {
  const [address] = valuesAt(inputs, "ipConfigurations.publicIPAddress.id").map(String);
  return address === undefined ? undefined : refuseSharedAddress(address, own, world);
}

/** "Azure Bastion FAQ": one per virtual network. */
function refuseSecond(inputs: Props, world: ResourceWorld): Refusal {
  const network = networkOf(subnetOf(inputs));
  const other = world.list(typeOf(TOKEN)).find((host) => networkOf(subnetOf(host.inputs)) === network);
  if (!other) return undefined;
  return refusal(
    400,
    "BastionHostAlreadyExistsInVirtualNetwork",
    `Virtual network ${network} already has the Bastion Host ${other.id}.`,
  );
}
