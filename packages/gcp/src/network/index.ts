import type { NetworkDriver } from "@isobar/core/driver";
import { zonesUp } from "../zones";
import { createNetwork } from "./create";
import { existingNetwork } from "./existing";

/**
 * VPC networks with one subnetwork, which spans all zones of the region and holds public and private machines alike.
 */
export const driver: NetworkDriver = {
  children: ["network", "subnetwork", "router", "natAddress", "nat"],
  features: {
    // "Cloud NAT overview": a gateway is regional, and outlives the loss of a zone by itself.
    outbound: ["nat", "none"],
    privateAccess: ["object-storage", "registry"],
    flowLogs: true,
    // "Subnets": the largest and the smallest primary range.
    cidrPrefix: { min: 8, max: 29 },
    maxSubnetPrefix: 29,
    zonalSubnets: false,
  },
  pickZones(scope, count) {
    return zonesUp(scope).apply((names) => {
      if (names.length >= count) return names.slice(0, count);
      throw scope.plan.refusal("zones", `fewer zones of ${scope.target.region} are up`, {
        given: count,
        allowed: names.length === 0 ? "none at the moment" : `at most ${names.length}: ${names.join(", ")}`,
      });
    });
  },
  create: createNetwork,
  existing: existingNetwork,
};
