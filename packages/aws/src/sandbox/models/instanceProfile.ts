import type { Model } from "@isobar/sandbox";
import { createDate, iamArn, iamId, tagsAll } from "../aws";
import { iamPattern, on, passRole, rolePatterns } from "../permissions";
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
  refuse: ({ role }, world) =>
    role === undefined || world.find(types.role, String(role))
      ? undefined
      : `adding role to IAM Instance Profile: api error NoSuchEntity: The role with name ${role} cannot be found.`,
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
