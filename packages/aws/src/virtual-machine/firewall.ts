import type { MachineSpec, Scope } from "@isobar/core/driver";
import { SecurityGroup, type SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import { SecurityGroupEgressRule, type SecurityGroupEgressRuleArgs } from "@pulumi/aws/vpc/securityGroupEgressRule";
import { SecurityGroupIngressRule, type SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";
import { names } from "../names";
import { named } from "../tags";
import { EVERYTHING, nativeRules } from "./rules";

/** A machine's security group, and the rules without which it reaches nothing. */
export interface Firewall {
  readonly group: SecurityGroup;
  readonly egress: readonly SecurityGroupEgressRule[];
}

/**
 * A security group whose rules are resources of their own, because rules inside it would fight with them. Its name and
 * description never change: both replace it, which hangs while a machine uses it.
 */
export function makeFirewall(scope: Scope, { networkId, ingress, egress }: MachineSpec): Firewall {
  const group = scope.child("securityGroup", SecurityGroup, {
    name: scope.physicalName(names.securityGroup, "security-group"),
    description: "Virtual machine",
    vpcId: networkId,
    tags: named(scope, "security-group"),
  } satisfies SecurityGroupArgs);
  for (const { key, args } of nativeRules(scope, "ingress", ingress)) {
    const all: SecurityGroupIngressRuleArgs = {
      securityGroupId: group.id,
      ...args,
      tags: named(scope, "ingress", key),
    };
    scope.child("ingress", SecurityGroupIngressRule, all, { key });
  }
  return { group, egress: makeEgress(scope, group, egress) };
}

/**
 * What the machine reaches. Names and metadata are reached without a rule: "Control traffic to your AWS resources using
 * security groups" lists what security groups don't filter.
 */
function makeEgress(scope: Scope, group: SecurityGroup, rules: MachineSpec["egress"]): SecurityGroupEgressRule[] {
  if (rules === undefined) return [reachEverything(scope, group)];
  return nativeRules(scope, "egress", rules).map(({ key, args }) => {
    if (key === EVERYTHING) return reachEverything(scope, group);
    const all: SecurityGroupEgressRuleArgs = { securityGroupId: group.id, ...args, tags: named(scope, "egress", key) };
    return scope.child("egressRule", SecurityGroupEgressRule, all, { key, suffix: "egress" });
  });
}

/** The rule that the provider removes from a new group. */
function reachEverything(scope: Scope, group: SecurityGroup): SecurityGroupEgressRule {
  return scope.child("egress", SecurityGroupEgressRule, {
    securityGroupId: group.id,
    ipProtocol: "-1",
    cidrIpv4: "0.0.0.0/0",
    tags: named(scope, "egress"),
  } satisfies SecurityGroupEgressRuleArgs);
}
