import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { contains, gatewayOf, overlap } from "../addresses";
import {
  common,
  fingerprint,
  inUse,
  list,
  nameOf,
  notFound,
  pathOf,
  projectOf,
  props,
  regionOf,
  selfLink,
  text,
} from "../cloud";
import { inProject, inProjectOf, verbs, WAIT } from "../permissions";

const TYPE = "gcp:compute/subnetwork:Subnetwork";

function networkPath(inputs: Props, world: ResourceWorld): string {
  return pathOf(inputs.network, projectOf(inputs, world), "global/networks");
}

/** "Subnets": prohibited IPv4 subnet ranges. */
const PROHIBITED = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "199.36.153.4/30", "199.36.153.8/30"];

/** "Subnets": ranges of one network don't overlap, and grow but never shrink. */
function refuseRange(inputs: Props, world: ResourceWorld): string | undefined {
  const range = text(inputs.ipCidrRange) ?? "";
  const prohibited = PROHIBITED.find((other) => overlap(other, range));
  if (prohibited !== undefined) {
    return `googleapi: Error 400: Invalid value for field 'resource.ipCidrRange': '${range}'. It overlaps the prohibited range ${prohibited}., invalid`;
  }
  const before = text(world.previous.ipCidrRange);
  if (before !== undefined && !contains(range, before)) {
    return `googleapi: Error 400: Invalid IPCidrRange: ${range} does not contain the existing range ${before}, invalid`;
  }
  const other = world
    .list(TYPE)
    .find(
      ({ outputs }) =>
        outputs.network === selfLink(networkPath(inputs, world)) && overlap(String(outputs.ipCidrRange), range),
    );
  if (!other) return undefined;
  const { name, region } = other.outputs;
  return `googleapi: Error 400: Invalid IPCidrRange: ${range} conflicts with existing subnetwork '${name}' in region '${region}'., invalid`;
}

export const subnetwork: Model = {
  type: TYPE,
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
  immutable: [
    ...["name", "project", "network", "region", "description", "externalIpv6Prefix", "internalIpv6Prefix", "params"],
    ...["reservedInternalRange", "resolveSubnetMask"],
  ],
  id: (inputs, world) =>
    `projects/${projectOf(inputs, world)}/regions/${regionOf(inputs, world)}/subnetworks/${inputs.name}`,
  outputs(inputs, world) {
    return {
      ...common(inputs, world),
      network: selfLink(networkPath(inputs, world)),
      region: regionOf(inputs, world),
      gatewayAddress: gatewayOf(text(inputs.ipCidrRange) ?? ""),
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
    return world.find("gcp:compute/network:Network", path) ? refuseRange(inputs, world) : notFound(path);
  },
  refuseDelete({ id, outputs }, world) {
    const joins = (nic: unknown) =>
      nameOf(props(nic).subnetwork) === outputs.name && pathOf(props(nic).subnetwork, "", "") === id;
    const user = world
      .list("gcp:compute/instance:Instance")
      .find((instance) => list(instance.outputs.networkInterfaces).some(joins));
    return user && inUse(id, user.id);
  },
};
