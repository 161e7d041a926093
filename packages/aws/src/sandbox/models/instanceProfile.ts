import type { Model } from "@isobar/sandbox";
import { createDate, iamArn, iamId, tagsAll } from "../aws";
import { failureOf, refusing } from "../failure";
import { iamPattern, on, passRole, rolePatterns } from "../permissions";
import { checkName, refusePath } from "../rules/iam";
import { types } from "../types";

const ACTIONS = [
  "iam:AddRoleToInstanceProfile",
  "iam:CreateInstanceProfile",
  "iam:DeleteInstanceProfile",
  "iam:GetInstanceProfile",
  "iam:RemoveRoleFromInstanceProfile",
  "iam:TagInstanceProfile",
  "iam:UntagInstanceProfile",
];

export const instanceProfile: Model = {
  type: types.instanceProfile,
  permissions: ({ name, path, role }, asked) => [
    on([iamPattern("instance-profile", name, path)], ...ACTIONS),
    ...(role === undefined
      ? []
      : [on(rolePatterns(role, asked), "iam:GetRole"), passRole(rolePatterns(role, asked), "ec2.amazonaws.com")]),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: ["name", "namePrefix", "path"],
  id: (inputs) => String(inputs.name),
  check: ({ name }) => checkName(name, 128),
  refuse: (inputs, world) => {
    const fail = refusing(types.instanceProfile, inputs, world);
    const { name, role } = inputs;
    const twin = world.list(types.instanceProfile).some(({ id }) => id.toLowerCase() === String(name).toLowerCase());
    if (twin) return fail("EntityAlreadyExists", `Instance Profile ${name} already exists.`, 409);
    if (role === undefined || world.find(types.role, String(role))) return refusePath(inputs, fail);
    const adding = failureOf({ token: types.instanceProfile, operation: "update", inputs, id: String(name) });
    return adding("NoSuchEntity", `The role with name ${role} cannot be found.`, 404);
  },
  outputs: (inputs, world) => {
    const path = String(inputs.path ?? "/");
    return {
      arn: iamArn(world, `instance-profile${path}${world.id}`),
      createDate: createDate(world),
      path,
      tagsAll: tagsAll(inputs, world),
      uniqueId: world.keep("uniqueId", () => iamId(world, "AIPA")),
    };
  },
};
