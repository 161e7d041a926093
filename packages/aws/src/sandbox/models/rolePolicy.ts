import type { Model } from "@isobar/sandbox";
import { types } from "../types";

export const rolePolicy: Model = {
  type: types.rolePolicy,
  autoname: { property: "name", maxLength: 255 },
  immutable: ["name", "namePrefix", "role"],
  id: ({ role, name }) => `${role}:${name}`,
  refuse: ({ role }, world) =>
    world.find(types.role, String(role))
      ? undefined
      : `putting IAM Role (${role}) Policy: api error NoSuchEntity: The role with name ${role} cannot be found.`,
};
