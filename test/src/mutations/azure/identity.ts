import { of, type Table } from "../mutation.js";

const RULES = "Azure Resource Manager: Naming rules and restrictions for Azure resources";
const ASSIGNMENTS = "Azure RBAC: Assign Azure roles using the REST API";
const TROUBLE = "Azure RBAC: Troubleshoot Azure RBAC";
const CONDITIONS = "Azure RBAC: Azure role assignment condition format and syntax";
const WORKFLOWS = "Azure REST API: Workflows - Create Or Update";
const DEFINITION = "Azure Logic Apps: Schema reference guide for Workflow Definition Language";
const TRIGGERS = "Azure Logic Apps: Schema reference guide for trigger and action types";
const IDENTITIES = "Managed identities for Azure resources: Manage user-assigned managed identities";

const SUBSCRIPTION = "/subscriptions/3f1a0c52-7d9e-4b86-9c41-5a0e8d2b6f17";
const GUID = "7d1a0c52-1d9e-4b86-9c41-5a0e8d2b6f00";
const TRIGGER = "definition.triggers.expiry";

/** Mistakes in identities, roles, and what acts in their name. */
export const identity: Table = {
  "managedidentity:UserAssignedIdentity web-identity": [
    { what: "a name of two characters", set: { resourceName: "ab" }, why: RULES },
    { what: "a name of 129 characters", set: { resourceName: "i".repeat(129) }, why: RULES },
    { what: "a name with a dot", set: { resourceName: "web.identity" }, why: IDENTITIES },
    { what: "a location that isn't there", set: { location: "mars" }, why: "Azure: Regions list" },
    {
      what: "a resource group that isn't there",
      set: { resourceGroupName: "missing" },
      why: "Azure Resource Manager: Troubleshoot common Azure deployment errors",
    },
    {
      what: "another location",
      at: "replace",
      set: { location: "northeurope" },
      why: "Pulumi Registry: azure-native.managedidentity.UserAssignedIdentity",
    },
  ],
  "authorization:RoleAssignment data-web-read": [
    { what: "a name that is no GUID", set: { roleAssignmentName: "web-reads-data" }, why: ASSIGNMENTS },
    {
      what: "a role that isn't there",
      missed: true,
      set: { roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${GUID}` },
      why: TROUBLE,
    },
    {
      what: "a role's name for its id",
      set: { roleDefinitionId: "Storage Blob Data Reader" },
      why: ASSIGNMENTS,
    },
    { what: "a principal that isn't there", missed: true, set: { principalId: GUID }, why: TROUBLE },
    {
      what: "an identity's resource id for its principal",
      set: { principalId: of("managedidentity:UserAssignedIdentity web-identity") },
      why: ASSIGNMENTS,
    },
    {
      what: "a scope that isn't there",
      set: { scope: `${SUBSCRIPTION}/resourceGroups/missing` },
      why: ASSIGNMENTS,
    },
    { what: "a user that is a service", set: { principalType: "User" }, why: TROUBLE },
    {
      what: "a kind of principal that is none",
      set: { principalType: "Machine" },
      why: "Azure REST API: Role Assignments - Create",
    },
    {
      what: "a condition of an old version",
      set: {
        condition: "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'data'",
        conditionVersion: "1.0",
      },
      why: CONDITIONS,
    },
    { what: "no scope", set: { scope: undefined }, why: ASSIGNMENTS },
    { what: "the same role again", at: "again", set: { roleAssignmentName: GUID }, why: TROUBLE },
    {
      what: "another role",
      at: "change",
      set: {
        roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe`,
      },
      why: "Pulumi Registry: azure-native.authorization.RoleAssignment",
    },
  ],
  "logic:Workflow web-expiry": [
    {
      what: "an identity that isn't there",
      set: {
        "identity.userAssignedIdentities": [
          `${SUBSCRIPTION}/resourceGroups/missing/providers/Microsoft.ManagedIdentity/userAssignedIdentities/missing`,
        ],
      },
      why: WORKFLOWS,
    },
    { what: "a trigger that is none", set: { [`${TRIGGER}.type`]: "Alarm" }, why: TRIGGERS },
    { what: "a frequency that is none", set: { [`${TRIGGER}.recurrence.frequency`]: "Fortnight" }, why: TRIGGERS },
    { what: "every zero hours", set: { [`${TRIGGER}.recurrence.interval`]: 0 }, why: TRIGGERS },
    { what: "a start that is no time", set: { [`${TRIGGER}.recurrence.startTime`]: "tomorrow" }, why: TRIGGERS },
    {
      what: "after an action that isn't there",
      set: { "definition.actions.end.runAfter": { begin: ["Succeeded"] } },
      why: DEFINITION,
    },
    { what: "an action that is none", set: { "definition.actions.end.type": "Shell" }, why: TRIGGERS },
    {
      what: "a request without address",
      set: { "definition.actions.end.inputs.uri": undefined },
      why: TRIGGERS,
    },
    { what: "a state that is none", set: { state: "On" }, why: WORKFLOWS },
    { what: "a name of 81 characters", set: { workflowName: "w".repeat(81) }, why: RULES },
    { what: "a location that isn't there", set: { location: "mars" }, why: "Azure: Regions list" },
    { what: "no resource group", set: { resourceGroupName: undefined }, why: WORKFLOWS },
    {
      what: "every 72 weeks",
      set: { [TRIGGER]: { type: "Recurrence", recurrence: { frequency: "Week", interval: 72 } } },
      why: "Azure Logic Apps: Schedule and run recurring workflows with the Recurrence trigger",
    },
    {
      what: "an answer to nobody",
      set: { "definition.actions.end": { type: "Response" } },
      why: TRIGGERS,
    },
    {
      what: "a parameter without a value",
      set: { "definition.parameters": { size: { type: "String" } } },
      why: DEFINITION,
    },
    { what: "a value of no parameter", set: { parameters: { size: { value: "1" } } }, why: DEFINITION },
    { what: "no identity of its users", set: { "identity.type": "SystemAssigned" }, why: WORKFLOWS },
  ],
};
