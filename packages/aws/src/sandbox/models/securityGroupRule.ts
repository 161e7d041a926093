import type { Model, Permission, Props, ResourceWorld } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { type Fail, refusing } from "../failure";
import { missingGroup, vpcOfGroup } from "../networks";
import { ec2Tagging, inRegion, onOwn, ownerOf, regionalPattern } from "../permissions";
import { checkRule, PEERS, refusePorts, ruleKey } from "../rules/firewall";
import { types } from "../types";

/** "Amazon VPC quotas". */
const MAX_RULES = 60;

/** A rule of a security group, for what comes in or for what goes out. */
export function securityGroupRule(direction: "Ingress" | "Egress"): Model {
  const type = direction === "Ingress" ? types.securityGroupIngressRule : types.securityGroupEgressRule;
  return {
    type,
    permissions: (inputs, asked) =>
      permissions(direction, inputs, ownerOf(inputs.securityGroupId, types.securityGroup, asked)),
    // "ModifySecurityGroupRules": a rule can't get another kind of peer.
    immutable: (before, _, after) => {
      const kind = (inputs: Props) => PEERS.find((name) => inputs[name] !== undefined);
      return ["region", "securityGroupId", ...(kind(before) === kind(after) ? [] : PEERS)];
    },
    id: (_, world) => ec2Id(world, "sgr"),
    check: checkRule,
    refuse: (inputs, world) => {
      const fail = refusing(type, inputs, world);
      return (
        missingGroup(world, fail, inputs.securityGroupId) ??
        missingGroup(world, fail, inputs.referencedSecurityGroupId) ??
        refusePorts(inputs, fail) ??
        refuseFarPeer(inputs, world, fail) ??
        refuseOneMore(type, inputs, world, fail)
      );
    },
    outputs: (inputs, world) => ({
      ...common(inputs, world),
      arn: regionalArn(world, "ec2", `security-group-rule/${world.id}`),
      securityGroupRuleId: world.id,
    }),
  };
}

/** @param group The tags of the group that the rule belongs to. */
function permissions(direction: "Ingress" | "Egress", inputs: Props, group: Props): Permission[] {
  const authorize = `ec2:AuthorizeSecurityGroup${direction}`;
  return [
    inRegion("ec2:DescribeSecurityGroupRules", "ec2:ModifySecurityGroupRules"),
    onOwn(group, `ec2:RevokeSecurityGroup${direction}`),
    // A rule that is being made has no tags yet by which it could be held to.
    { ...onOwn(group, authorize), resources: [regionalPattern("ec2", "security-group/*")] },
    { ...inRegion(authorize), resources: [regionalPattern("ec2", "security-group-rule/*")] },
    ...ec2Tagging(inputs),
  ];
}

/** "Update your security groups to reference peer security groups". */
function refuseFarPeer(inputs: Props, world: ResourceWorld, fail: Fail): string | undefined {
  const peer = inputs.referencedSecurityGroupId;
  const [own, far] = [inputs.securityGroupId, peer].map((id) => vpcOfGroup(world, id));
  if (peer === undefined || own === far) return undefined;
  const peered = world
    .list(types.vpcPeeringConnection)
    .map(({ inputs: { vpcId, peerVpcId } }) => [vpcId, peerVpcId])
    .some((vpcs) => vpcs.includes(own) && vpcs.includes(far));
  return peered
    ? undefined
    : fail("InvalidGroup.NotFound", "You have specified two resources that belong to different networks.");
}

function refuseOneMore(type: string, inputs: Props, world: ResourceWorld, fail: Fail): string | undefined {
  const rules = world.list(type, ["securityGroupId", inputs.securityGroupId]);
  const key = ruleKey(inputs);
  if (rules.some((rule) => ruleKey(rule.inputs) === key)) {
    return fail("InvalidPermission.Duplicate", `the specified rule "${key}" already exists`);
  }
  return rules.length >= MAX_RULES
    ? fail("RulesPerSecurityGroupLimitExceeded", "The maximum number of rules per security group has been reached.")
    : undefined;
}
