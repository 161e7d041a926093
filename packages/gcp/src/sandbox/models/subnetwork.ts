import { type CheckFailure, type Model, type Props, type StoredResource, UNKNOWN, type World } from "@isobar/sandbox";
import { addressAt, contains, rangeOf } from "@isobar/sandbox/ranges";
import { isRange } from "../addresses";
import {
  common,
  fingerprint,
  inUse,
  isUnknown,
  known,
  list,
  notFound,
  pathOf,
  projectOf,
  props,
  regionOf,
  selfLink,
} from "../cloud";
import { inProject, inProjectOf, verbs, WAIT } from "../permissions";
import { immutableBut, sameResource } from "../references";
import { placeFaults } from "../rules/places";
import { rangeFaults, refuseConflict, refuseInAutoMode } from "../rules/ranges";
import { faultIf, invalid, outside } from "../words";

function networkPath(inputs: Props, world: World): string {
  return pathOf(inputs.network, projectOf(inputs, world), "global/networks");
}

const PROXIES = ["REGIONAL_MANAGED_PROXY", "GLOBAL_MANAGED_PROXY"];
/** What a subnetwork's range is given by. */
const RANGES = ["ipCidrRange", "reservedInternalRange", "ipCollection"];

/** "VPC Flow Logs" and "Subnets: IPv6 subnet ranges": options that need others. */
function optionFaults(inputs: Props): CheckFailure[] {
  const { logConfig, ipv6AccessType, stackType, purpose, role } = inputs;
  const { flowSampling, metadata, metadataFields } = props(logConfig);
  const picksFields = list(metadataFields).length > 0;
  const needsAccess = stackType === "IPV4_IPV6" && ipv6AccessType == null;
  return [
    ...outside("logConfig.flowSampling", flowSampling, 0, 1),
    ...faultIf(
      picksFields && metadata !== "CUSTOM_METADATA" && !isUnknown(metadata),
      ...(["logConfig.metadataFields", "", "Can only be specified with CUSTOM_METADATA."] as const),
    ),
    ...faultIf(needsAccess, "ipv6AccessType", "", "It must be set in a subnetwork with IPv6."),
    // The provider's own documentation of both.
    ...faultIf(
      logConfig != null && PROXIES.includes(String(purpose)),
      ...(["logConfig", "", "Subnetworks of proxies have no flow logs."] as const),
    ),
    ...faultIf(
      stackType !== "IPV6_ONLY" && !isUnknown(stackType) && RANGES.every((property) => inputs[property] == null),
      ...(["ipCidrRange", "", "It must be set in a subnetwork with IPv4."] as const),
    ),
    ...faultIf(role != null && purpose == null, "role", role, "Only proxies' subnetworks have a role."),
  ];
}

/** "Subnets": the second address. */
function gatewayOf(cidr: unknown): unknown {
  const range = rangeOf(String(cidr));
  return range ? addressAt(range, 1) : UNKNOWN;
}

/** What uses a subnetwork: machines that join it, and gateways that serve it by name. */
function userOf({ id }: StoredResource, world: World): StoredResource | undefined {
  const names = (reference: unknown) => pathOf(reference, "", "") === id;
  const joins = ({ outputs }: StoredResource) =>
    list(outputs.networkInterfaces).some((nic) => names(props(nic).subnetwork));
  const serves = ({ outputs }: StoredResource) => list(outputs.subnetworks).some((one) => names(props(one).name));
  return (
    world.list("gcp:compute/instance:Instance").find(joins) ??
    world.list("gcp:compute/routerNat:RouterNat").find(serves) ??
    world.list("gcp:compute/address:Address", ["subnetwork", selfLink(id)])[0]
  );
}

/** "Subnets": a range grows in place; the provider replaces a subnetwork that is to have any other one. */
function growsInPlace(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined || !isRange(before) || !isRange(after)) return true;
  return contains(after, before);
}

const replacing = immutableBut(
  [
    ...["name", "project", "network", "region", "description", "externalIpv6Prefix", "internalIpv6Prefix", "params"],
    ...["reservedInternalRange", "resolveSubnetMask"],
  ],
  { network: sameResource, region: sameResource },
);

export const subnetwork: Model = {
  type: "gcp:compute/subnetwork:Subnetwork",
  permissions: ({ network, project }) => [
    inProject(project, [
      ...verbs(
        "compute.subnetworks",
        "create",
        "delete",
        "expandIpCidrRange",
        "get",
        "setPrivateIpGoogleAccess",
        "update",
      ),
      WAIT.region,
    ]),
    inProjectOf(network, ["compute.networks.updatePolicy"]),
  ],
  autoname: { property: "name", maxLength: 63, lowerCase: true },
  immutable: (before, config, after) => [
    ...replacing(before, config, after),
    ...(growsInPlace(known(before.ipCidrRange), known(after.ipCidrRange)) ? [] : ["ipCidrRange"]),
  ],
  check: (inputs, world) => [
    ...placeFaults({ region: inputs.region }, world),
    ...rangeFaults(inputs),
    ...optionFaults(inputs),
  ],
  id: (inputs, world) =>
    `projects/${projectOf(inputs, world)}/regions/${regionOf(inputs, world)}/subnetworks/${inputs.name}`,
  outputs(inputs, world) {
    return {
      ...common(inputs, world),
      network: selfLink(networkPath(inputs, world)),
      region: regionOf(inputs, world),
      gatewayAddress: gatewayOf(inputs.ipCidrRange),
      fingerprint: world.keep("fingerprint", () => fingerprint(world)),
      subnetworkId: world.keep("subnetworkId", () => Number.parseInt(world.hex(12), 16)),
      purpose: inputs.purpose ?? "PRIVATE",
      stackType: inputs.stackType ?? "IPV4_ONLY",
      privateIpGoogleAccess: inputs.privateIpGoogleAccess ?? false,
      privateIpv6GoogleAccess: inputs.privateIpv6GoogleAccess ?? "DISABLE_GOOGLE_ACCESS",
      secondaryIpRanges: inputs.secondaryIpRanges ?? [],
    };
  },
  refuse(inputs, world) {
    const path = networkPath(inputs, world);
    const network = world.find("gcp:compute/network:Network", path);
    if (!network) return notFound(path);
    // "Subnets: IPv6 subnet ranges".
    if (inputs.ipv6AccessType === "INTERNAL" && network.outputs.enableUlaInternalIpv6 !== true) {
      return invalid("ipv6AccessType", "INTERNAL", "The network has no internal IPv6 range.");
    }
    return refuseInAutoMode(inputs, network.outputs) ?? refuseConflict(inputs, path, world);
  },
  refuseDelete(resource, world) {
    const user = userOf(resource, world);
    return user && inUse(resource.id, user.id);
  },
  seconds: { create: 13, update: 12, delete: 22 },
};
