import type { NetworkPeeringDriver, NetworkPeeringSpec, PeeredNetwork, Scope } from "@isobar/core/driver";
import { NetworkPeering, type NetworkPeeringArgs } from "@pulumi/gcp/compute/networkPeering";
import type { Output } from "@pulumi/pulumi";
import { peeringName } from "./names";

/**
 * "VPC Network Peering": both networks name each other, and each learns the routes to the other's subnetworks by that.
 * Names of machines are resolved in their own network only.
 */
export const driver: NetworkPeeringDriver = {
  children: ["peering"],
  features: { existing: true },
  create(scope, { networks }) {
    const [one, other] = networks;
    const [first, second] = keysOf(networks);
    const there = peer(scope, first, one, other);
    // "VPC Network Peering": one operation at a time for each of the networks.
    peer(scope, second, other, one, there);
  },
};

/** Their names, so that it does not matter which of them comes first. */
function keysOf([one, other]: NetworkPeeringSpec["networks"]): readonly [string, string] {
  return [one.name, one.name === other.name ? `${other.name}-2` : other.name];
}

function peer(
  scope: Scope,
  key: string,
  from: PeeredNetwork,
  to: PeeredNetwork,
  after?: NetworkPeering,
): NetworkPeering {
  const args: NetworkPeeringArgs = {
    name: scope.physicalName(peeringName, `peering-${key}`),
    network: networkPath(scope, from.id),
    peerNetwork: networkPath(scope, to.id),
    // "VPC Network Peering": ranges of public addresses that are used privately are not learned otherwise.
    exportSubnetRoutesWithPublicIp: true,
    importSubnetRoutesWithPublicIp: true,
  };
  // A network has at most one peering with another one, so a new one waits until the old one is gone.
  return scope.child("peering", NetworkPeering, args, {
    key,
    deleteBeforeReplace: true,
    ...(after ? { dependsOn: [after] } : {}),
  });
}

/** The provider takes no mere name, by which an existing network may be known. */
function networkPath({ target }: Scope, id: Output<string>): Output<string> {
  return id.apply((known) =>
    known.includes("/") || target.account === undefined ? known : `projects/${target.account}/global/networks/${known}`,
  );
}
