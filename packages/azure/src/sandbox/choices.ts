import type { Props } from "@isobar/sandbox";
import { firstRefusal, type Refusal, refusal } from "./refusal";

/** Names of the SDK's lists by type and path of the input. */
export const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "authorization:ManagementLockByScope": { level: "LockLevel" },
  "authorization:RoleAssignment": { principalType: "PrincipalType" },
  "compute:Disk": {
    "creationData.createOption": "DiskCreateOption",
    dataAccessAuthMode: "DataAccessAuthMode",
    "encryption.type": "EncryptionType",
    hyperVGeneration: "HyperVGeneration",
    networkAccessPolicy: "NetworkAccessPolicy",
    osType: "OperatingSystemTypes",
    publicNetworkAccess: "PublicNetworkAccess",
    "sku.name": "DiskStorageAccountTypes",
    "supportedCapabilities.architecture": "Architecture",
  },
  "compute:VirtualMachine": {
    evictionPolicy: "VirtualMachineEvictionPolicyTypes",
    "networkProfile.networkInterfaces.deleteOption": "DeleteOptions",
    "osProfile.linuxConfiguration.patchSettings.assessmentMode": "LinuxPatchAssessmentMode",
    "osProfile.linuxConfiguration.patchSettings.patchMode": "LinuxVMGuestPatchMode",
    "osProfile.windowsConfiguration.patchSettings.assessmentMode": "WindowsPatchAssessmentMode",
    "osProfile.windowsConfiguration.patchSettings.patchMode": "WindowsVMGuestPatchMode",
    priority: "VirtualMachinePriorityTypes",
    "securityProfile.securityType": "SecurityTypes",
    "storageProfile.dataDisks.caching": "CachingTypes",
    "storageProfile.dataDisks.createOption": "DiskCreateOptionTypes",
    "storageProfile.dataDisks.deleteOption": "DiskDeleteOptionTypes",
    "storageProfile.dataDisks.managedDisk.storageAccountType": "StorageAccountTypes",
    "storageProfile.diskControllerType": "DiskControllerTypes",
    "storageProfile.osDisk.caching": "CachingTypes",
    "storageProfile.osDisk.createOption": "DiskCreateOptionTypes",
    "storageProfile.osDisk.deleteOption": "DiskDeleteOptionTypes",
    "storageProfile.osDisk.diffDiskSettings.option": "DiffDiskOptions",
    "storageProfile.osDisk.diffDiskSettings.placement": "DiffDiskPlacement",
    "storageProfile.osDisk.managedDisk.storageAccountType": "StorageAccountTypes",
    "storageProfile.osDisk.osType": "OperatingSystemTypes",
  },
  "consumption:Budget": {
    category: "CategoryType",
    "filter.and.dimensions.operator": "BudgetOperatorType",
    "filter.and.tags.operator": "BudgetOperatorType",
    "filter.dimensions.operator": "BudgetOperatorType",
    "filter.tags.operator": "BudgetOperatorType",
    timeGrain: "TimeGrainType",
  },
  "logic:Workflow": { state: "WorkflowState" },
  "network:BastionHost": { "sku.name": "BastionHostSkuName" },
  "network:FlowLog": { "format.type": "FlowLogFormatType" },
  "network:NatGateway": { "sku.name": "NatGatewaySkuName" },
  "network:NetworkInterface": {
    auxiliaryMode: "NetworkInterfaceAuxiliaryMode",
    auxiliarySku: "NetworkInterfaceAuxiliarySku",
    "ipConfigurations.privateIPAddressVersion": "IPVersion",
    "ipConfigurations.privateIPAllocationMethod": "IPAllocationMethod",
  },
  "network:NetworkSecurityGroup": {
    "securityRules.access": "SecurityRuleAccess",
    "securityRules.direction": "SecurityRuleDirection",
    "securityRules.protocol": "SecurityRuleProtocol",
  },
  "network:PublicIPAddress": {
    "ddosSettings.protectionMode": "DdosSettingsProtectionMode",
    deleteOption: "DeleteOptions",
    "dnsSettings.domainNameLabelScope": "PublicIpAddressDnsSettingsDomainNameLabelScope",
    publicIPAddressVersion: "IPVersion",
    publicIPAllocationMethod: "IPAllocationMethod",
    "sku.name": "PublicIPAddressSkuName",
    "sku.tier": "PublicIPAddressSkuTier",
  },
  "network:Subnet": {
    privateEndpointNetworkPolicies: "VirtualNetworkPrivateEndpointNetworkPolicies",
    privateLinkServiceNetworkPolicies: "VirtualNetworkPrivateLinkServiceNetworkPolicies",
    sharingScope: "SharingScope",
  },
  "network:VirtualNetwork": {
    "encryption.enforcement": "VirtualNetworkEncryptionEnforcement",
    privateEndpointVNetPolicies: "PrivateEndpointVNetPolicies",
  },
  "storage:BlobServiceProperties": { "cors.corsRules.allowedMethods": "AllowedMethods" },
  "storage:ManagementPolicy": { "policy.rules.type": "RuleType" },
  "storage:StorageAccount": {
    allowedCopyScope: "AllowedCopyScope",
    dnsEndpointType: "DnsEndpointType",
    "encryption.keySource": "KeySource",
    "immutableStorageWithVersioning.immutabilityPolicy.state": "AccountImmutabilityPolicyState",
    kind: "Kind",
    largeFileSharesState: "LargeFileSharesState",
    minimumTlsVersion: "MinimumTlsVersion",
    publicNetworkAccess: "PublicNetworkAccess",
    "routingPreference.routingChoice": "RoutingChoice",
    "sasPolicy.expirationAction": "ExpirationAction",
    "sku.name": "SkuName",
  },
};

/**
 * The values of a list that an input of a type is held to. The SDK declares its lists open, and Azure knows no other values;
 * they are loaded when first needed.
 */
export function valuesOf(token: string, list: string): readonly string[] {
  const [module] = token.split(":");
  const lists: Readonly<Record<string, object>> = require(`@pulumi/azure-native/types/enums/${module}`);
  return Object.values(lists[list] ?? {}).map(String);
}

/** A value that Azure doesn't know. Letters of either case are one to it. */
export function refuseChoices(token: string, inputs: Props): Refusal {
  return firstRefusal(Object.entries(CHOICES[token] ?? {}), ([path, list]) => {
    const known = valuesOf(token, list).map((value) => value.toLowerCase());
    const strange = leaves(inputs, path.split(".")).find(({ value }) => !known.includes(String(value).toLowerCase()));
    return strange && unknown({ ...strange, token, list });
  });
}

interface Leaf {
  /** With the places in lists: `rules[0].type`. */
  readonly path: string;
  readonly value: unknown;
}

function leaves(value: unknown, [key, ...rest]: readonly string[], path = ""): Leaf[] {
  if (value == null) return [];
  if (Array.isArray(value)) {
    const remaining = key === undefined ? [] : [key, ...rest];
    return value.flatMap((item, i) => leaves(item, remaining, `${path}[${i}]`));
  }
  if (key === undefined) return [{ path, value }];
  return leaves((value as Props)[key], rest, path === "" ? key : `${path}.${key}`);
}

interface Strange extends Leaf {
  readonly token: string;
  readonly list: string;
}

/**
 * In the words of each namespace (MicrosoftDocs/OfficeDocs-Enterprise#45, Azure/azure-cli#24479, Azure/azure-powershell#4309,
 * Azure/LogicAppsUX#2135).
 */
function unknown({ token, list, path, value }: Strange): string {
  const place = /^(kind|sku)\b/.test(path) ? path : `properties.${path}`;
  const converting = (type: string) => `Error converting value "${value}" to type '${type}'. Path '${place}'.`;
  switch (token.split(":")[0]) {
    case "network":
      return refusal(
        400,
        "InvalidRequestFormat",
        `Cannot parse the request. Additional details: ${converting(`Microsoft.WindowsAzure.Networking.Nrp.Frontend.Contract.Csm.Public.${list}`)}`,
      );
    case "compute":
      return refusal(400, "BadRequest", converting(list));
    case "storage":
      return refusal(
        400,
        "InvalidRequestPropertyValue",
        `The value '${value}' is not allowed for property ${path.split(".").at(-1)}.`,
      );
    case "logic":
      return refusal(
        400,
        "InvalidRequestContent",
        `The request content is not valid and could not be deserialized: '${converting(list)}'.`,
      );
    default:
      return refusal(
        400,
        "InvalidRequestContent",
        `The request content was invalid and could not be deserialized: '${converting(list)}'.`,
      );
  }
}
