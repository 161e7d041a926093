import type { NetworkSpec, Scope } from "@isobar/core/driver";
import { Eip, type EipArgs } from "@pulumi/aws/ec2/eip";
import type { InternetGateway } from "@pulumi/aws/ec2/internetGateway";
import { NatGateway, type NatGatewayArgs } from "@pulumi/aws/ec2/natGateway";
import { Route, type RouteArgs } from "@pulumi/aws/ec2/route";
import type { Output, Resource } from "@pulumi/pulumi";
import { named } from "../tags";
import { EVERYWHERE, type Subnets, zoneKeys } from "./subnets";

/** The way out for machines without a public address. */
export interface Outbound {
  readonly addresses: readonly Output<string>[];
  readonly ready: readonly Resource[];
}

/** NAT gateways in the public subnets, and a route to one from each private subnet. */
export function makeOutbound(
  scope: Scope,
  { outbound, zoneCount }: NetworkSpec,
  open: Subnets & { readonly gateway: InternetGateway },
  closed: Subnets,
): Outbound {
  if (outbound === "none") return { addresses: [], ready: [] };
  const gateways = zoneKeys(outbound === "nat" ? 1 : zoneCount).map((key, i) => {
    const address = scope.child(
      "natAddress",
      Eip,
      { domain: "vpc", tags: named(scope, "nat", key) } satisfies EipArgs,
      { key, dependsOn: open.gateway },
    );
    const args: NatGatewayArgs = {
      allocationId: address.id,
      subnetId: open.subnets[i]?.id,
      tags: named(scope, "nat", key),
    };
    const gateway = scope.child("natGateway", NatGateway, args, {
      key,
      // "Create a NAT gateway": the internet gateway must be attached, and the subnet's route lead to it.
      dependsOn: [open.gateway, ...open.ready],
      // Its address, which stays, can't belong to two of them.
      deleteBeforeReplace: true,
    });
    return { address, gateway };
  });
  const routes = closed.routeTables.map((table, i) => {
    const nat = gateways[i] ?? gateways[0];
    const args: RouteArgs = {
      routeTableId: table.id,
      destinationCidrBlock: EVERYWHERE,
      natGatewayId: nat?.gateway.id,
    };
    return scope.child("privateRoute", Route, args, { key: String(i + 1) });
  });
  return { addresses: gateways.map(({ address }) => address.publicIp), ready: routes };
}
