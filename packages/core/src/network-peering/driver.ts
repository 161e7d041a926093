import type { Output } from "@pulumi/pulumi";
import type { Cidr } from "../cidr";
import type { AnyDriver, Plan } from "../plan";
import type { Scope } from "../scope";

/** What of the portable peering a backend supports. */
export interface NetworkPeeringFeatures {
  /** Networks that something else made can be peered. */
  readonly existing: boolean;
}

/** One of the two networks of a peering. */
export interface PeeredNetwork {
  /** The network's logical name. */
  readonly name: string;
  readonly id: Output<string>;
  readonly cidr: Output<Cidr>;
  /** Tables that need a route to the other network, on clouds where a peering brings none. */
  readonly routeTableIds: readonly Output<string>[];
  /** Isobar made it, and did not adopt it. */
  readonly own: boolean;
}

/** A peering to build, checked: two networks of one target whose ranges don't overlap. */
export interface NetworkPeeringSpec {
  readonly networks: readonly [PeeredNetwork, PeeredNetwork];
}

/** Connects networks on one cloud. */
export interface NetworkPeeringDriver extends AnyDriver {
  readonly features: NetworkPeeringFeatures;
  /** Refuses what the features can't tell, before anything is declared. */
  check?(plan: Plan, spec: NetworkPeeringSpec): void;
  create(scope: Scope, spec: NetworkPeeringSpec): void;
}
