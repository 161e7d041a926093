import type { Model } from "@isobar/sandbox";
import { common, ec2Id, missing, regionalArn, texts } from "../aws";
import { ec2Tagging, inRegion, isGiven, onOwn } from "../permissions";
import { types } from "../types";

const INLINE_RULES = [
  "ec2:AuthorizeSecurityGroupIngress",
  "ec2:AuthorizeSecurityGroupEgress",
  "ec2:RevokeSecurityGroupIngress",
];

export const securityGroup: Model = {
  type: types.securityGroup,
  permissions: (inputs) => [
    // The provider takes away the rule that lets everything out, which a new group comes with.
    inRegion(
      "ec2:CreateSecurityGroup",
      "ec2:DescribeSecurityGroups",
      "ec2:RevokeSecurityGroupEgress",
      "ec2:DescribeNetworkInterfaces",
    ),
    onOwn(inputs, "ec2:DeleteSecurityGroup"),
    ...(isGiven(inputs.ingress) || isGiven(inputs.egress) ? [inRegion(...INLINE_RULES)] : []),
    ...ec2Tagging(inputs),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: ["description", "name", "namePrefix", "region", "vpcId"],
  id: (_, world) => ec2Id(world, "sg"),
  refuse: ({ vpcId, name }, world) => {
    const twin = world.list(types.securityGroup).some(({ inputs }) => inputs.vpcId === vpcId && inputs.name === name);
    if (twin) {
      return `api error InvalidGroup.Duplicate: The security group '${name}' already exists for VPC '${vpcId}'`;
    }
    return missing(world, types.vpc, vpcId, "InvalidVpcID.NotFound", "vpc ID");
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `security-group/${world.id}`),
    description: inputs.description ?? "Managed by Pulumi",
    egress: inputs.egress ?? [],
    ingress: inputs.ingress ?? [],
    ownerId: world.account,
    revokeRulesOnDelete: inputs.revokeRulesOnDelete ?? false,
  }),
  refuseDelete: ({ id }, world) => {
    const cards = [types.instance, types.networkInterface].flatMap((type) => world.list(type));
    const worn = cards.some(({ inputs }) =>
      [...texts(inputs.vpcSecurityGroupIds), ...texts(inputs.securityGroups)].includes(id),
    );
    const named = [types.securityGroupIngressRule, types.securityGroupEgressRule]
      .flatMap((type) => world.list(type))
      .some(({ inputs }) => inputs.referencedSecurityGroupId === id && inputs.securityGroupId !== id);
    const endpoint = world.list(types.vpcEndpoint).some(({ inputs }) => texts(inputs.securityGroupIds).includes(id));
    return worn || named || endpoint
      ? `deleting Security Group (${id}): api error DependencyViolation: resource ${id} has a dependent object`
      : undefined;
  },
};
