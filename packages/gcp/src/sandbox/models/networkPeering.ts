import type { CheckFailure, Model, Props, ResourceWorld } from "@isobar/sandbox";
import { overlap } from "../addresses";
import { nameOf, notFound, pathOf, selfLink } from "../cloud";
import { inProjectOf, verbs, WAIT } from "../permissions";

const TYPE = "gcp:compute/networkPeering:NetworkPeering";
const LINK = /projects\/[^/]+\/global\/networks\/[a-z](?:[-a-z0-9]*[a-z0-9])?$/;

const pathTo = (reference: unknown) => pathOf(reference, "", "global/networks");

function faults(inputs: Props): CheckFailure[] {
  const failures = ["network", "peerNetwork"].flatMap((property) => {
    const given = String(inputs[property]);
    if (LINK.test(given) || !/^[\w./:-]*$/.test(given) || isUnknown(given)) return [];
    return [{ property, reason: `"${given}" doesn't match regexp "projects/…/global/networks/…"` }];
  });
  const { name } = inputs;
  if (typeof name === "string" && !isUnknown(name) && !/^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
    failures.push({ property: "name", reason: `"${name}" must be at most 63 lower-case letters, digits and hyphens` });
  }
  return failures;
}

/** The engine's marks of unknown values look like UUIDs. */
function isUnknown(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

function rangesOf(network: string, world: ResourceWorld): string[] {
  const subnetworks = world.list("gcp:compute/subnetwork:Subnetwork");
  return subnetworks
    .filter(({ outputs }) => outputs.network === selfLink(network))
    .map(({ outputs }) => String(outputs.ipCidrRange));
}

/** "VPC Network Peering": subnetworks of networks that are peered can't overlap. */
function refuseOverlap(one: string, other: string, world: ResourceWorld): string | undefined {
  for (const a of rangesOf(one, world)) {
    const b = rangesOf(other, world).find((range) => overlap(a, range));
    if (b !== undefined) {
      return `googleapi: Error 400: An IP range in the local network (${a}) overlaps with an IP range (${b}) in the peer network., badRequest`;
    }
  }
  return undefined;
}

/** One direction of a peering; it is active once the other network names this one too. */
export const networkPeering: Model = {
  type: TYPE,
  // "Set up and manage VPC Network Peering": required permissions; the peer's network is not touched.
  permissions: ({ network }) => [
    inProjectOf(network, [
      ...verbs("compute.networks", "addPeering", "get", "removePeering", "updatePeering"),
      WAIT.global,
    ]),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: [
    ...["name", "network", "peerNetwork", "exportSubnetRoutesWithPublicIp", "importSubnetRoutesWithPublicIp"],
  ],
  check: faults,
  id: (inputs) => `${nameOf(inputs.network)}/${inputs.name}`,
  outputs(inputs, world) {
    const back = world
      .list(TYPE)
      .some(
        ({ outputs }) =>
          pathTo(outputs.network) === pathTo(inputs.peerNetwork) &&
          pathTo(outputs.peerNetwork) === pathTo(inputs.network),
      );
    return {
      state: back ? "ACTIVE" : "INACTIVE",
      stateDetails: back ? "Connected." : "Waiting for peer network to connect.",
      stackType: inputs.stackType ?? "IPV4_ONLY",
      updateStrategy: inputs.updateStrategy ?? "INDEPENDENT",
      deletionPolicy: inputs.deletionPolicy ?? "DELETE",
    };
  },
  refuse(inputs, world) {
    const [one, other] = [pathTo(inputs.network), pathTo(inputs.peerNetwork)];
    const missing = [one, other].find((path) => !world.find("gcp:compute/network:Network", path));
    if (missing !== undefined) return notFound(missing);
    const peerings = world.list(TYPE).filter(({ outputs }) => pathTo(outputs.network) === one);
    if (peerings.some(({ outputs }) => pathTo(outputs.peerNetwork) === other)) {
      return `googleapi: Error 400: There is already a peering between network ${nameOf(one)} and network ${nameOf(other)}., badRequest`;
    }
    return refuseOverlap(one, other, world);
  },
};
