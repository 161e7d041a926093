import { type Existing, of, type Table } from "../mutation.js";

const ACCOUNTS = "Azure Storage: Storage account overview";
const ACCOUNT_API = "Azure REST API: Storage Accounts - Create";
const SFTP = "Azure Storage: SSH File Transfer Protocol support for Azure Blob Storage";
const NFS = "Azure Storage: Network File System 3.0 protocol support for Azure Blob Storage";
const FIREWALL = "Azure Storage: Configure Azure Storage firewalls and virtual networks";
const CONTAINERS = "Azure REST API: Naming and referencing containers, blobs, and metadata";
const CONTAINER_API = "Azure REST API: Blob Containers - Create";
const PUBLIC = "Azure Storage: Remediate anonymous read access to blob data";
const SOFT_DELETE = "Azure Storage: Soft delete for blobs";
const CORS = "Azure REST API: Cross-Origin Resource Sharing support for Azure Storage";
const RESTORE = "Azure Storage: Point-in-time restore for block blobs";
const SERVICE_API = "Azure REST API: Blob Services - Set Service Properties";
const LIFECYCLE = "Azure Storage: Azure Blob Storage lifecycle management policy structure";
const LIFECYCLE_API = "Azure REST API: Management Policies - Create Or Update";
const TAKEN = "pulumi/pulumi-azure-nextgen#94: Cannot create already existing resource";

const RULE = "policy.rules[0]";
const ORIGIN = {
  allowedOrigins: ["*"],
  allowedMethods: ["GET"],
  allowedHeaders: [""],
  exposedHeaders: [""],
  maxAgeInSeconds: 60,
};

/** Mistakes in storage accounts and what is in them. */
export const storage: Table = {
  "storage:StorageAccount data": [
    { what: "a name with capitals", set: { accountName: "ShopData" }, why: ACCOUNTS },
    { what: "a name with a hyphen", set: { accountName: "shop-data" }, why: ACCOUNTS },
    { what: "a name of two characters", set: { accountName: "ab" }, why: ACCOUNTS },
    { what: "a name of 25 characters", set: { accountName: "a".repeat(25) }, why: ACCOUNTS },
    { what: "a redundancy that is none", set: { "sku.name": "Standard_ABC" }, why: ACCOUNT_API },
    { what: "a kind that is none", set: { kind: "StorageV3" }, why: ACCOUNT_API },
    { what: "no kind", set: { kind: undefined }, why: ACCOUNT_API },
    { what: "an encryption that is none", set: { minimumTlsVersion: "TLS2" }, why: ACCOUNT_API },
    { what: "a tier that is none", set: { accessTier: "Warm" }, why: ACCOUNT_API },
    { what: "a location that isn't there", set: { location: "mars" }, why: "Azure: Regions list" },
    { what: "NFS without folders", set: { enableNfsV3: true }, why: NFS },
    { what: "SFTP without folders", set: { isSftpEnabled: true }, why: SFTP },
    {
      what: "private addresses let in",
      set: { "networkRuleSet.ipRules": [{ iPAddressOrRange: "10.0.0.0/24" }] },
      why: FIREWALL,
    },
    {
      what: "one address as a range",
      set: { "networkRuleSet.ipRules": [{ iPAddressOrRange: "203.0.113.7/32" }] },
      why: FIREWALL,
    },
    { what: "a default that is none", set: { "networkRuleSet.defaultAction": "Block" }, why: ACCOUNT_API },
    {
      what: "a word for a boolean",
      set: { allowSharedKeyAccess: "never" },
      why: "Pulumi Registry: azure-native.storage.StorageAccount",
    },
    { what: "the same name again", at: "again", why: "Azure REST API: Storage Accounts - Check Name Availability" },
    {
      what: "another location",
      at: "replace",
      set: { location: "northeurope" },
      why: "Pulumi Registry: azure-native.storage.StorageAccount",
    },
    {
      what: "another name",
      at: "replace",
      set: { accountName: "shopdata2026" },
      why: "Pulumi Registry: azure-native.storage.StorageAccount",
    },
    {
      what: "nothing and something let by",
      set: { "networkRuleSet.bypass": "None, Logging" },
      why: ACCOUNT_API,
    },
    {
      what: "a subnet without an endpoint let in",
      at: "update",
      set: {
        "networkRuleSet.virtualNetworkRules": (there: Existing) => [
          { virtualNetworkResourceId: `${there.output("network:VirtualNetwork overlap", "id")}/subnets/bare` },
        ],
      },
      why: FIREWALL,
    },
    {
      what: "own keys that nobody may read",
      set: {
        encryption: {
          keySource: "Microsoft.Keyvault",
          keyVaultProperties: { keyName: "k", keyVaultUri: "https://v.vault.azure.net/" },
        },
      },
      why: "Azure Storage: Customer-managed keys for Azure Storage encryption",
    },
    {
      what: "signatures for a time that is none",
      set: { sasPolicy: { sasExpirationPeriod: "1 day", expirationAction: "Log" } },
      why: ACCOUNT_API,
    },
    {
      what: "immutable versions with folders",
      set: { isHnsEnabled: true, immutableStorageWithVersioning: { enabled: true } },
      why: "Azure Storage: Version-level write once, read many policies for immutable blob data",
    },
    { what: "copies from a scope that is none", set: { allowedCopyScope: "Everywhere" }, why: ACCOUNT_API },
  ],
  "storage:BlobContainer data-container": [
    { what: "a name with capitals", set: { containerName: "Data" }, why: CONTAINERS },
    { what: "a name of two characters", set: { containerName: "ab" }, why: CONTAINERS },
    { what: "a name of 64 characters", set: { containerName: "c".repeat(64) }, why: CONTAINERS },
    { what: "two hyphens in a row", set: { containerName: "shop--data" }, why: CONTAINERS },
    { what: "a name with an underscore", set: { containerName: "shop_data" }, why: CONTAINERS },
    { what: "an account that isn't there", set: { accountName: "missing" }, why: CONTAINER_API },
    { what: "no account", set: { accountName: undefined }, why: CONTAINER_API },
    { what: "public, which the account forbids", set: { publicAccess: "Blob" }, why: PUBLIC },
    { what: "an access that is none", set: { publicAccess: "Everybody" }, why: CONTAINER_API },
    { what: "the same name again", at: "again", why: TAKEN },
    { what: "metadata by a name with a hyphen", set: { metadata: { "cost-center": "1" } }, why: CONTAINERS },
    {
      what: "kept to a scope of encryption that it has not",
      set: { denyEncryptionScopeOverride: true },
      why: "Azure REST API: Create Container",
    },
    {
      what: "immutable versions without versions",
      at: "again",
      apart: {
        containerName: "second",
        accountName: "elsewhere2026",
        resourceGroupName: of("resources:ResourceGroup apart", "name"),
      },
      set: { immutableStorageWithVersioning: { enabled: true } },
      why: "Azure Storage: Configure immutability policies for blob versions",
    },
  ],
  "storage:BlobServiceProperties data-blob-service": [
    { what: "another name than default", set: { blobServicesName: "data" }, why: SERVICE_API },
    { what: "deleted blobs kept for 366 days", set: { "deleteRetentionPolicy.days": 366 }, why: SOFT_DELETE },
    { what: "deleted blobs kept for no day", set: { "deleteRetentionPolicy.days": 0 }, why: SOFT_DELETE },
    {
      what: "deleted containers kept for 366 days",
      set: { "containerDeleteRetentionPolicy.days": 366 },
      why: "Azure Storage: Soft delete for containers",
    },
    {
      what: "six rules for other origins",
      set: { "cors.corsRules": Array.from({ length: 6 }, () => ORIGIN) },
      why: CORS,
    },
    { what: "a method that is none", set: { "cors.corsRules[0].allowedMethods": ["FETCH"] }, why: CORS },
    { what: "no origin", set: { "cors.corsRules[0].allowedOrigins": [] }, why: CORS },
    { what: "a negative time", set: { "cors.corsRules[0].maxAgeInSeconds": -1 }, why: CORS },
    {
      what: "restored without the record of changes",
      set: { restorePolicy: { enabled: true, days: 5 } },
      why: RESTORE,
    },
    {
      what: "restored for longer than deleted blobs are kept",
      set: { changeFeed: { enabled: true }, restorePolicy: { enabled: true, days: 7 } },
      why: RESTORE,
    },
    { what: "an account that isn't there", set: { accountName: "missing" }, why: SERVICE_API },
    { what: "a version that is no date", set: { defaultServiceVersion: "latest" }, why: SERVICE_API },
    {
      what: "restored where deleted versions can be deleted",
      set: {
        changeFeed: { enabled: true },
        restorePolicy: { enabled: true, days: 5 },
        "deleteRetentionPolicy.allowPermanentDelete": true,
      },
      why: SERVICE_API,
    },
  ],
  "storage:ManagementPolicy data-lifecycle": [
    { what: "another name than default", set: { managementPolicyName: "logs" }, why: LIFECYCLE_API },
    { what: "two rules of one name", set: { "policy.rules[1].name": "logs" }, why: LIFECYCLE },
    { what: "a kind that is none", set: { [`${RULE}.type`]: "Expiry" }, why: LIFECYCLE_API },
    {
      what: "a kind of blob that is none",
      set: { [`${RULE}.definition.filters.blobTypes`]: ["block"] },
      why: LIFECYCLE,
    },
    { what: "no kind of blob", set: { [`${RULE}.definition.filters.blobTypes`]: undefined }, why: LIFECYCLE },
    {
      what: "11 prefixes",
      set: { [`${RULE}.definition.filters.prefixMatch`]: Array.from({ length: 11 }, (_, i) => `data/${i}/`) },
      why: LIFECYCLE,
    },
    {
      what: "append blobs in a cooler tier",
      set: { "policy.rules[1].definition.actions.baseBlob.tierToCool": { daysAfterModificationGreaterThan: 30 } },
      why: LIFECYCLE,
    },
    {
      what: "a negative time",
      set: { [`${RULE}.definition.actions.baseBlob.delete.daysAfterModificationGreaterThan`]: -1 },
      why: LIFECYCLE_API,
    },
    { what: "no action", set: { [`${RULE}.definition.actions`]: {} }, why: LIFECYCLE },
    { what: "no rule", set: { "policy.rules": [] }, why: LIFECYCLE },
    { what: "101 rules", set: { "policy.rules": rules(101) }, why: LIFECYCLE },
    { what: "an account that isn't there", set: { accountName: "missing" }, why: LIFECYCLE_API },
    {
      what: "an account's id for its name",
      set: { accountName: of("storage:StorageAccount data") },
      why: LIFECYCLE_API,
    },
    {
      what: "two ages for one action",
      set: { [`${RULE}.definition.actions.baseBlob.delete.daysAfterCreationGreaterThan`]: 1 },
      why: LIFECYCLE_API,
    },
    {
      what: "the last access where it is not tracked",
      set: { [`${RULE}.definition.actions.baseBlob.delete`]: { daysAfterLastAccessTimeGreaterThan: 30 } },
      why: LIFECYCLE_API,
    },
    {
      what: "hot again without looking at the last access",
      set: { [`${RULE}.definition.actions.baseBlob.enableAutoTierToHotFromCool`]: true },
      why: LIFECYCLE_API,
    },
    {
      what: "the last change of tier for deletions",
      set: { [`${RULE}.definition.actions.baseBlob.delete.daysAfterLastTierChangeGreaterThan`]: 7 },
      why: LIFECYCLE_API,
    },
    {
      what: "tags compared for order",
      set: { [`${RULE}.definition.filters.blobIndexMatch`]: [{ name: "a", op: ">", value: "b" }] },
      why: LIFECYCLE_API,
    },
  ],
};

function rules(count: number) {
  const definition = {
    filters: { blobTypes: ["blockBlob"] },
    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 90 } } },
  };
  return Array.from({ length: count }, (_, i) => ({ name: `rule${i}`, type: "Lifecycle", enabled: true, definition }));
}
