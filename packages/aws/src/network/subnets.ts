import type { NetworkSpec, Scope } from "@isobar/core/driver";
import { InternetGateway, type InternetGatewayArgs } from "@pulumi/aws/ec2/internetGateway";
import { Route, type RouteArgs } from "@pulumi/aws/ec2/route";
import { RouteTable, type RouteTableArgs } from "@pulumi/aws/ec2/routeTable";
import { RouteTableAssociation, type RouteTableAssociationArgs } from "@pulumi/aws/ec2/routeTableAssociation";
import { Subnet, type SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { Vpc } from "@pulumi/aws/ec2/vpc";
import type { Output, Resource } from "@pulumi/pulumi";
import { named } from "../tags";

export const EVERYWHERE = "0.0.0.0/0";

/** The subnets of one side of a network with their routing. */
export interface Subnets {
  readonly subnets: readonly Subnet[];
  /** One for all subnets, or one for each. */
  readonly routeTables: readonly RouteTable[];
  /** What must exist before a machine there is connected. */
  readonly ready: readonly Resource[];
}

/** The keys of what exists once per zone. */
export function zoneKeys(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1));
}

/** Public subnets share one route table, which leads to the internet gateway. */
export function publicSubnets(
  scope: Scope,
  vpc: Vpc,
  spec: NetworkSpec,
): Subnets & { readonly gateway: InternetGateway } {
  const args: InternetGatewayArgs = { vpcId: vpc.id, tags: named(scope, "internet-gateway") };
  // The provider would move it to another VPC, which EC2 refuses while machines in the old one have public addresses.
  const gateway = scope.child("internetGateway", InternetGateway, args, { replaceOnChanges: ["vpcId"] });
  const routeTable = scope.child("publicRouteTable", RouteTable, {
    vpcId: vpc.id,
    tags: named(scope, "public"),
  } satisfies RouteTableArgs);
  const route = scope.child("publicRoute", Route, {
    routeTableId: routeTable.id,
    destinationCidrBlock: EVERYWHERE,
    gatewayId: gateway.id,
  } satisfies RouteArgs);
  const subnets = spec.subnets.public.map((cidr, index) => subnet(scope, "public", vpc, cidr, spec.zones, index));
  const associations = subnets.map((it, index) => associate(scope, "public", it, routeTable, index));
  return { gateway, subnets, routeTables: [routeTable], ready: [route, ...associations] };
}

/** Each private subnet has a route table of its own, so that a change of `outbound` changes routes and nothing else. */
export function privateSubnets(scope: Scope, vpc: Vpc, spec: NetworkSpec): Subnets {
  const subnets = spec.subnets.private.map((cidr, index) => subnet(scope, "private", vpc, cidr, spec.zones, index));
  const routeTables = zoneKeys(subnets.length).map((key) =>
    scope.child(
      "privateRouteTable",
      RouteTable,
      { vpcId: vpc.id, tags: named(scope, "private", key) } satisfies RouteTableArgs,
      { key },
    ),
  );
  const associations = subnets.map((it, i) => associate(scope, "private", it, routeTables[i] as RouteTable, i));
  return { subnets, routeTables, ready: associations };
}

function subnet(
  scope: Scope,
  side: "public" | "private",
  vpc: Vpc,
  cidrBlock: string,
  zones: Output<string[]>,
  index: number,
): Subnet {
  const key = String(index + 1);
  const args: SubnetArgs = {
    vpcId: vpc.id,
    cidrBlock,
    availabilityZone: zones.apply((names) => names[index] as string),
    mapPublicIpOnLaunch: false,
    tags: named(scope, side, key),
  };
  return scope.child(`${side}Subnet`, Subnet, args, { key });
}

function associate(scope: Scope, side: "public" | "private", it: Subnet, table: RouteTable, index: number) {
  const args: RouteTableAssociationArgs = { subnetId: it.id, routeTableId: table.id };
  return scope.child(`${side}RouteTableAssociation`, RouteTableAssociation, args, { key: String(index + 1) });
}
