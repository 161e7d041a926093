import type { Model } from "@isobar/sandbox";
import { createDate, iamArn, iamId, tagsAll } from "../aws";
import { types } from "../types";
import { rolePermissions } from "./rolePermissions";

const SECONDS = 3600;

export const role: Model = {
  type: types.role,
  permissions: rolePermissions,
  autoname: { property: "name", maxLength: 64 },
  immutable: ["name", "namePrefix", "path"],
  id: (inputs) => String(inputs.name),
  check: ({ tags }) => {
    const keys = Object.keys((tags ?? {}) as object).map((key) => key.toLowerCase());
    return new Set(keys).size === keys.length
      ? []
      : [{ property: "tags", reason: "Duplicate tag keys found. Please note that Tag keys are case insensitive." }];
  },
  outputs: (inputs, world) => {
    const path = String(inputs.path ?? "/");
    return {
      arn: iamArn(world, `role${path}${world.id}`),
      createDate: createDate(world),
      forceDetachPolicies: inputs.forceDetachPolicies ?? false,
      maxSessionDuration: inputs.maxSessionDuration ?? SECONDS,
      path,
      tagsAll: tagsAll(inputs, world),
      uniqueId: world.keep("uniqueId", () => iamId(world, "AROA")),
    };
  },
  refuseDelete: ({ id, inputs }, world) => {
    const conflict = `deleting IAM Role (${id}): api error DeleteConflict: Cannot delete entity, must`;
    if (world.list(types.instanceProfile).some((profile) => profile.inputs.role === id)) {
      return `${conflict} remove roles from instance profile first.`;
    }
    const policies = world.list(types.rolePolicy).some((policy) => policy.inputs.role === id);
    return policies && inputs.forceDetachPolicies !== true ? `${conflict} delete policies first.` : undefined;
  },
};
