import type { Model, ResourceWorld } from "@isobar/sandbox";
import { overlap } from "@isobar/sandbox/ranges";
import { nameOf, notFound, pathOf, selfLink } from "../cloud";
import { inProjectOf, verbs, WAIT } from "../permissions";
import { immutableBut, sameResource } from "../references";
import { badRequest } from "../words";

const TYPE = "gcp:compute/networkPeering:NetworkPeering";
const pathTo = (reference: unknown) => pathOf(reference, "", "global/networks");

function rangesOf(network: string, world: ResourceWorld): string[] {
  return world
    .list("gcp:compute/subnetwork:Subnetwork", ["network", selfLink(network)])
    .map(({ outputs }) => String(outputs.ipCidrRange));
}

/** "VPC Network Peering": subnetworks of networks that are peered can't overlap. */
function refuseOverlap(one: string, other: string, world: ResourceWorld): string | undefined {
  for (const a of rangesOf(one, world)) {
    const b = rangesOf(other, world).find((range) => overlap(a, range));
    if (b !== undefined) {
      return badRequest(
        `An IP range in the local network (${a}) overlaps with an IP range (${b}) in the peer network.`,
      );
    }
  }
  return undefined;
}

/** "VPC Network Peering": networks of auto mode have the same ranges. */
function refuseAutoModes(paths: readonly string[], world: ResourceWorld): string | undefined {
  const isAuto = (path: string) =>
    world.find("gcp:compute/network:Network", path)?.outputs.autoCreateSubnetworks === true;
  if (!paths.every(isAuto)) return undefined;
  return badRequest(
    "An IP range in the local network (10.128.0.0/20) overlaps with an IP range (10.128.0.0/20) in the peer network.",
  );
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
  immutable: immutableBut(
    ["name", "network", "peerNetwork", "exportSubnetRoutesWithPublicIp", "importSubnetRoutesWithPublicIp"],
    { network: sameResource, peerNetwork: sameResource },
  ),
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
    if (one === other) return badRequest("A network can't be peered with itself.");
    // A network of another project may be there or not: the API adds the peering all the same, and it stays inactive.
    const own = [one, other].filter((path) => path.split("/")[1] === one.split("/")[1]);
    const missing = own.find((path) => !world.find("gcp:compute/network:Network", path));
    if (missing !== undefined) return notFound(missing);
    const peerings = world.list(TYPE).filter(({ outputs }) => pathTo(outputs.network) === one);
    if (peerings.some(({ outputs }) => pathTo(outputs.peerNetwork) === other)) {
      return badRequest(`There is already a peering between network ${nameOf(one)} and network ${nameOf(other)}.`);
    }
    return refuseOverlap(one, other, world) ?? refuseAutoModes([one, other], world);
  },
  seconds: { create: 24, update: 12, delete: 24 },
};
