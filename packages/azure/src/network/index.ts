import type { NetworkDriver } from "@isobar/core/driver";
import { output } from "@pulumi/pulumi";
import { refuseSmall } from "./bastion";
import { createNetwork } from "./create";
import { existingNetwork } from "./existing";

/** A network is a virtual network with one public and one private subnet, both spanning all zones. */
export const driver: NetworkDriver = {
  children: [
    "network",
    "publicSubnet",
    "privateSubnet",
    "natGateway",
    "natAddress",
    "flowLogAccount",
    "flowLog",
    "bastionSubnet",
    "bastionAddress",
    "bastion",
  ],
  features: {
    // A NAT gateway stands in one zone, and a subnet, which spans them all, takes only one ("NAT gateway and
    // availability zones").
    outbound: ["nat", "none"],
    // Only premium registries have service endpoints, and no more than a preview of them ("Restrict access to a container
    // registry using a service endpoint in an Azure virtual network").
    privateAccess: ["object-storage"],
    flowLogs: true,
    // "Azure Virtual Network FAQ": ranges are /29 at the smallest.
    cidrPrefix: { min: 8, max: 29 },
    maxSubnetPrefix: 29,
    zonalSubnets: false,
  },
  check: refuseSmall,
  // Zones are numbers, mapped to real ones per subscription ("What are availability zones?").
  listZones: ({ target }) => {
    const count = target.backend.catalogue().region(target.region)?.zoneCount ?? 0;
    return output(Array.from({ length: count }, (_, i) => String(i + 1)));
  },
  create: createNetwork,
  existing: existingNetwork,
};
