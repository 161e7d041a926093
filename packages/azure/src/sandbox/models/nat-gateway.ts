import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, networkOutputs } from "../arm";
import { networkName } from "../naming";
import { refuseAddressKind, refuseSharedAddress, refuseZoneMismatch } from "../public-addresses";
import { ADDRESS } from "../references";
import { firstRefusal, type Refusal, refusal, valuesAt } from "../refusal";

/** "Azure subscription and service limits, quotas, and constraints". */
const MAX_ADDRESSES = 16;

export const natGateway = armModel({
  token: "network:NatGateway",
  arm: "Microsoft.Network/natGateways",
  name: "natGatewayName",
  naming: networkName(),
  api: "2024-05-01",
  autoname: "random",
  immutable: ["location", "zones"],
  linked: {
    publicIpAddresses: ["Microsoft.Network/publicIPAddresses/join/action"],
    publicIpPrefixes: ["Microsoft.Network/publicIPPrefixes/join/action"],
  },
  references: { "publicIpAddresses.id": ADDRESS },
  usedBy: ["network:Subnet", "network:VirtualNetwork"],
  inUse: ({ id }, user) =>
    refusal(
      400,
      "InUseNatGatewayCannotBeDeleted",
      `Nat gateway ${id} cannot be deleted because it is in use by the following resources: ${user.id}.`,
    ),
  refuse: (inputs, world, id) => refuseSettings(inputs) ?? refuseAddresses(inputs, world, id),
  seconds: { create: 12, update: 12, delete: 11 },
  outputs: ({ location }, world) => ({ ...networkOutputs(world), location: location ?? world.region, subnets: [] }),
});

/** "NAT gateway resource": SKU, time-out, zone and number of addresses. */
function refuseSettings(inputs: Props): Refusal {
  const { idleTimeoutInMinutes: minutes, natGatewayName, sku, zones } = inputs;
  if (!(sku as { readonly name?: string } | undefined)?.name) {
    return refusal(400, "NatGatewaySkuNotSpecified", `Nat Gateway ${natGatewayName} must specify its sku.`);
  }
  if (minutes !== undefined && (Number(minutes) < 4 || Number(minutes) > 120)) {
    return refusal(
      400,
      "NatGatewayInvalidIdleTimeout",
      `The idle timeout ${minutes} of Nat Gateway ${natGatewayName} must be between 4 and 120 minutes.`,
    );
  }
  if (Array.isArray(zones) && zones.length > 1) {
    return refusal(
      400,
      "NatGatewayCannotHaveMultipleZones",
      `Nat Gateway ${natGatewayName} can be in one availability zone only.`,
    );
  }
  if (valuesAt(inputs, "publicIpAddresses").length <= MAX_ADDRESSES) return undefined;
  return refusal(
    400,
    "NatGatewayPublicIpCountLimitReached",
    `Nat Gateway ${natGatewayName} cannot have more than ${MAX_ADDRESSES} public IP addresses.`,
  );
}

function refuseAddresses(inputs: Props, world: ResourceWorld, own: string): Refusal {
  return firstRefusal(
    valuesAt(inputs, "publicIpAddresses.id").map(String),
    (id) =>
      // "NAT gateway resource": not for IPv6.
      refuseAddressKind(id, own, ["IPv4"], world) ??
      refuseSharedAddress(id, own, world) ??
      refuseZoneMismatch(id, inputs, world),
  );
}
