import type { GrantDriver, GrantSpec, IdForm, Scope } from "@isobar/core/driver";
import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment";
import { all } from "@pulumi/pulumi";
import { subscriptionOf } from "../ids";
import { assignmentName } from "./assignment-name";
import { prefixCondition } from "./condition";

/** Ids of "Azure built-in roles for Storage". No built-in role writes without reading. */
const ROLES: Readonly<Partial<Record<GrantSpec["access"], string>>> = {
  // Storage Blob Data Reader
  read: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  // Storage Blob Data Contributor
  "read-write": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
};

const OBJECT_ID: IdForm = {
  pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  title: "object id",
  example: "the object id of an identity: az identity show --query principalId",
};

/** Named kinds spare Azure the look-up of a principal that it may not know yet ("Troubleshoot Azure RBAC"). */
const PRINCIPAL_TYPES = {
  machine: "ServicePrincipal",
  "service-account": "ServicePrincipal",
  user: "User",
  group: "Group",
};

/** Grants are role assignments on the container. */
export const driver: GrantDriver = {
  children: ["roleAssignment"],
  features: { bucket: { access: ["read", "read-write"], prefix: true } },
  ids: {
    bucket: {
      pattern:
        /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Storage\/storageAccounts\/[^/]+\/blobServices\/default\/containers\/[^/]+$/i,
      title: "container",
      example: "/subscriptions/…/storageAccounts/<account>/blobServices/default/containers/<container>",
    },
    principal: { machine: OBJECT_ID, "service-account": OBJECT_ID, user: OBJECT_ID, group: OBJECT_ID },
  },
  create,
};

function create(scope: Scope, spec: GrantSpec): void {
  const { access, prefix } = spec;
  const role = ROLES[access] ?? "";
  const taken = scope.plan.deployment.once(scope.target, "role-assignments", () => new Map<string, string>());
  const assignment = all([spec.resource, spec.to]).apply(([{ id }, to]) => {
    const name = assignmentName(id, to.id, role);
    refuseSecond(scope, taken, name);
    const roles = `/subscriptions/${subscriptionOf(id)}/providers/Microsoft.Authorization/roleDefinitions`;
    return {
      name,
      scope: id,
      principalId: to.id,
      principalType: PRINCIPAL_TYPES[to.kind],
      roleDefinitionId: `${roles}/${role}`,
    };
  });
  scope.child(
    "roleAssignment",
    RoleAssignment,
    {
      roleAssignmentName: assignment.name,
      scope: assignment.scope,
      principalId: assignment.principalId,
      principalType: assignment.principalType,
      roleDefinitionId: assignment.roleDefinitionId,
      ...(prefix === undefined ? {} : conditionOf(scope, prefix, access)),
    },
    { suffix: "" },
  );
}

function conditionOf(scope: Scope, prefix: string, access: GrantSpec["access"]) {
  if (/['\\]/.test(prefix)) {
    throw scope.plan.refusal("prefix", "has a character that no condition of Azure can hold", {
      given: prefix,
      allowed: "prefixes without ' and \\",
    });
  }
  return { condition: prefixCondition(prefix, access), conditionVersion: "2.0" };
}

/** Azure keeps one assignment per container, principal and role, with or without a condition. */
function refuseSecond(scope: Scope, taken: Map<string, string>, name: string): void {
  const other = taken.get(name);
  taken.set(name, other ?? scope.name);
  if (other === undefined || other === scope.name) return;
  throw scope.plan.refusal("to", "Azure gives a principal the same access to a bucket only once", {
    given: `the same access as Grant "${other}"`,
    fix: "grant it once, with a prefix that covers both or none, or put the objects into two buckets",
  });
}
