import type { MachineSpec, Scope } from "@isobar/core/driver";
import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment";
import { Workflow } from "@pulumi/azure-native/logic/workflow";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import { all, type CustomResourceOptions, type Output, type Resource } from "@pulumi/pulumi";
import { assignmentName } from "../grant/assignment-name";
import { subscriptionOf } from "../ids";
import * as names from "../names";

/** "Schedule and run recurring workflows with the Recurrence trigger in Azure Logic Apps": start time. */
export const EXPIRY_MAX_DAYS = 49 * 365;

/** The longest interval of hours there is; the second occurrence is refused by the trigger's condition. */
const FAR_HOURS = 12_000;
const SCHEMA =
  "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#";
const API = "2023-09-01";

/** Endpoints of Azure Resource Manager by the clouds' names in the catalogue. */
const MANAGEMENT: Readonly<Record<string, string>> = {
  china: "https://management.chinacloudapi.cn",
  usgov: "https://management.usgovcloudapi.net",
};

/** What the machine's end is: the call of Azure's API, and the least built-in role that allows it. */
interface End {
  readonly method: "POST" | "DELETE";
  readonly path: string;
  readonly role: string;
}

/** Desktop Virtualization Power On Off Contributor: to start, restart and stop ("Azure built-in roles for Compute"). */
const STOP: End = { method: "POST", path: "/deallocate", role: "40c5ff49-9181-41f8-ae61-143b0e78555e" };
/** Virtual Machine Contributor: the least that deletes ("Azure built-in roles for Compute"). */
const DELETE: End = { method: "DELETE", path: "", role: "9980e02c-c2be-4d73-94e8-173b1dc7cf3c" };

/** A workflow that ends the machine at its time, by an identity of its own that may do no more than that there. */
export function endMachine(
  scope: Scope,
  { spot, protect }: MachineSpec,
  expires: Output<string>,
  machine: Output<string>,
  group: Output<string>,
): Resource {
  const end = spot?.onInterruption === "delete" && !protect ? DELETE : STOP;
  // It goes when the machine is no longer to expire, so it is not protected with it.
  const options: CustomResourceOptions = { protect: false };
  const place = { resourceGroupName: group, location: scope.target.region, tags: scope.tags };
  const identity = scope.child(
    "expiryIdentity",
    UserAssignedIdentity,
    { ...place, resourceName: scope.physicalName(names.userAssignedIdentity, "expiry-identity") },
    options,
  );
  const role = scope.child(
    "expiryRole",
    RoleAssignment,
    {
      scope: machine,
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
      roleAssignmentName: all([machine, identity.principalId]).apply(([id, to]) => assignmentName(id, to, end.role)),
      roleDefinitionId: machine.apply(
        (id) => `/subscriptions/${subscriptionOf(id)}/providers/Microsoft.Authorization/roleDefinitions/${end.role}`,
      ),
    },
    options,
  );
  scope.child(
    "expiry",
    Workflow,
    {
      ...place,
      workflowName: scope.physicalName(names.workflow, "expiry"),
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      definition: all([expires, machine, identity.id]).apply(([at, id, by]) =>
        definition(at, { method: end.method, uri: uriOf(scope, id, end), ...authenticatedBy(scope, by) }),
      ),
      state: "Enabled",
    },
    { ...options, dependsOn: [role] },
  );
  return role;
}

/**
 * A sliding window starts at its time, also if the workflow is made a little later, which no recurrence does ("Schedule and
 * run recurring automated tasks, processes, and workflows"). The condition keeps it from being run again: not by its next
 * occurrence, nor by a change of the workflow, when the machine may run again by its owner's wish.
 */
function definition(at: string, inputs: object): object {
  const until = new Date(Date.parse(at) + 3_600_000).toISOString();
  return {
    $schema: SCHEMA,
    contentVersion: "1.0.0.0",
    triggers: {
      expiry: {
        type: "SlidingWindow",
        recurrence: { frequency: "Hour", interval: FAR_HOURS, startTime: at },
        conditions: [{ expression: `@less(ticks(utcNow()), ticks('${until}'))` }],
      },
    },
    actions: { end: { type: "Http", inputs, runAfter: {} } },
  };
}

function uriOf(scope: Scope, machine: string, { path }: End): string {
  return `${managementOf(scope)}${machine}${path}?api-version=${API}`;
}

/** "Authenticate access and connections to Azure resources with managed identities in Azure Logic Apps". */
function authenticatedBy(scope: Scope, identity: string) {
  const audience = `${managementOf(scope)}/`;
  return { authentication: { type: "ManagedServiceIdentity", identity, audience } };
}

function managementOf({ target: { backend, region } }: Scope): string {
  const partition = backend.catalogue().region(region)?.partition ?? "";
  return MANAGEMENT[partition] ?? "https://management.azure.com";
}
