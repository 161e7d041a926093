import type { Model } from "@isobar/sandbox";
import { common, regionalArn } from "../aws";
import { refusing } from "../failure";
import { inRegion, isGiven, regionalPattern } from "../permissions";
import { missing } from "../references";
import { checkInlineRules, refuseInlineRules } from "../rules/firewall";
import { types } from "../types";

/** Takes over the group that its VPC came with, and leaves it there when it goes. */
export const defaultSecurityGroup: Model = {
  type: types.defaultSecurityGroup,
  permissions: ({ ingress, egress }) => [
    inRegion("ec2:DescribeSecurityGroups", "ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress"),
    ...(isGiven(ingress) ? [inRegion("ec2:AuthorizeSecurityGroupIngress")] : []),
    ...(isGiven(egress) ? [inRegion("ec2:AuthorizeSecurityGroupEgress")] : []),
    // It comes with its network, without tags.
    { ...inRegion("ec2:CreateTags", "ec2:DeleteTags"), resources: [regionalPattern("ec2", "security-group/*")] },
  ],
  immutable: ["region", "vpcId"],
  check: checkInlineRules,
  id: ({ vpcId }, world) => String(world.find(types.vpc, String(vpcId))?.outputs.defaultSecurityGroupId),
  refuse: (inputs, world) => {
    const fail = refusing(types.defaultSecurityGroup, inputs, world);
    return missing(world, fail, types.vpc, inputs.vpcId) ?? refuseInlineRules(inputs, inputs.vpcId, world, fail);
  },
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
