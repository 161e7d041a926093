import { crc32 } from "node:zlib";
import type { CheckFailure, Model, Props, World } from "@isobar/sandbox";
import { type Fail, refusing } from "../failure";
import { checkArn, checkExactlyOne, known } from "../known";
import { missingTable, vpcOfTable } from "../networks";
import { inRegion } from "../permissions";
import { checkNetwork, checkNetwork6 } from "../rules/ranges";
import { ROUTE_TARGETS, refuseRoute } from "../rules/route-targets";
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
      missingTable(world, fail, inputs.routeTableId) ??
      refuseTwice(inputs, world, fail) ??
      refuseRoute(inputs, vpcOfTable(world, inputs.routeTableId), world, fail)
    );
  },
  outputs: (_, { region }) => ({ origin: "CreateRoute", region, state: "active" }),
};

function check(inputs: Props): CheckFailure[] {
  return [
    ...checkExactlyOne(inputs, DESTINATIONS),
    ...checkExactlyOne(inputs, ROUTE_TARGETS),
    ...checkNetwork("destinationCidrBlock", inputs.destinationCidrBlock),
    ...checkNetwork6("destinationIpv6CidrBlock", inputs.destinationIpv6CidrBlock),
    ...checkArn("coreNetworkArn", inputs.coreNetworkArn),
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
