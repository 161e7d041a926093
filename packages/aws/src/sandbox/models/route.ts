import { crc32 } from "node:zlib";
import type { Model, Props } from "@isobar/sandbox";
import { missing } from "../aws";
import { inRegion } from "../permissions";
import { types } from "../types";

const DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"] as const;

export const route: Model = {
  type: "aws:ec2/route:Route",
  permissions: [inRegion("ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute", "ec2:DescribeRouteTables")],
  immutable: [...DESTINATIONS, "region", "routeTableId"],
  check: (inputs) =>
    destinationOf(inputs) === undefined
      ? [{ property: "destinationCidrBlock", reason: `one of \`${DESTINATIONS.join(",")}\` must be specified` }]
      : [],
  id: (inputs) => `r-${inputs.routeTableId}${crc32(destinationOf(inputs) ?? "")}`,
  refuse: ({ routeTableId, gatewayId, natGatewayId, vpcPeeringConnectionId }, world) =>
    missing(world, types.routeTable, routeTableId, "InvalidRouteTableID.NotFound", "routeTable ID") ??
    missing(world, types.internetGateway, gatewayId, "InvalidGatewayID.NotFound", "gateway ID") ??
    missing(world, types.natGateway, natGatewayId, "InvalidNatGatewayID.NotFound", "natGateway ID") ??
    missing(
      world,
      types.vpcPeeringConnection,
      vpcPeeringConnectionId,
      "InvalidVpcPeeringConnectionID.NotFound",
      "vpcPeeringConnection ID",
    ),
  outputs: (_, { region }) => ({ origin: "CreateRoute", region, state: "active" }),
};

function destinationOf(inputs: Props): string | undefined {
  return DESTINATIONS.map((name) => inputs[name]).find((value) => typeof value === "string");
}
