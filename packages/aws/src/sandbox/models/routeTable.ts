import type { CheckFailure, Model, Props, ResourceWorld } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { type Fail, refusing } from "../failure";
import { checkExactlyOne, isSet, objects } from "../known";
import { ec2Tagging, inRegion, isGiven, onOwn } from "../permissions";
import { missing } from "../references";
import { checkNetwork, checkNetwork6 } from "../rules/ranges";
import { ROUTE_TARGETS, refuseRoute } from "../rules/route-targets";
import { types } from "../types";

const DESTINATIONS = ["cidrBlock", "destinationPrefixListId", "ipv6CidrBlock"];

export const routeTable: Model = {
  type: types.routeTable,
  permissions: (inputs) => [
    inRegion("ec2:CreateRouteTable", "ec2:DescribeRouteTables", "ec2:DisassociateRouteTable"),
    onOwn(inputs, "ec2:DeleteRouteTable"),
    ...(isGiven(inputs.routes) ? [onOwn(inputs, "ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute")] : []),
    ...(isGiven(inputs.propagatingVgws)
      ? [inRegion("ec2:EnableVgwRoutePropagation", "ec2:DisableVgwRoutePropagation")]
      : []),
    ...ec2Tagging(inputs),
  ],
  immutable: ["region", "vpcId"],
  check: ({ routes }) => objects(routes).flatMap((inline, index) => checkInline(`routes[${index}]`, given(inline))),
  id: (_, world) => ec2Id(world, "rtb"),
  refuse: (inputs, world) => {
    const fail = refusing(types.routeTable, inputs, world);
    return missing(world, fail, types.vpc, inputs.vpcId) ?? refuseInline(inputs, world, fail);
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `route-table/${world.id}`),
    ownerId: world.account,
    propagatingVgws: inputs.propagatingVgws ?? [],
    routes: inputs.routes ?? [],
  }),
  // The provider itself takes a table off its subnets before it deletes it.
  takesAlong: (table, other) => other.type === types.routeTableAssociation && other.inputs.routeTableId === table.id,
};

/** "CreateRoute": the provider takes an empty text for none, as it writes them itself. */
function given(route: Props): Props {
  return Object.fromEntries(Object.entries(route).filter(([, value]) => isSet(value) && value !== ""));
}

function checkInline(at: string, route: Props): CheckFailure[] {
  return [
    ...checkNetwork(`${at}.cidrBlock`, route.cidrBlock),
    ...checkNetwork6(`${at}.ipv6CidrBlock`, route.ipv6CidrBlock),
    ...[DESTINATIONS, ROUTE_TARGETS]
      .flatMap((names) => checkExactlyOne(route, names))
      .map(({ property, reason }) => ({ property: `${at}.${property}`, reason })),
  ];
}

function refuseInline({ vpcId, routes }: Props, world: ResourceWorld, fail: Fail): string | undefined {
  const all = objects(routes).map(given);
  const range = world.find(types.vpc, String(vpcId))?.outputs.cidrBlock;
  const destinations = all.map((route) => DESTINATIONS.map((name) => route[name]).find(isSet));
  const twice = destinations.find((destination, index) => destinations.indexOf(destination) !== index);
  if (twice !== undefined) return fail("RouteAlreadyExists", `The route identified by ${twice} already exists.`);
  // "RouteTable": the local route, which every table comes with, can be adopted.
  return all
    .filter(({ gatewayId, cidrBlock }) => gatewayId !== "local" || cidrBlock !== range)
    .map(({ cidrBlock, ...target }) => ({ ...target, destinationCidrBlock: cidrBlock, routeTableId: world.id ?? "" }))
    .map((route) => refuseRoute(route, vpcId, world, fail))
    .find(Boolean);
}
