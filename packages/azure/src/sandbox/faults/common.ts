import type { Call, FaultText } from "@isobar/sandbox";
import { refusal, valuesAt } from "../refusal";
import { armOf, namespaceOf, SUBSCRIPTION, scopeOf, unauthorized, unauthorizedLink, zoneOf } from "./scope";

const ALL = ["azure-native:*"];
const EVERY = ["create", "update", "delete", "read", "call"] as const;
const WRITES = ["create", "update", "delete"] as const;

/** What Azure Resource Manager says for whichever provider, where that has no words of its own. */
export const COMMON_FAULTS: readonly FaultText[] = [
  {
    kind: "denied",
    tokens: ["azure-native:compute:VirtualMachine", "azure-native:logic:Workflow"],
    applies: (call) => identityOf(call) !== undefined,
    code: "LinkedAuthorizationFailed",
    text: (call) =>
      unauthorizedLink(call, "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action", identityOf(call)),
    source: "Azure/aad-pod-identity#443",
  },
  {
    kind: "denied",
    tokens: ALL,
    operations: EVERY,
    code: "AuthorizationFailed",
    text: unauthorized,
    source: "pulumi/pulumi-azure#595, pulumi/pulumi-azure-native#1511",
  },
  {
    kind: "quota",
    tokens: ["azure-native:resources:ResourceGroup"],
    operations: ["create"],
    code: "ResourceGroupQuotaExceeded",
    text: ({ inputs }) =>
      refusal(
        409,
        "ResourceGroupQuotaExceeded",
        `Creating the resource group '${inputs.resourceGroupName}' would exceed the quota of '980'. The current resource group count is '980', please delete some groups before creating a new one.`,
      ),
    source: "Azure/azure-sdk-for-js#22953",
  },
  {
    kind: "quota",
    tokens: ["azure-native:authorization:RoleAssignment"],
    operations: ["create"],
    code: "RoleAssignmentLimitExceeded",
    text: () => refusal(400, "RoleAssignmentLimitExceeded", "No more role assignments can be created."),
    source: "Troubleshoot Azure RBAC limits",
  },
  {
    kind: "quota",
    tokens: [
      "azure-native:compute:Disk",
      "azure-native:network:*",
      "azure-native:managedidentity:*",
      "azure-native:logic:*",
    ],
    operations: ["create"],
    code: "ResourceQuotaExceeded",
    text: (call) =>
      refusal(
        409,
        "ResourceQuotaExceeded",
        `Creating the resource of type '${armOf(call)}' would exceed the quota of '800' resources of type '${armOf(call)}' per resource group. The current resource count is '800', please delete some resources of this type before creating a new one.`,
      ),
    source: "Azure subscription and service limits, quotas, and constraints",
  },
  {
    kind: "not-found-yet",
    tokens: ["azure-native:authorization:RoleAssignment"],
    code: "PrincipalNotFound",
    text: ({ inputs }) =>
      refusal(
        400,
        "PrincipalNotFound",
        `Principal ${String(inputs.principalId).replaceAll("-", "")} does not exist in the directory c7cb8e56-3c8d-431c-a94c-866e27a25b45. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`,
      ),
    source: "Azure/avdaccelerator#76",
  },
  {
    kind: "not-found-yet",
    tokens: ALL,
    operations: ["create", "update"],
    applies: ({ inputs }) => inputs.resourceGroupName !== undefined && inputs.location !== undefined,
    code: "ResourceGroupNotFound",
    text: ({ inputs }) =>
      refusal(404, "ResourceGroupNotFound", `Resource group '${inputs.resourceGroupName}' could not be found.`),
    source: "Troubleshoot common Azure deployment errors",
  },
  {
    kind: "not-found-yet",
    tokens: ALL,
    operations: ["create", "update"],
    applies: (call) => armOf(call).split("/").length > 2,
    code: "ParentResourceNotFound",
    text: (call) =>
      refusal(
        404,
        "ParentResourceNotFound",
        `Failed to perform 'write' on resource(s) of type '${armOf(call).slice(namespaceOf(call).length + 1)}', because the parent resource '${scopeOf(call).split("/").slice(0, -2).join("/")}' could not be found.`,
      ),
    source: "Resolve errors for parent resources",
  },
  {
    kind: "not-found-yet",
    tokens: ALL,
    operations: ["read", "call"],
    code: "ResourceNotFound",
    text: (call) => {
      const [, group = "", resource = ""] = /\/resourceGroups\/([^/]+)\/providers\/(.+)$/i.exec(scopeOf(call)) ?? [];
      return refusal(
        404,
        "ResourceNotFound",
        `The Resource '${resource}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
      );
    },
    source: "Resolve errors for resource not found",
  },
  {
    kind: "conflict",
    tokens: ["azure-native:authorization:RoleAssignment"],
    operations: ["create"],
    code: "RoleAssignmentExists",
    text: () => refusal(409, "RoleAssignmentExists", "The role assignment already exists."),
    source: "hashicorp/terraform-provider-azurerm#17421, MicrosoftDocs/azure-docs#67839",
  },
  {
    kind: "conflict",
    tokens: ["azure-native:resources:ResourceGroup"],
    operations: WRITES,
    code: "ResourceGroupBeingDeleted",
    text: ({ inputs }) =>
      refusal(
        409,
        "ResourceGroupBeingDeleted",
        `The resource group '${inputs.resourceGroupName}' is in deprovisioning state and cannot perform this operation.`,
      ),
    source: "openshift/openshift-azure#2020",
  },
  {
    kind: "throttled",
    tokens: ALL,
    operations: ["read", "call"],
    code: "SubscriptionRequestsThrottled",
    text: () => throttled("read"),
    source: "velero-io/velero#9171",
  },
  {
    kind: "throttled",
    tokens: ALL,
    operations: WRITES,
    code: "SubscriptionRequestsThrottled",
    text: ({ operation }) => throttled(operation === "delete" ? "delete" : "write"),
    source: "velero-io/velero#9171, Request limits and throttling - Azure Resource Manager",
  },
  {
    kind: "zone-outage",
    tokens: ["azure-native:compute:Disk"],
    operations: WRITES,
    applies: ({ inputs }) => zoneOf(inputs) !== undefined,
    code: "InternalServerError",
    text: internal,
    source: "hashicorp/packer-plugin-azure#585, hashicorp/terraform-provider-azurerm#2297",
  },
  {
    kind: "region-outage",
    tokens: ALL,
    operations: EVERY,
    code: "GatewayTimeout",
    text: (call) =>
      refusal(
        504,
        "GatewayTimeout",
        `The gateway did not receive a response from '${namespaceOf(call)}' within the specified time period.`,
      ),
    source: "hashicorp/terraform-provider-azurerm#8169, Azure/meta-azure-service-broker#163",
  },
  {
    kind: "internal-error",
    tokens: ALL,
    operations: EVERY,
    code: "InternalServerError",
    text: internal,
    source: "hashicorp/terraform-provider-azurerm#2297",
  },
];

function throttled(verb: string): string {
  return refusal(
    429,
    "SubscriptionRequestsThrottled",
    `Number of '${verb}' requests for subscription '${SUBSCRIPTION}' actor '8d2f5c1e-63b4-4a97-9e05-1b7c4f6a2d38' exceeded. Please try again after '1' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.`,
  );
}

function internal(): string {
  return refusal(
    500,
    "InternalServerError",
    `Encountered internal server error. Diagnostic information: timestamp '20260101T120000Z', subscription id '${SUBSCRIPTION}', tracking id '7d590526-408c-42e2-91ab-b820437f3af5', request correlation id '7d590526-408c-42e2-91ab-b820437f3af5'.`,
  );
}

function identityOf({ inputs }: Call): unknown {
  return valuesAt(inputs, "identity.userAssignedIdentities")[0];
}
