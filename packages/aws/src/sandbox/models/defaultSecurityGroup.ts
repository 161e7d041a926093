import type { Model } from "@isobar/sandbox";
import { common, missing, regionalArn } from "../aws";
import { inRegion, isGiven, regionalPattern } from "../permissions";
import { types } from "../types";

/** Takes over the group that its VPC came with, and leaves it there when it goes. */
export const defaultSecurityGroup: Model = {
  type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  permissions: ({ ingress, egress }) => [
    inRegion("ec2:DescribeSecurityGroups", "ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress"),
    ...(isGiven(ingress) ? [inRegion("ec2:AuthorizeSecurityGroupIngress")] : []),
    ...(isGiven(egress) ? [inRegion("ec2:AuthorizeSecurityGroupEgress")] : []),
    // It comes with its network, without tags.
    { ...inRegion("ec2:CreateTags", "ec2:DeleteTags"), resources: [regionalPattern("ec2", "security-group/*")] },
  ],
  immutable: ["region", "vpcId"],
  id: ({ vpcId }, world) => String(world.find(types.vpc, String(vpcId))?.outputs.defaultSecurityGroupId),
  refuse: ({ vpcId }, world) => missing(world, types.vpc, vpcId, "InvalidVpcID.NotFound", "vpc ID"),
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `security-group/${world.id}`),
    description: "default VPC security group",
    egress: inputs.egress ?? [],
    ingress: inputs.ingress ?? [],
    name: "default",
    ownerId: world.account,
  }),
};
