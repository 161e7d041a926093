import type { Model, Permission, Props, ResourceWorld } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { type Fail, refusing } from "../failure";
import { missingGroup, vpcOfGroup } from "../networks";
import { ec2Tagging, inRegion, onOwn, ownerOf, regionalPattern } from "../permissions";
import { checkRule, PEERS, refuseFarGroup, refusePorts, ruleKey } from "../rules/firewall";
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
        refusePeer(inputs, world, fail) ??
        refusePorts(inputs, fail) ??
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

/** A group of another account is named with it: "SecurityGroupIngressRule". */
function refusePeer(inputs: Props, world: ResourceWorld, fail: Fail): string | undefined {
  const [account, id] = String(inputs.referencedSecurityGroupId ?? "").split("/");
  if (id !== undefined && account !== world.account) return undefined;
  const peer = id ?? inputs.referencedSecurityGroupId;
  if (peer === undefined) return undefined;
  return (
    missingGroup(world, fail, peer) ?? refuseFarGroup(vpcOfGroup(world, inputs.securityGroupId), peer, world, fail)
  );
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
