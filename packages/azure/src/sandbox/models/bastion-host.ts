import type { Props, ResourceWorld } from "@isobar/sandbox";
import { rangeOf } from "@isobar/sandbox/ranges";
import { armModel } from "../arm";
import { networkName } from "../naming";
import { refuseSharedAddress } from "../public-addresses";
import { ADDRESS, NETWORK_ID, networkOf, SUBNET, seek, typeOf } from "../references";
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
  references: {
    "ipConfigurations.subnet.id": SUBNET,
    "ipConfigurations.publicIPAddress.id": ADDRESS,
    "virtualNetwork.id": NETWORK_ID,
  },
  refuse: (inputs, world, id) =>
    refuseSubnet(inputs, world) ??
    refuseFeature(inputs) ??
    refuseDowngrade(inputs, world) ??
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

/** "About Bastion configuration settings": Developer has no subnet of its own. */
function isShared({ sku }: Props): boolean {
  return (sku as Props | undefined)?.name === "Developer";
}

function hostNetworkOf(inputs: Props): string {
  return isShared(inputs)
    ? String(valuesAt(inputs, "virtualNetwork.id")[0]).toLowerCase()
    : networkOf(subnetOf(inputs));
}

function subnetOf(inputs: Props): string {
  return String(valuesAt(inputs, "ipConfigurations.subnet.id")[0]);
}

/** "About Bastion configuration settings": name and size of the subnet. */
function refuseSubnet(inputs: Props, world: ResourceWorld): Refusal {
  if (isShared(inputs)) return refuseNoNetwork(inputs);
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

function refuseNoNetwork({ bastionHostName, virtualNetwork }: Props): Refusal {
  if ((virtualNetwork as Props | undefined)?.id !== undefined) return undefined;
  return refusal(
    400,
    "BastionHostVirtualNetworkRequired",
    `Bastion Host ${bastionHostName} of sku Developer must name its virtual network.`,
  );
}

/** From the least on. */
const SKUS = ["Developer", "Basic", "Standard", "Premium"];

/** "About Bastion configuration settings": the least sku that has each feature. */
const FEATURES: Readonly<Record<string, readonly [sku: string, name: string]>> = {
  disableCopyPaste: ["Standard", "Disabling copy and paste"],
  enableFileCopy: ["Standard", "File copy"],
  enableIpConnect: ["Standard", "IP connection"],
  enableKerberos: ["Basic", "Kerberos"],
  enablePrivateOnlyBastion: ["Premium", "Private-only deployment"],
  enableSessionRecording: ["Premium", "Session recording"],
  enableShareableLink: ["Standard", "Shareable links"],
  enableTunneling: ["Standard", "Tunneling"],
  scaling: ["Standard", "Scaling"],
};

function refuseFeature(inputs: Props): Refusal {
  const own = rankOf(inputs.sku);
  const wished: Props = { ...inputs, scaling: Number(inputs.scaleUnits ?? 2) > 2 };
  const found = Object.entries(FEATURES).find(
    ([property, [least]]) => wished[property] === true && own < SKUS.indexOf(least),
  );
  if (!found) return undefined;
  const [, [least, name]] = found;
  return refusal(
    400,
    "BastionHostSkuFeatureNotSupported",
    `${name} of Bastion Host ${inputs.bastionHostName} needs the ${least} sku or a higher one.`,
  );
}

function rankOf(sku: unknown): number {
  return SKUS.indexOf(String((sku as Props | undefined)?.name ?? "Standard"));
}

/** Same page, upgrade a SKU: there is no way down. */
function refuseDowngrade({ bastionHostName, sku }: Props, { previous }: ResourceWorld): Refusal {
  if (previous.sku === undefined || rankOf(sku) >= rankOf(previous.sku)) return undefined;
  return refusal(
    400,
    "BastionHostSkuDowngradeNotSupported",
    `The sku of Bastion Host ${bastionHostName} cannot be downgraded.`,
  );
}

function refuseMove(inputs: Props, { previous }: ResourceWorld): Refusal {
  if (Object.keys(previous).length === 0 || subnetOf(previous) === subnetOf(inputs)) return undefined;
  if (isShared(previous)) return undefined;
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
  const network = hostNetworkOf(inputs);
  const other = world.list(typeOf(TOKEN)).find((host) => hostNetworkOf(host.inputs) === network);
  if (!other) return undefined;
  return refusal(
    400,
    "BastionHostAlreadyExistsInVirtualNetwork",
    `Virtual network ${network} already has the Bastion Host ${other.id}.`,
  );
}
