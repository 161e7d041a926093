import type { Model } from "@isobar/sandbox";
import { common, ec2Id, missing, regionalArn } from "../aws";
import { types } from "../types";

export const internetGateway: Model = {
  type: types.internetGateway,
  immutable: ["region"],
  id: (_, world) => ec2Id(world, "igw"),
  refuse: ({ vpcId }, world) => {
    const other = world
      .list(types.internetGateway)
      .some((gateway) => vpcId !== undefined && gateway.inputs.vpcId === vpcId);
    if (other) return `api error InvalidParameterValue: Network ${vpcId} already has an internet gateway attached`;
    return missing(world, types.vpc, vpcId, "InvalidVpcID.NotFound", "vpc ID");
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `internet-gateway/${world.id}`),
    ownerId: world.account,
  }),
  refuseDelete: ({ id, inputs: { vpcId } }, world) => {
    const subnets = world.list(types.subnet).filter((subnet) => subnet.inputs.vpcId === vpcId);
    const inside = (subnetId: unknown) => subnets.some((subnet) => subnet.id === subnetId);
    const users = [types.instance, types.natGateway].flatMap((type) => world.list(type));
    const mapped = users.some(({ outputs }) => outputs.publicIp && inside(outputs.subnetId));
    return mapped
      ? `detaching EC2 Internet Gateway (${id}): api error DependencyViolation: Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`
      : undefined;
  },
};
