import { crc32 } from "node:zlib";
import type { CheckFailure, Model, Props, World } from "@isobar/sandbox";
import { contains } from "@isobar/sandbox/ranges";
import { type Fail, refusing } from "../failure";
import { checkExactlyOne, known } from "../known";
import { inRegion } from "../permissions";
import { missing } from "../references";
import { checkNetwork } from "../rules/ranges";
import { ROUTE_TARGETS } from "../rules/route-targets";
import { types } from "../types";

const DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"] as const;

export const route: Model = {
  type: types.route,
  permissions: [inRegion("ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute", "ec2:DescribeRouteTables")],
  immutable: [...DESTINATIONS, "region", "routeTableId"],
  check,
  id: (inputs) => `r-${inputs.routeTableId}${crc32(destinationOf(inputs) ?? "")}`,
  refuse: (inputs, world) => {
    const fail = refusing(types.route, inputs, world);
    return (
      missing(world, fail, types.routeTable, inputs.routeTableId) ??
      missing(world, fail, types.internetGateway, inputs.gatewayId) ??
      missing(world, fail, types.natGateway, inputs.natGatewayId) ??
      missing(world, fail, types.networkInterface, inputs.networkInterfaceId) ??
      missing(world, fail, types.vpcPeeringConnection, inputs.vpcPeeringConnectionId) ??
      refuseTwice(inputs, world, fail) ??
      refuseOwnRange(inputs, world, fail) ??
      refuseForeignTarget(inputs, world, fail)
    );
  },
  outputs: (_, { region }) => ({ origin: "CreateRoute", region, state: "active" }),
};

function check(inputs: Props): CheckFailure[] {
  return [
    ...checkExactlyOne(inputs, DESTINATIONS),
    ...checkExactlyOne(inputs, ROUTE_TARGETS),
    ...checkNetwork("destinationCidrBlock", inputs.destinationCidrBlock),
  ];
}

function destinationOf(inputs: Props): string | undefined {
  return DESTINATIONS.map((name) => known(inputs[name])).find((value) => value !== undefined);
}

function refuseTwice(inputs: Props, world: World, fail: Fail): string | undefined {
  const destination = destinationOf(inputs) ?? "";
  return world.find(types.route, `r-${inputs.routeTableId}${crc32(destination)}`)
    ? fail("RouteAlreadyExists", `The route identified by ${destination} already exists.`)
    : undefined;
}

function vpcOfTable(world: World, id: unknown): unknown {
  return world.find(types.routeTable, String(id))?.inputs.vpcId;
}

/** "Route table concepts": traffic within a VPC goes by its local route. */
function refuseOwnRange(inputs: Props, world: World, fail: Fail): string | undefined {
  const { destinationCidrBlock: destination, gatewayId, vpcPeeringConnectionId, routeTableId } = inputs;
  const leavesIt = gatewayId ?? vpcPeeringConnectionId;
  const range = world.find(types.vpc, String(vpcOfTable(world, routeTableId)))?.outputs.cidrBlock;
  if (leavesIt === undefined || typeof destination !== "string" || typeof range !== "string") return undefined;
  return contains(range, destination)
    ? fail(
        "InvalidParameterValue",
        `The destination CIDR block ${destination} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.`,
      )
    : undefined;
}

function refuseForeignTarget(inputs: Props, world: World, fail: Fail): string | undefined {
  const { routeTableId, gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId } = inputs;
  const vpcId = vpcOfTable(world, routeTableId);
  const peering = world.find(types.vpcPeeringConnection, String(vpcPeeringConnectionId));
  const card = world.find(types.networkInterface, String(networkInterfaceId));
  const owners: [string, unknown, unknown[]][] = [
    ["network gateway", gatewayId, [world.find(types.internetGateway, String(gatewayId))?.inputs.vpcId]],
    ["nat gateway", natGatewayId, [world.find(types.natGateway, String(natGatewayId))?.outputs.vpcId]],
    ["interface", networkInterfaceId, [world.find(types.subnet, String(card?.inputs.subnetId))?.inputs.vpcId]],
    ["peering connection", vpcPeeringConnectionId, [peering?.inputs.vpcId, peering?.inputs.peerVpcId]],
  ];
  const foreign = owners.find(([, id, vpcs]) => id !== undefined && !vpcs.includes(vpcId));
  return foreign
    ? fail(
        "InvalidParameterValue",
        `route table ${routeTableId} and ${foreign[0]} ${foreign[1]} belong to different networks`,
      )
    : undefined;
}
