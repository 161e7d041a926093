import type { Model } from "@isobar/sandbox";
import { bounded, iamPattern, on, rolePatterns, rolesNamed } from "../permissions";
import { types } from "../types";

const WRITES = ["iam:DeleteRolePolicy", "iam:PutRolePolicy"];

export const rolePolicy: Model = {
  type: types.rolePolicy,
  permissions: ({ role }, asked) => {
    const made = rolesNamed(role, asked);
    return [
      on(rolePatterns(role, asked), "iam:GetRolePolicy"),
      ...(made.length === 0 ? [on(rolePatterns(role, asked), ...WRITES)] : []),
      ...made.map(({ name, path, permissionsBoundary }) =>
        bounded([iamPattern("role", name, path)], permissionsBoundary, ...WRITES),
      ),
    ];
  },
  autoname: { property: "name", maxLength: 255 },
  immutable: ["name", "namePrefix", "role"],
  id: ({ role, name }) => `${role}:${name}`,
  refuse: ({ role }, world) =>
    world.find(types.role, String(role))
      ? undefined
      : `putting IAM Role (${role}) Policy: api error NoSuchEntity: The role with name ${role} cannot be found.`,
};
