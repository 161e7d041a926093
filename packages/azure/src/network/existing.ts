import type { ExistingNetworkSpec, NetworkParts, Scope } from "@isobar/core/driver";
import { getVirtualNetworkOutput } from "@pulumi/azure-native/network/getVirtualNetwork";
import { all, type Output, output } from "@pulumi/pulumi";
import { isOfType, parseResourceId } from "../ids";

const TYPE = "Microsoft.Network/virtualNetworks";

/** A network that something else made. Its NAT is not known, so neither are the addresses that it is seen from. */
export function existingNetwork(scope: Scope, spec: ExistingNetworkSpec): NetworkParts {
  const { id, publicSubnets, privateSubnets } = spec;
  const { region, backend } = scope.target;
  const zoneCount = backend.catalogue().region(region)?.zoneCount ?? 0;
  // A subnet takes machines with a public address and without, so either kind does where only one is named.
  const either = (first: Output<string[]>, second: Output<string[]>) =>
    all([first, second]).apply(([some, others]) => (some.length > 0 ? some : others));
  const sides = { public: either(publicSubnets, privateSubnets), private: either(privateSubnets, publicSubnets) };
  return {
    id,
    cidr: spec.cidr === undefined ? askCidr(scope, id) : output(spec.cidr),
    zones: output(Array.from({ length: zoneCount }, (_, i) => String(i + 1))),
    egressIps: output([]),
    publicSubnetIds: publicSubnets,
    privateSubnetIds: privateSubnets,
    prepareFor: (side) => ({ subnetIds: sides[side], ready: [] }),
  };
}

function askCidr(scope: Scope, id: Output<string>): Output<string> {
  const place = id.apply((known) => {
    const parsed = parseResourceId(known);
    if (isOfType(parsed, TYPE)) return { group: parsed.resourceGroup, name: parsed.names[0] ?? "" };
    throw scope.plan.refusal("id", "is no virtual network", {
      given: known,
      allowed: "a resource id /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/…",
    });
  });
  const args = { resourceGroupName: place.group, virtualNetworkName: place.name };
  return getVirtualNetworkOutput(args, scope.invoke).apply(({ addressSpace }) => {
    const [cidr, ...more] = addressSpace?.addressPrefixes ?? [];
    if (cidr !== undefined && more.length === 0) return cidr;
    throw scope.plan.refusal("cidr", "is needed, because the virtual network has several ranges or none", {
      given: addressSpace?.addressPrefixes ?? [],
      fix: "give the range that rules for the network are to name",
    });
  });
}
