import type { Scope } from "@isobar/core/driver";
import { Address } from "@pulumi/gcp/compute/address";
import type { Network } from "@pulumi/gcp/compute/network";
import { Router } from "@pulumi/gcp/compute/router";
import { RouterNat, type RouterNatArgs } from "@pulumi/gcp/compute/routerNat";
import { all, type Output } from "@pulumi/pulumi";
import { addressName, natName, routerName } from "../names";

/** The way out for machines without a public address. */
export interface Nat {
  readonly gateway: RouterNat;
  readonly addresses: Output<string[]>;
}

/** Makes a network's NAT gateway, with one address of its own so that others can know and allow it. */
export function natFor(scope: Scope, network: Network): Nat {
  const { region } = scope.target;
  const router = scope.child("router", Router, {
    name: scope.physicalName(routerName, "router"),
    network: network.selfLink,
    region,
  });
  const address = scope.child("natAddress", Address, {
    name: scope.physicalName(addressName, "nat-address"),
    region,
    addressType: "EXTERNAL",
    networkTier: "PREMIUM",
    labels: scope.tags,
  });
  // Two gateways can't serve the same subnetworks, so a new one waits until the old one is gone.
  const gateway = scope.child("nat", RouterNat, natArgs(scope, router, address), { deleteBeforeReplace: true });
  return { gateway, addresses: all([address.address]) };
}

function natArgs(scope: Scope, router: Router, address: Address): RouterNatArgs {
  return {
    name: scope.physicalName(natName, "nat"),
    router: router.name,
    region: scope.target.region,
    natIpAllocateOption: "MANUAL_ONLY",
    natIps: [address.selfLink],
    sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
    // "IP addresses and ports" of Cloud NAT: 64 ports are as many connections to one destination; a machine that needs
    // more gets them. Both numbers are powers of 2, and dynamic allocation excludes endpoint-independent mapping.
    enableDynamicPortAllocation: true,
    enableEndpointIndependentMapping: false,
    minPortsPerVm: 64,
    maxPortsPerVm: 4096,
    logConfig: { enable: true, filter: "ERRORS_ONLY" },
  };
}
