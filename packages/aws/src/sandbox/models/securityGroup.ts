import type { CheckFailure, Model, Props, StoredResource, World } from "@isobar/sandbox";
import { common, ec2Id, regionalArn, texts } from "../aws";
import { type Fail, refusing, refusingDelete } from "../failure";
import { checkLength, known } from "../known";
import { ec2Tagging, inRegion, isGiven, onOwn } from "../permissions";
import { missing } from "../references";
import { DESCRIPTION, DESCRIPTION_SET } from "../rules/descriptions";
import { checkInlineRules, refuseInlineRules } from "../rules/firewall";
import { types } from "../types";

const INLINE_RULES = [
  "ec2:AuthorizeSecurityGroupIngress",
  "ec2:AuthorizeSecurityGroupEgress",
  "ec2:RevokeSecurityGroupIngress",
];
const MAX_LENGTH = 255;

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
  check,
  id: (_, world) => ec2Id(world, "sg"),
  refuse: (inputs, world) => {
    const fail = refusing(types.securityGroup, inputs, world);
    return (
      missing(world, fail, types.vpc, inputs.vpcId) ??
      refuseWords(inputs, fail) ??
      refuseTwin(inputs, world, fail) ??
      refuseInlineRules(inputs, inputs.vpcId, world, fail)
    );
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
  refuseDelete: (resource, world) =>
    isUsed(resource, world)
      ? refusingDelete(resource)("DependencyViolation", `resource ${resource.id} has a dependent object`)
      : undefined,
};

function check(inputs: Props): CheckFailure[] {
  const { name, description } = inputs;
  const failures = [
    ...checkLength("name", name, 0, MAX_LENGTH),
    ...checkLength("description", description, 0, MAX_LENGTH),
    ...checkInlineRules(inputs),
  ];
  return known(name)?.startsWith("sg-")
    ? [...failures, { property: "name", reason: "invalid value for name (cannot begin with sg-)" }]
    : failures;
}

/** "CreateSecurityGroup". */
function refuseWords({ name, description = "" }: Props, fail: Fail): string | undefined {
  if (String(name).toLowerCase() === "default") {
    return fail("InvalidParameterValue", `Cannot use reserved security group name: ${name}`);
  }
  if (!DESCRIPTION.test(String(name))) {
    const reason = "Character sets beyond ASCII are not supported.";
    return fail("InvalidParameterValue", `Value (${name}) for parameter GroupName is invalid. ${reason}`);
  }
  return DESCRIPTION.test(String(description))
    ? undefined
    : fail(
        "InvalidParameterValue",
        `Invalid security group description. Valid descriptions are strings less than 256 characters from the following set:  ${DESCRIPTION_SET}`,
      );
}

function refuseTwin({ name, vpcId }: Props, world: World, fail: Fail): string | undefined {
  const twin = world.list(types.securityGroup, ["vpcId", vpcId]).some(({ outputs }) => outputs.name === name);
  return twin
    ? fail("InvalidGroup.Duplicate", `The security group '${name}' already exists for VPC '${vpcId}'`)
    : undefined;
}

function isUsed({ id }: StoredResource, world: World): boolean {
  const cards = [types.instance, types.networkInterface].flatMap((type) => world.list(type));
  const worn = cards.some(({ inputs }) =>
    [...texts(inputs.vpcSecurityGroupIds), ...texts(inputs.securityGroups)].includes(id),
  );
  const named = [types.securityGroupIngressRule, types.securityGroupEgressRule]
    .flatMap((type) => world.list(type))
    .some(({ inputs }) => inputs.referencedSecurityGroupId === id && inputs.securityGroupId !== id);
  return (
    worn || named || world.list(types.vpcEndpoint).some(({ inputs }) => texts(inputs.securityGroupIds).includes(id))
  );
}
