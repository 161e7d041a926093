import type { Override } from "@isobar/core";
import type { NetworkPeeringDriver, NetworkPeeringSpec, PeeredNetwork, Plan, Scope } from "@isobar/core/driver";
import { Route, type RouteArgs } from "@pulumi/aws/ec2/route";
import { VpcPeeringConnection, type VpcPeeringConnectionArgs } from "@pulumi/aws/ec2/vpcPeeringConnection";
import { named } from "./tags";

/** Changes to the arguments of a peering's children on AWS. */
export interface AwsNetworkPeeringOverrides {
  connection?: Override<VpcPeeringConnectionArgs>;
  route?: Override<RouteArgs>;
}

/** What a peering is built of on AWS. */
export interface AwsNetworkPeeringNatives {
  readonly connection: VpcPeeringConnection;
  /** Keyed by the network that is left, and the place of the route table among its own: "apps-1". */
  readonly route: Readonly<Record<string, Route>>;
}

declare module "@isobar/core" {
  interface NetworkPeeringOverrides {
    aws?: AwsNetworkPeeringOverrides;
  }
  interface NetworkPeeringNatives {
    aws?: AwsNetworkPeeringNatives;
  }
}

const CHILDREN = ["connection", "route"] as const satisfies readonly (keyof AwsNetworkPeeringOverrides)[];

export const driver: NetworkPeeringDriver = {
  children: CHILDREN,
  features: { existing: true },
  check: checkPeering,
  create: createPeering,
};

/** Where nothing leads to a peering, it connects nothing: "Update your route tables for a VPC peering connection". */
function checkPeering(plan: Plan, { networks }: NetworkPeeringSpec): void {
  const closed = networks.find(({ routeTableIds }) => routeTableIds.length === 0);
  if (!closed) return;
  throw plan.refusal("networks", "one of them has no known route tables, which have to lead to the other", {
    given: closed.name,
    allowed: "networks that Isobar made, or adopted ones with routeTables",
    fix: `give Network.existing("${closed.name}", …) the ids of its subnets' route tables as routeTables`,
  });
}

function createPeering(scope: Scope, spec: NetworkPeeringSpec): void {
  const [one, other] = ordered(spec.networks);
  const args: VpcPeeringConnectionArgs = {
    vpcId: one.id,
    peerVpcId: other.id,
    autoAccept: true,
    ...(one.own && other.own ? RESOLUTION : {}),
    tags: named(scope),
  };
  const connection = scope.child("connection", VpcPeeringConnection, args, { suffix: "" });
  const names = one.name === other.name ? ["1", "2"] : [one.name, other.name];
  makeRoutes(scope, connection, one, other, names[0] as string);
  makeRoutes(scope, connection, other, one, names[1] as string);
}

/**
 * "Enable DNS resolution for a VPC peering connection": public names of machines mean their private addresses. Both VPCs
 * must have DNS names switched on, which is not known of adopted ones.
 */
const RESOLUTION: Pick<VpcPeeringConnectionArgs, "requester" | "accepter"> = {
  requester: { allowRemoteVpcDnsResolution: true },
  accepter: { allowRemoteVpcDnsResolution: true },
};

/** The same order whichever network is named first: neither side of a connection can change. */
function ordered([one, other]: NetworkPeeringSpec["networks"]): NetworkPeeringSpec["networks"] {
  return one.name <= other.name ? [one, other] : [other, one];
}

function makeRoutes(
  scope: Scope,
  connection: VpcPeeringConnection,
  from: PeeredNetwork,
  to: PeeredNetwork,
  name: string,
): void {
  for (const [index, routeTableId] of from.routeTableIds.entries()) {
    const args: RouteArgs = {
      routeTableId,
      destinationCidrBlock: to.cidr,
      vpcPeeringConnectionId: connection.id,
    };
    scope.child("route", Route, args, { key: `${name}-${index + 1}` });
  }
}
