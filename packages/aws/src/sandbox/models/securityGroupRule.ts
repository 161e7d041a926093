import type { CheckFailure, Model, Permission, Props, World } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { missingGroup } from "../networks";
import { ec2Tagging, inRegion, onOwn, ownerOf, regionalPattern } from "../permissions";
import { types } from "../types";

const PEERS = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;
const RULE = ["securityGroupId", "ipProtocol", "fromPort", "toPort", ...PEERS] as const;

/** A rule of a security group, for what comes in or for what goes out. */
export function securityGroupRule(direction: "Ingress" | "Egress"): Model {
  const type = `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`;
  return {
    type,
    permissions: (inputs, asked) =>
      permissions(direction, inputs, ownerOf(inputs.securityGroupId, types.securityGroup, asked)),
    immutable: ["region", "securityGroupId"],
    id: (_, world) => ec2Id(world, "sgr"),
    check,
    refuse: (inputs, world) =>
      missingGroup(world, inputs.securityGroupId) ??
      missingGroup(world, inputs.referencedSecurityGroupId) ??
      duplicate(type, inputs, world),
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

function check(inputs: Props): CheckFailure[] {
  const peers = PEERS.filter((name) => inputs[name] !== undefined);
  const exactly = `Exactly one of these attributes must be configured: [${PEERS.join(",")}]`;
  if (peers.length !== 1) return [{ property: "cidrIpv4", reason: exactly }];
  const all = inputs.ipProtocol === "-1";
  if (all && inputs.fromPort !== undefined) {
    return [{ property: "fromPort", reason: "must not be set if ipProtocol is -1" }];
  }
  return all || inputs.fromPort !== undefined
    ? []
    : [{ property: "fromPort", reason: "is required for tcp, udp and icmp" }];
}

function duplicate(type: string, inputs: Props, world: World): string | undefined {
  const same = world.list(type).some((rule) => RULE.every((name) => rule.inputs[name] === inputs[name]));
  return same ? "api error InvalidPermission.Duplicate: the specified rule already exists" : undefined;
}
