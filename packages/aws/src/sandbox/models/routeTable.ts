import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { refusing, refusingDelete } from "../failure";
import { isSet, objects, snake } from "../known";
import { ec2Tagging, inRegion, isGiven, onOwn } from "../permissions";
import { missing } from "../references";
import { checkNetwork } from "../rules/ranges";
import { ROUTE_TARGETS } from "../rules/route-targets";
import { types } from "../types";

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
  check: ({ routes }) =>
    objects(routes).flatMap((inline, index) => [
      ...checkNetwork(`routes[${index}].cidrBlock`, inline.cidrBlock),
      ...checkTarget(`routes[${index}]`, inline),
    ]),
  id: (_, world) => ec2Id(world, "rtb"),
  refuse: (inputs, world) => {
    const fail = refusing(types.routeTable, inputs, world);
    const gateways = objects(inputs.routes).map(({ gatewayId }) =>
      missing(world, fail, types.internetGateway, gatewayId),
    );
    return missing(world, fail, types.vpc, inputs.vpcId) ?? gateways.find(Boolean);
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `route-table/${world.id}`),
    ownerId: world.account,
    propagatingVgws: inputs.propagatingVgws ?? [],
    routes: inputs.routes ?? [],
  }),
  refuseDelete: (resource, world) => {
    const { id } = resource;
    const used = world.list(types.routeTableAssociation, ["routeTableId", id]).length > 0;
    return used
      ? refusingDelete(resource)(
          "DependencyViolation",
          `The routeTable '${id}' has dependencies and cannot be deleted.`,
        )
      : undefined;
  },
};

/** "CreateRoute": the provider takes an empty text for none, as it writes them itself. */
function checkTarget(property: string, route: Props): CheckFailure[] {
  const given = ROUTE_TARGETS.some((name) => isSet(route[name]) && route[name] !== "");
  return given ? [] : [{ property, reason: `one of \`${ROUTE_TARGETS.map(snake).join(",")}\` must be specified` }];
}
