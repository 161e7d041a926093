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
    sharedSubnet: true,
  },
  listZones: zonesUp,
  create: createNetwork,
  existing: existingNetwork,
};
