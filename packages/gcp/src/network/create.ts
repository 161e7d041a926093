import type { NetworkParts, NetworkSpec, Scope } from "@isobar/core/driver";
import { Network } from "@pulumi/gcp/compute/network";
import { Subnetwork, type SubnetworkArgs } from "@pulumi/gcp/compute/subnetwork";
import { type Output, output } from "@pulumi/pulumi";
import { networkName, subnetworkName } from "../names";
import { type Nat, natFor } from "./nat";

/**
 * Makes a network. Its route to the internet comes with it ("Routes"): machines with a public address take it, others
 * only through NAT. Nothing may connect to a machine until a firewall rule lets it ("VPC firewall rules": implied
 * rules).
 */
export function createNetwork(scope: Scope, spec: NetworkSpec): NetworkParts {
  const network = scope.child(
    "network",
    Network,
    { name: scope.physicalName(networkName), autoCreateSubnetworks: false, routingMode: "REGIONAL" },
    { suffix: "" },
  );
  const subnetwork = scope.child("subnetwork", Subnetwork, subnetworkArgs(scope, spec, network.selfLink));
  let made: Nat | undefined;
  const nat = () => {
    made ??= natFor(scope, network);
    return made;
  };
  const hasNat = spec.outbound === "nat";
  const subnetIds = subnetwork.selfLink.apply((link) => [link]);
  return {
    id: network.selfLink,
    cidr: output(spec.cidr),
    zones: spec.zones,
    egressIps: hasNat && !spec.outboundOnDemand ? nat().addresses : output([]),
    publicSubnetIds: subnetIds,
    privateSubnetIds: subnetIds,
    prepareFor: (side) => ({ subnetIds, ready: hasNat && side === "private" ? [nat().gateway] : [] }),
  };
}

function subnetworkArgs(scope: Scope, spec: NetworkSpec, network: Output<string>): SubnetworkArgs {
  return {
    name: scope.physicalName(subnetworkName, "subnetwork"),
    network,
    region: scope.target.region,
    ipCidrRange: spec.cidr,
    // "Private Google Access": Cloud Storage and Artifact Registry come together with all other Google APIs.
    privateIpGoogleAccess: spec.privateAccess.length > 0,
    ...(spec.flowLogs
      ? { logConfig: { aggregationInterval: "INTERVAL_5_SEC", flowSampling: 0.5, metadata: "INCLUDE_ALL_METADATA" } }
      : {}),
  };
}
