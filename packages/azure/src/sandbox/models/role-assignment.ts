import type { AskedResources, Model, Props, ResourceWorld } from "@isobar/sandbox";
import { alreadyThere } from "../arm";
import { refuseChoices } from "../choices";
import { locked } from "../locks";
import { sameId, seek } from "../references";
import { type Refusal, refusal } from "../refusal";
import { refuseScope } from "../scopes";

const TOKEN = "authorization:RoleAssignment";
const TYPE = `azure-native:${TOKEN}`;
const ARM = "Microsoft.Authorization/roleAssignments";
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** "Azure RBAC limits": in each subscription. */
const MAX_ASSIGNMENTS = 4000;
/** "Azure role assignment condition format and syntax". */
const CONDITION_VERSION = "2.0";
const MAX_CONDITION = 8192;

export const roleAssignment: Model = {
  type: TYPE,
  permissions: (inputs, asked) => [
    { actions: ["delete", "read", "write"].map((verb) => `${ARM}/${verb}`), grants: rolesOf(inputs, asked) },
  ],
  // The provider makes a UUID of its own where none is given; ours always give one.
  immutable: ["scope", "principalId", "roleAssignmentName"],
  deleteBeforeReplace: true,
  id,
  outputs: ({ roleAssignmentName }, world) => ({
    azureApiVersion: "2022-04-01",
    name: roleAssignmentName,
    type: ARM,
    createdOn: world.keep("createdOn", () => world.now().toISOString()),
    updatedOn: world.now().toISOString(),
  }),
  refuse: (inputs, world) =>
    refuseSame(inputs, world) ??
    refuseScope(inputs.scope, world) ??
    refuseIds(inputs) ??
    refuseChoices(TOKEN, inputs) ??
    refusePrincipal(inputs, world) ??
    refuseCondition(inputs) ??
    refuseRole(inputs, world) ??
    refuseSecond(inputs, world),
  refuseDelete: (resource, world) => locked(world, resource.id),
  seconds: { create: 2, update: 2, delete: 2 },
};

function id({ scope, roleAssignmentName }: Props): string {
  return `${scope}/providers/${ARM}/${roleAssignmentName}`;
}

function refuseSame(inputs: Props, world: ResourceWorld): Refusal {
  const isNew = Object.keys(world.previous).length === 0;
  return isNew && seek(world, TOKEN, id(inputs)) ? alreadyThere(id(inputs)) : undefined;
}

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

function refuseIds({ principalId, roleAssignmentName, roleDefinitionId }: Props): Refusal {
  if (!GUID.test(String(roleAssignmentName))) {
    return refusal(
      400,
      "InvalidRoleAssignmentId",
      `The role assignment ID '${roleAssignmentName}' is not valid. The role assignment ID must be a GUID.`,
    );
  }
  if (!GUID.test(String(principalId))) {
    return refusal(400, "InvalidPrincipalId", `A valid principal ID must be provided for role assignment.`);
  }
  const [, role = ""] =
    /\/providers\/Microsoft\.Authorization\/roleDefinitions\/([^/]+)$/i.exec(String(roleDefinitionId)) ?? [];
  if (GUID.test(role)) return undefined;
  return refusal(400, "InvalidRoleDefinitionId", `The role definition ID '${role || roleDefinitionId}' is not valid.`);
}

/** "Troubleshoot Azure RBAC": whose kind is not named, Azure looks up. An identity is a service principal. */
function refusePrincipal({ principalId, principalType }: Props, world: ResourceWorld): Refusal {
  const known = world
    .list("azure-native:managedidentity:UserAssignedIdentity")
    .some(({ outputs }) => sameId(outputs.principalId, principalId));
  if (!known || principalType === undefined || principalType === "ServicePrincipal") return undefined;
  return refusal(
    400,
    "UnmatchedPrincipalType",
    `The PrincipalId '${principalId}' has type 'ServicePrincipal' , which is different from specified PrinciaplType '${principalType}'.`,
  );
}

/** "Azure role assignment condition format and syntax". */
function refuseCondition({ condition, conditionVersion }: Props): Refusal {
  if (condition === undefined) return undefined;
  if (conditionVersion !== CONDITION_VERSION) {
    return refusal(
      400,
      "InvalidConditionVersion",
      `The condition version '${conditionVersion ?? ""}' is not valid: it must be ${CONDITION_VERSION}.`,
    );
  }
  const text = String(condition);
  if (text.length <= MAX_CONDITION && isBalanced(text)) return undefined;
  return refusal(400, "InvalidCondition", "The condition of the role assignment is not valid.");
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const sign of text.replace(/'[^']*'/g, "")) {
    if (sign === "'") return false;
    depth += sign === "(" ? 1 : sign === ")" ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function refuseRole({ roleDefinitionId }: Props, { previous }: ResourceWorld): Refusal {
  const before = previous.roleDefinitionId;
  if (before === undefined || sameId(before, roleDefinitionId)) return undefined;
  return refusal(
    400,
    "RoleAssignmentUpdateNotPermitted",
    "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
  );
}

/** "FAQ for Azure role assignment conditions": one assignment per principal, role and scope, with a condition or not. */
function refuseSecond(inputs: Props, world: ResourceWorld): Refusal {
  const tuple = ["scope", "principalId", "roleDefinitionId"] as const;
  const all = world.list(TYPE);
  if (all.some((other) => tuple.every((key) => sameId(other.inputs[key], inputs[key])))) {
    return refusal(409, "RoleAssignmentExists", "The role assignment already exists.");
  }
  if (all.length < MAX_ASSIGNMENTS) return undefined;
  return refusal(400, "RoleAssignmentLimitExceeded", "No more role assignments can be created.");
}
