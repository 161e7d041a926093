import type { Call, Props } from "@isobar/sandbox";
import { refusal, valuesAt } from "../refusal";

/** The subscription and the identity that texts of refused calls name. */
export const SUBSCRIPTION = "3f1a0c52-7d9e-4b86-9c41-5a0e8d2b6f17";
export const CLIENT = "8d2f5c1e-63b4-4a97-9e05-1b7c4f6a2d38";

/** Namespaces and types by token, and the input that holds the name. */
const TYPES: Readonly<Record<string, readonly [arm: string, ...names: string[]]>> = {
  "authorization:ManagementLockByScope": ["Microsoft.Authorization/locks", "lockName"],
  "authorization:RoleAssignment": ["Microsoft.Authorization/roleAssignments", "roleAssignmentName"],
  "compute:Disk": ["Microsoft.Compute/disks", "diskName"],
  "compute:VirtualMachine": ["Microsoft.Compute/virtualMachines", "vmName"],
  "compute:VirtualMachineRunCommandByVirtualMachine": [
    "Microsoft.Compute/virtualMachines/runCommands",
    "vmName",
    "runCommandName",
  ],
  "consumption:Budget": ["Microsoft.Consumption/budgets", "budgetName"],
  "logic:Workflow": ["Microsoft.Logic/workflows", "workflowName"],
  "managedidentity:UserAssignedIdentity": ["Microsoft.ManagedIdentity/userAssignedIdentities", "resourceName"],
  "network:ApplicationSecurityGroup": ["Microsoft.Network/applicationSecurityGroups", "applicationSecurityGroupName"],
  "network:BastionHost": ["Microsoft.Network/bastionHosts", "bastionHostName"],
  "network:FlowLog": ["Microsoft.Network/networkWatchers/flowLogs", "networkWatcherName", "flowLogName"],
  "network:NatGateway": ["Microsoft.Network/natGateways", "natGatewayName"],
  "network:NetworkInterface": ["Microsoft.Network/networkInterfaces", "networkInterfaceName"],
  "network:NetworkSecurityGroup": ["Microsoft.Network/networkSecurityGroups", "networkSecurityGroupName"],
  "network:PublicIPAddress": ["Microsoft.Network/publicIPAddresses", "publicIpAddressName"],
  "network:Subnet": ["Microsoft.Network/virtualNetworks/subnets", "virtualNetworkName", "subnetName"],
  "network:VirtualNetwork": ["Microsoft.Network/virtualNetworks", "virtualNetworkName"],
  "network:VirtualNetworkPeering": [
    "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
    "virtualNetworkName",
    "virtualNetworkPeeringName",
  ],
  "resources:ResourceGroup": ["Microsoft.Resources/subscriptions/resourcegroups"],
  "storage:BlobContainer": [
    "Microsoft.Storage/storageAccounts/blobServices/containers",
    "accountName",
    "",
    "containerName",
  ],
  "storage:BlobServiceProperties": [
    "Microsoft.Storage/storageAccounts/blobServices",
    "accountName",
    "blobServicesName",
  ],
  "storage:ManagementPolicy": [
    "Microsoft.Storage/storageAccounts/managementPolicies",
    "accountName",
    "managementPolicyName",
  ],
  "storage:StorageAccount": ["Microsoft.Storage/storageAccounts", "accountName"],
};

/** The namespace of a call: `Microsoft.Network`. */
export function namespaceOf(call: Call): string {
  return armOf(call).split("/")[0] ?? "";
}

/** Namespace and types of what a call is about; for functions, of what they look for. */
export function armOf({ token }: Call): string {
  const name = token.replace(/^azure-native:/, "").replace(/:get/, ":");
  return TYPES[name]?.[0] ?? `Microsoft.${name.split(":")[0]}`;
}

/** The id of what a call is about. */
export function scopeOf({ token, inputs, id }: Call): string {
  if (id !== undefined) return id;
  const [arm = "", ...names] = TYPES[token.replace(/^azure-native:/, "").replace(/:get/, ":")] ?? [];
  const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${inputs.resourceGroupName}`;
  if (names.length === 0) return group;
  const [namespace, ...types] = arm.split("/");
  const path = types.map((type, i) => `${type}/${names[i] ? inputs[names[i]] : "default"}`).join("/");
  return `${typeof inputs.scope === "string" ? inputs.scope : group}/providers/${namespace}/${path}`;
}

const VERBS = { create: "write", update: "write", read: "read", call: "read", delete: "delete" } as const;

/** How Azure Resource Manager refuses who has no role for it. */
export function unauthorized(call: Call): string {
  const action = `${armOf(call)}/${VERBS[call.operation]}`;
  return refusal(
    403,
    "AuthorizationFailed",
    `The client '${CLIENT}' with object id '${CLIENT}' does not have authorization to perform action '${action}' over scope '${scopeOf(call)}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

/** How it refuses who may not join what the inputs name. */
export function unauthorizedLink(call: Call, action: string, linked: unknown): string {
  return refusal(
    403,
    "LinkedAuthorizationFailed",
    `The client '${CLIENT}' with object id '${CLIENT}' has permission to perform action '${armOf(call)}/write' on scope '${scopeOf(call)}'; however, it does not have permission to perform action '${action}' on the linked scope(s) '${linked}' or the linked scope(s) are invalid.`,
  );
}

/** The one zone of inputs; undefined for what is in none, or in several. */
export function zoneOf({ zones }: Props): string | undefined {
  return Array.isArray(zones) && zones.length === 1 ? String(zones[0]) : undefined;
}

export function sizeIn(inputs: Props): string | undefined {
  const [size] = valuesAt(inputs, "hardwareProfile.vmSize");
  return size === undefined ? undefined : String(size);
}
