import type { Model } from "@isobar/sandbox";
import { refusing } from "../failure";
import { bounded, iamPattern, on, rolePatterns, rolesNamed } from "../permissions";
import { checkName, refuseInline } from "../rules/iam";
import { checkJson, writtenOut } from "../rules/policies";
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
  fill: writtenOut("policy"),
  immutable: ["name", "namePrefix", "role"],
  check: ({ name, policy }) => [...checkName(name, 128), ...checkJson("policy", policy)],
  id: ({ role, name }) => `${role}:${name}`,
  refuse: (inputs, world) => {
    const fail = refusing(types.rolePolicy, inputs, world);
    const { role } = inputs;
    return world.find(types.role, String(role))
      ? refuseInline("role", types.rolePolicy, inputs, world, fail)
      : fail("NoSuchEntity", `The role with name ${role} cannot be found.`, 404);
  },
};
