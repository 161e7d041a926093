import type { Permission, Props } from "@isobar/sandbox";
import { bounded, iamPattern, isGiven, on } from "../permissions";

const ACTIONS = [
  "iam:DeleteRole",
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListAttachedRolePolicies",
  "iam:ListInstanceProfilesForRole",
  "iam:ListRolePolicies",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/** What a role itself needs; policies that are resources of their own need their own. */
export function rolePermissions(inputs: Props): Permission[] {
  const { name, path, permissionsBoundary: boundary } = inputs;
  const role = [iamPattern("role", name, path)];
  const create = boundary === undefined ? ["iam:CreateRole"] : ["iam:CreateRole", "iam:PutRolePermissionsBoundary"];
  return [
    on(role, ...ACTIONS),
    bounded(role, boundary, ...create),
    ...(inputs.forceDetachPolicies || isGiven(inputs.inlinePolicies)
      ? [bounded(role, boundary, "iam:DeleteRolePolicy")]
      : []),
    ...(inputs.forceDetachPolicies || isGiven(inputs.managedPolicyArns)
      ? [bounded(role, boundary, "iam:DetachRolePolicy")]
      : []),
    ...(isGiven(inputs.inlinePolicies) ? [bounded(role, boundary, "iam:PutRolePolicy")] : []),
    ...(isGiven(inputs.managedPolicyArns) ? [bounded(role, boundary, "iam:AttachRolePolicy")] : []),
  ];
}
