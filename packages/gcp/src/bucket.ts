import type { BucketDriver, BucketParts, BucketSpec, Scope } from "@isobar/core/driver";
import { Bucket, type BucketArgs } from "@pulumi/gcp/storage/bucket";
import type { Output } from "@pulumi/pulumi";
import { bucketLocation } from "./bucket-location";
import { lifecycleRules, MAX_RULES, MOST_RULES_OF_ONE } from "./lifecycle";
import { bucketName } from "./names";

const SECONDS_A_DAY = 86_400;

/** Buckets of Cloud Storage. Everything is part of one native resource. */
export const driver: BucketDriver = {
  children: ["bucket"],
  nameRule: bucketName,
  features: {
    redundancy: ["region", "multi-region"],
    onDelete: ["retain", "delete-if-empty", "delete"],
    // "Soft delete": 7 to 90 days, or 0 to turn it off.
    undeleteDays: { min: 7, max: 90 },
    maxLifecycleRules: Math.floor(MAX_RULES / MOST_RULES_OF_ONE),
    maxCorsRules: 100,
  },
  check(plan, spec) {
    bucketLocation(plan, spec.redundancy);
  },
  create(scope, spec) {
    const bucket = scope.child("bucket", Bucket, bucketArgs(scope, spec), { suffix: "" });
    return partsOf(bucket.name);
  },
  existing: (_, physicalName) => partsOf(physicalName),
};

function bucketArgs(scope: Scope, spec: BucketSpec): BucketArgs {
  return {
    name: spec.physicalName,
    location: bucketLocation(scope.plan, spec.redundancy),
    storageClass: "STANDARD",
    uniformBucketLevelAccess: true,
    publicAccessPrevention: "enforced",
    versioning: { enabled: spec.versioned },
    softDeletePolicy: { retentionDurationSeconds: spec.undeleteDays * SECONDS_A_DAY },
    lifecycleRules: spec.lifecycle.flatMap(lifecycleRules),
    cors: spec.cors.map(({ origins, methods, headers, exposeHeaders, maxAgeSeconds }) => ({
      origins,
      methods,
      // "Cross-origin resource sharing (CORS)": one list for request headers and for those that a page may read.
      responseHeaders: [...new Set([...headers, ...exposeHeaders])],
      maxAgeSeconds,
    })),
    forceDestroy: spec.onDelete === "delete",
    labels: scope.tags,
  };
}

function partsOf(name: Output<string>): BucketParts {
  return {
    bucketName: name,
    url: name.apply((known) => `gs://${known}`),
    endpoint: name.apply((known) => `https://storage.googleapis.com/${known}`),
    id: name,
  };
}
