import type { Output, Resource } from "@pulumi/pulumi";
import type { Cidr, SubnetPlan } from "../cidr";
import type { AnyDriver, Plan } from "../plan";
import type { Scope } from "../scope";
import type { Outbound, PrivateService } from "./args";

/** What of the portable network a backend supports. */
export interface NetworkFeatures {
  readonly outbound: readonly Outbound[];
  readonly privateAccess: readonly PrivateService[];
  readonly flowLogs: boolean;
  /** Prefix lengths of a network. */
  readonly cidrPrefix: { readonly min: number; readonly max: number };
  /** Prefix length of the smallest subnet. */
  readonly maxSubnetPrefix: number;
  /** True where a subnet lives in one zone, so that there is one of each kind per zone. */
  readonly zonalSubnets: boolean;
  /** One subnet holds public and private machines, and has the network's whole range. */
  readonly sharedSubnet?: boolean;
}

/** A network to build, checked and with every default filled in. */
export interface NetworkSpec {
  readonly cidr: Cidr;
  /** Ranges of the subnets, one of each kind per zone; the same one where they share it. */
  readonly subnets: SubnetPlan;
  /** Names of the zones, kept; empty in a region without zones. */
  readonly zones: Output<string[]>;
  readonly zoneCount: number;
  readonly outbound: Outbound;
  /** What private machines need is made only when {@link NetworkParts.prepareFor} asks for it. */
  readonly outboundOnDemand: boolean;
  readonly privateAccess: readonly PrivateService[];
  readonly flowLogs: boolean;
}

/** A network that was checked; the names of its zones are settled when it is built. */
export type CheckedNetworkSpec = Omit<NetworkSpec, "zones">;

/** What a network is once built. */
export interface NetworkParts {
  readonly id: Output<string>;
  readonly cidr: Output<Cidr>;
  readonly zones: Output<string[]>;
  /** Addresses from which machines without a public one are seen outside. */
  readonly egressIps: Output<string[]>;
  /** In the order of `zones` where subnets live in one zone. */
  readonly publicSubnetIds: Output<string[]>;
  readonly privateSubnetIds: Output<string[]>;
  /** Tables to which a peering adds its routes, on clouds where it has to. */
  readonly routeTableIds?: readonly Output<string>[];
  /** Makes what machines on one side need and the network has not got yet, such as its NAT gateway. */
  prepareFor(side: Side): Attachment;
}

/** Where a machine sits: with a public address or without one. */
export type Side = "public" | "private";

/** What a machine needs in order to join a network. */
export interface Attachment {
  /** In the order of the network's zones where subnets live in one zone, else one. */
  readonly subnetIds: Output<string[]>;
  /** What must exist before a machine boots, so that it is connected when its startup script runs. */
  readonly ready: readonly Resource[];
  /** The network's host for shells on private machines, where it has one. */
  readonly bastion?: { readonly id: Output<string>; readonly cidr: Cidr };
}

export interface ExistingNetworkSpec {
  readonly id: Output<string>;
  readonly publicSubnets: Output<string[]>;
  readonly privateSubnets: Output<string[]>;
  /** The range that the user gave. */
  readonly cidr: Cidr | undefined;
  readonly routeTables: readonly Output<string>[];
}

/** Builds networks on one cloud. */
export interface NetworkDriver extends AnyDriver {
  readonly features: NetworkFeatures;
  /** Refuses what the features can't tell, before anything is declared. */
  check?(plan: Plan, spec: CheckedNetworkSpec): void;
  /** Names of all zones of the target's region that are up and open to the account. */
  listZones(scope: Scope): Output<string[]>;
  create(scope: Scope, spec: NetworkSpec): NetworkParts;
  existing(scope: Scope, spec: ExistingNetworkSpec): NetworkParts;
}
