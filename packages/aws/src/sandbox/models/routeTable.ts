import type { Model } from "@isobar/sandbox";
import { common, ec2Id, missing, regionalArn } from "../aws";
import { ec2Tagging, inRegion, isGiven, onOwn } from "../permissions";
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
  id: (_, world) => ec2Id(world, "rtb"),
  refuse: ({ vpcId }, world) => missing(world, types.vpc, vpcId, "InvalidVpcID.NotFound", "vpc ID"),
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `route-table/${world.id}`),
    ownerId: world.account,
    propagatingVgws: inputs.propagatingVgws ?? [],
    routes: inputs.routes ?? [],
  }),
  refuseDelete: ({ id }, world) =>
    world.list(types.routeTableAssociation).some((association) => association.inputs.routeTableId === id)
      ? `deleting Route Table (${id}): api error DependencyViolation: The routeTable '${id}' has dependencies and cannot be deleted.`
      : undefined,
};
