import type { BucketDriver, BucketParts, BucketSpec, Scope } from "@isobar/core/driver";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import { BlobContainer } from "@pulumi/azure-native/storage/blobContainer";
import { BlobServiceProperties } from "@pulumi/azure-native/storage/blobServiceProperties";
import { ManagementPolicy } from "@pulumi/azure-native/storage/managementPolicy";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount";
import { interpolate } from "@pulumi/pulumi";
import * as names from "../names";
import { existingBucket } from "./existing";
import { policyRules } from "./lifecycle";
import { skuOf } from "./redundancy";

/** The one container of the account. */
const CONTAINER = "data";

/** A bucket is a storage account of its own with one container, in a resource group of its own that is kept with it. */
export const driver: BucketDriver = {
  children: ["resourceGroup", "account", "blobService", "container", "lifecycle"],
  nameRule: names.storageAccount,
  features: {
    redundancy: ["zone", "region", "multi-region"],
    // An account is always deleted with all it holds.
    onDelete: ["retain", "delete"],
    undeleteDays: { min: 1, max: 365 },
    // Azure has 100, and one of ours may take two.
    maxLifecycleRules: 50,
    maxCorsRules: 5,
  },
  create,
  existing: (scope, physicalName) => existingBucket(scope, physicalName, CONTAINER),
};

function create(scope: Scope, spec: BucketSpec): BucketParts {
  const sku = skuOf(scope, spec.redundancy);
  const group = scope.child(
    "resourceGroup",
    ResourceGroup,
    {
      resourceGroupName: scope.physicalName(names.resourceGroup, "group"),
      location: scope.target.region,
      tags: scope.tags,
    },
    { suffix: "group" },
  );
  const account = makeAccount(scope, spec, group, sku);
  const place = { resourceGroupName: group.name, accountName: account.name };
  const blobService = scope.child("blobService", BlobServiceProperties, { ...place, ...serviceSettings(spec) });
  // Changes of one account at the same time are refused, so its parts are made one after another.
  const container = scope.child(
    "container",
    BlobContainer,
    { ...place, containerName: CONTAINER, publicAccess: "None" },
    { dependsOn: [blobService] },
  );
  scope.child(
    "lifecycle",
    ManagementPolicy,
    { ...place, managementPolicyName: "default", policy: { rules: policyRules(spec.lifecycle, CONTAINER) } },
    { dependsOn: [container] },
  );
  const endpoint = account.primaryEndpoints.blob;
  return { bucketName: account.name, endpoint, url: interpolate`${endpoint}${CONTAINER}`, id: container.id };
}

function makeAccount(scope: Scope, spec: BucketSpec, group: ResourceGroup, sku: ReturnType<typeof skuOf>) {
  return scope.child(
    "account",
    StorageAccount,
    {
      accountName: spec.physicalName,
      resourceGroupName: group.name,
      location: scope.target.region,
      kind: "StorageV2",
      sku: { name: sku },
      accessTier: "Hot",
      minimumTlsVersion: "TLS1_2",
      enableHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      // Identities only: no keys and no signatures made with them ("Prevent Shared Key authorization").
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      allowCrossTenantReplication: false,
      // Reachable from anywhere for who has a role: machines of other networks have no private endpoint.
      publicNetworkAccess: "Enabled",
      networkRuleSet: { defaultAction: "Allow", bypass: "AzureServices" },
      tags: scope.tags,
    },
    { suffix: "" },
  );
}

/** Versioning, soft delete and CORS belong to the account's blob service, not to the container. */
function serviceSettings({ versioned, undeleteDays, cors }: BucketSpec) {
  const retention = undeleteDays > 0 ? { enabled: true, days: undeleteDays } : { enabled: false };
  return {
    blobServicesName: "default",
    isVersioningEnabled: versioned,
    // Covers overwritten blobs too ("Soft delete for blobs").
    deleteRetentionPolicy: retention,
    containerDeleteRetentionPolicy: retention,
    cors: {
      corsRules: cors.map(({ origins, methods, headers, exposeHeaders, maxAgeSeconds }) => ({
        allowedOrigins: origins,
        allowedMethods: methods,
        allowedHeaders: orEmpty(headers),
        exposedHeaders: orEmpty(exposeHeaders),
        maxAgeInSeconds: maxAgeSeconds,
      })),
    },
  };
}

/** The element must be there, and is empty where there are none ("Set Blob Service Properties"). */
function orEmpty(headers: readonly string[]): string[] {
  return headers.length > 0 ? [...headers] : [""];
}
