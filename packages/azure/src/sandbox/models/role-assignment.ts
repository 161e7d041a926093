import type { AskedResources, Model, Props, ResourceWorld } from "@isobar/sandbox";
import { locked, missing } from "../arm";

const TYPE = "azure-native:authorization:RoleAssignment";
const ARM = "Microsoft.Authorization/roleAssignments";
const CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers";

export const roleAssignment: Model = {
  type: TYPE,
  permissions: (inputs, asked) => [
    { actions: ["delete", "read", "write"].map((verb) => `${ARM}/${verb}`), grants: rolesOf(inputs, asked) },
  ],
  // The provider makes a UUID of its own where none is given; ours always give one.
  immutable: ["scope", "principalId", "roleAssignmentName"],
  deleteBeforeReplace: true,
  id: ({ scope, roleAssignmentName }) =>
    `${scope}/providers/Microsoft.Authorization/roleAssignments/${roleAssignmentName}`,
  outputs: ({ roleAssignmentName }, world) => ({
    azureApiVersion: "2022-04-01",
    name: roleAssignmentName,
    type: ARM,
    createdOn: world.keep("createdOn", () => new Date().toISOString()),
    updatedOn: new Date().toISOString(),
  }),
  refuse: (inputs, world) =>
    missing(inputs.scope, world, "storage:BlobContainer", CONTAINERS) ??
    missing(inputs.scope, world, "compute:VirtualMachine", "Microsoft.Compute/virtualMachines") ??
    refuseName(inputs) ??
    refuseRole(inputs, world) ??
    refuseSecond(inputs, world),
  refuseDelete: ({ id }, world) => locked(world, id),
};

/** What access to a bucket may give: Storage Blob Data Reader and Contributor ("Azure built-in roles for Storage"). */
const BUCKET_ROLES = ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "ba92f5b4-2d11-453d-a403-e96b0029c9fe"];

/** What a workflow may need to end a machine ("Azure built-in roles for Compute"). */
const EXPIRY_ROLES = ["40c5ff49-9181-41f8-ae61-143b0e78555e", "9980e02c-c2be-4d73-94e8-173b1dc7cf3c"];

/**
 * The role's GUID. Isobar's own assignments know it only when they know what they are on, and access to a bucket then knows
 * nothing of its principal either.
 */
function rolesOf({ principalType, roleDefinitionId }: Props, asked: AskedResources): readonly string[] {
  const guid = String(roleDefinitionId).split("/").at(-1) ?? "";
  if (!guid.includes("*")) return [guid];
  if (principalType === "*") return BUCKET_ROLES;
  return asked.inputsOf("azure-native:logic:Workflow").length > 0 ? EXPIRY_ROLES : ["*"];
}

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
