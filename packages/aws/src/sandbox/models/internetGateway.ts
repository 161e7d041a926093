import type { Model } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { refusing, refusingDelete } from "../failure";
import { refuseDetach } from "../networks";
import { ec2Tagging, inRegion, onOwn } from "../permissions";
import { missing } from "../references";
import { types } from "../types";

export const internetGateway: Model = {
  type: types.internetGateway,
  permissions: (inputs) => [
    inRegion(
      "ec2:CreateInternetGateway",
      "ec2:AttachInternetGateway",
      "ec2:DetachInternetGateway",
      "ec2:DescribeInternetGateways",
    ),
    onOwn(inputs, "ec2:DeleteInternetGateway"),
    ...ec2Tagging(inputs),
  ],
  immutable: ["region"],
  id: (_, world) => ec2Id(world, "igw"),
  refuse: (inputs, world) => {
    const fail = refusing(types.internetGateway, inputs, world);
    const { vpcId } = inputs;
    const other = world
      .list(types.internetGateway)
      .some((gateway) => vpcId !== undefined && gateway.inputs.vpcId === vpcId);
    if (other) return fail("InvalidParameterValue", `Network ${vpcId} already has an internet gateway attached`);
    const left = world.previous.vpcId;
    return (
      missing(world, fail, types.vpc, vpcId) ??
      (left === undefined || left === vpcId ? undefined : refuseDetach(left, world, fail))
    );
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `internet-gateway/${world.id}`),
    ownerId: world.account,
  }),
  refuseDelete: (resource, world) => refuseDetach(resource.inputs.vpcId, world, refusingDelete(resource)),
};
