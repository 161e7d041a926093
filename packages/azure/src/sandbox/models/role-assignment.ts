import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { locked, missing } from "../arm";

const TYPE = "azure-native:authorization:RoleAssignment";
const CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers";

export const roleAssignment: Model = {
  type: TYPE,
  // The provider makes a UUID of its own where none is given; ours always give one.
  immutable: ["scope", "principalId", "roleAssignmentName"],
  deleteBeforeReplace: true,
  id: ({ scope, roleAssignmentName }) =>
    `${scope}/providers/Microsoft.Authorization/roleAssignments/${roleAssignmentName}`,
  outputs: ({ roleAssignmentName }, world) => ({
    azureApiVersion: "2022-04-01",
    name: roleAssignmentName,
    type: "Microsoft.Authorization/roleAssignments",
    createdOn: world.keep("createdOn", () => new Date().toISOString()),
    updatedOn: new Date().toISOString(),
  }),
  refuse: (inputs, world) =>
    missing(inputs.scope, world, "storage:BlobContainer", CONTAINERS) ??
    refuseName(inputs) ??
    refuseRole(inputs, world) ??
    refuseSecond(inputs, world),
  refuseDelete: ({ id }, world) => locked(world, id),
};

function refuseName({ roleAssignmentName }: Props): string | undefined {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(roleAssignmentName))) return undefined;
  return `Status=400 Code="InvalidRoleAssignmentId" Message="The role assignment ID '${roleAssignmentName}' is not valid. The role assignment ID must be a GUID."`;
}

function refuseRole({ roleDefinitionId }: Props, { previous }: ResourceWorld): string | undefined {
  const before = previous.roleDefinitionId;
  if (before === undefined || before === roleDefinitionId) return undefined;
  return `Status=400 Code="RoleAssignmentUpdateNotPermitted" Message="Tenant ID, application ID, principal ID, and scope are not allowed to be updated."`;
}

/** "FAQ for Azure role assignment conditions": one assignment per principal, role and scope, with a condition or not. */
function refuseSecond(inputs: Props, world: ResourceWorld): string | undefined {
  const tuple = ["scope", "principalId", "roleDefinitionId"] as const;
  const same = world
    .list(TYPE)
    .some((other) =>
      tuple.every((key) => String(other.inputs[key]).toLowerCase() === String(inputs[key]).toLowerCase()),
    );
  return same ? `Status=409 Code="RoleAssignmentExists" Message="The role assignment already exists."` : undefined;
}
