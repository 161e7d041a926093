import type { NetworkDriver } from "@isobar/core/driver";
import { createNetwork } from "./create";
import { existingNetwork } from "./existing";
import { CHILDREN } from "./overrides";
import { listZones } from "./zones";

export type { AwsNetworkNatives, AwsNetworkOverrides } from "./overrides";

export const driver: NetworkDriver = {
  children: CHILDREN,
  features: {
    outbound: ["nat", "nat-per-zone", "none"],
    privateAccess: ["object-storage", "registry"],
    flowLogs: true,
    // "VPC CIDR blocks", "Subnet CIDR blocks": between /16 and /28.
    cidrPrefix: { min: 16, max: 28 },
    maxSubnetPrefix: 28,
    zonalSubnets: true,
  },
  listZones,
  create: createNetwork,
  existing: existingNetwork,
};
