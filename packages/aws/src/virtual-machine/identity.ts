import type { PrincipalRef } from "@isobar/core";
import type { Scope } from "@isobar/core/driver";
import { InstanceProfile, type InstanceProfileArgs } from "@pulumi/aws/iam/instanceProfile";
import { Role, type RoleArgs } from "@pulumi/aws/iam/role";
import { RolePolicy, type RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import type { Output } from "@pulumi/pulumi";
import { settings } from "../config";
import { names } from "../names";
import { partitionOf } from "../partition";
import { policyDocument, trustPolicy } from "../policy";
import { iamTags } from "../tags";

/** The role that programs on the machine act as. */
export function makeRole(scope: Scope): Role {
  return scope.child("role", Role, {
    name: scope.physicalName(names.role, "role"),
    assumeRolePolicy: trustPolicy(`ec2.${partitionOf(scope).dnsSuffix}`),
    // Grants of other stacks must not keep it from being deleted.
    forceDetachPolicies: true,
    permissionsBoundary: settings(scope).permissionsBoundary,
    tags: iamTags(scope),
  } satisfies RoleArgs);
}

/** The role as plain data. */
export function principalOf(role: Role): Output<PrincipalRef> {
  return role.arn.apply((id) => ({ cloud: "aws", account: id.split(":")[4] ?? "", kind: "machine" as const, id }));
}

/** What hands the role to a machine. */
export function makeInstanceProfile(scope: Scope, role: Role): InstanceProfile {
  return scope.child("instanceProfile", InstanceProfile, {
    name: scope.physicalName(names.instanceProfile, "instance-profile"),
    role: role.name,
    tags: iamTags(scope),
  } satisfies InstanceProfileArgs);
}

/**
 * Lets Session Manager open a shell, and nothing more: "Create a custom IAM role for Session Manager". The managed policy
 * AmazonSSMManagedInstanceCore would let the machine read every parameter of the account as well.
 */
export function makeSessionPolicy(scope: Scope, role: Role): RolePolicy {
  return scope.child("sessionPolicy", RolePolicy, {
    name: scope.physicalName(names.policy, "session-policy"),
    role: role.name,
    policy: policyDocument({
      Effect: "Allow",
      Action: [
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    }),
  } satisfies RolePolicyArgs);
}
