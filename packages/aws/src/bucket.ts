import type { Override } from "@isobar/core";
import type { BucketDriver, BucketSpec, NamedLifecycleRule, Plan, Scope } from "@isobar/core/driver";
import { Bucket, type BucketArgs } from "@pulumi/aws/s3/bucket";
import { BucketCorsConfiguration, type BucketCorsConfigurationArgs } from "@pulumi/aws/s3/bucketCorsConfiguration";
import {
  BucketLifecycleConfiguration,
  type BucketLifecycleConfigurationArgs,
} from "@pulumi/aws/s3/bucketLifecycleConfiguration";
import { BucketPolicy, type BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy";
import { BucketPublicAccessBlock, type BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock";
import {
  BucketServerSideEncryptionConfiguration,
  type BucketServerSideEncryptionConfigurationArgs,
} from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration";
import { BucketVersioning, type BucketVersioningArgs } from "@pulumi/aws/s3/bucketVersioning";
import type { s3 } from "@pulumi/aws/types/input";
import { all, type CustomResourceOptions, interpolate, type Resource } from "@pulumi/pulumi";
import { names } from "./names";
import { type Partition, partitionOf } from "./partition";
import { policyDocument } from "./policy";

/** Changes to the arguments of a bucket's children on AWS. */
export interface AwsBucketOverrides {
  bucket?: Override<BucketArgs>;
  publicAccessBlock?: Override<BucketPublicAccessBlockArgs>;
  encryption?: Override<BucketServerSideEncryptionConfigurationArgs>;
  versioning?: Override<BucketVersioningArgs>;
  lifecycle?: Override<BucketLifecycleConfigurationArgs>;
  cors?: Override<BucketCorsConfigurationArgs>;
  policy?: Override<BucketPolicyArgs>;
}

/** What a bucket is built of on AWS. */
export interface AwsBucketNatives {
  readonly bucket: Bucket;
  readonly publicAccessBlock: BucketPublicAccessBlock;
  readonly encryption: BucketServerSideEncryptionConfiguration;
  readonly versioning: BucketVersioning;
  readonly lifecycle: BucketLifecycleConfiguration;
  readonly cors?: BucketCorsConfiguration;
  readonly policy: BucketPolicy;
}

declare module "@isobar/core" {
  interface BucketOverrides {
    aws?: AwsBucketOverrides;
  }
  interface BucketNatives {
    aws?: AwsBucketNatives;
  }
}

const CHILDREN = [
  "bucket",
  "publicAccessBlock",
  "encryption",
  "versioning",
  "lifecycle",
  "cors",
  "policy",
] as const satisfies readonly (keyof AwsBucketOverrides)[];

/** "Lifecycle configuration elements": 1,000 rules, one of which is the housekeeping. */
const MAX_LIFECYCLE_RULES = 999;
/** "Elements of a CORS configuration". */
const MAX_CORS_RULES = 100;
/** Has a dot, which names of the user's rules can't have. */
const HOUSEKEEPING = "isobar.housekeeping";
const UNFINISHED_UPLOAD_DAYS = 7;
/** S3 has no CORS configuration without rules. This one lets in an origin that can't exist: "Reserved Top Level DNS Names". */
const NOBODY: s3.BucketCorsConfigurationCorsRule = {
  allowedOrigins: ["https://nobody.invalid"],
  allowedMethods: ["HEAD"],
};

export const driver: BucketDriver = {
  children: CHILDREN,
  nameRule: names.bucket,
  features: {
    redundancy: ["region"],
    onDelete: ["retain", "delete-if-empty", "delete"],
    undeleteDays: { min: 1, max: 365 },
    maxLifecycleRules: MAX_LIFECYCLE_RULES,
    maxCorsRules: MAX_CORS_RULES,
  },
  check: checkCors,
  create(scope, spec) {
    const bucket = scope.child(
      "bucket",
      Bucket,
      { bucket: spec.physicalName, forceDestroy: spec.onDelete === "delete", tags: scope.tags } satisfies BucketArgs,
      { suffix: "" },
    );
    makeCompanions(scope, bucket, spec);
    const { region } = scope.target;
    const endpoint = all([bucket.bucket, bucket.bucketRegionalDomainName]).apply(([name, domain]) =>
      name.includes(".") ? pathEndpoint(name, region, partitionOf(scope)) : `https://${domain}`,
    );
    return { bucketName: bucket.bucket, url: interpolate`s3://${bucket.bucket}`, endpoint, id: bucket.arn };
  },
  existing(scope, physicalName) {
    const { region } = scope.target;
    const partition = partitionOf(scope);
    return {
      bucketName: physicalName,
      url: interpolate`s3://${physicalName}`,
      endpoint: physicalName.apply((name) =>
        name.includes(".")
          ? pathEndpoint(name, region, partition)
          : `https://${name}.s3.${region}.${partition.dnsSuffix}`,
      ),
      id: interpolate`arn:${partition.name}:s3:::${physicalName}`,
    };
  },
};

/** Certificates do not cover host names of buckets with dots: "Virtual hosting of buckets". */
function pathEndpoint(name: string, region: string, { dnsSuffix }: Partition): string {
  return `https://s3.${region}.${dnsSuffix}/${name}`;
}

/**
 * Makes what belongs to a bucket, one after the other, because S3 answers concurrent changes of one bucket with 409
 * OperationAborted ("Error responses"). All but CORS always exist: one that an argument takes away is kept by `onDelete`.
 */
function makeCompanions(scope: Scope, bucket: Bucket, spec: BucketSpec): void {
  let previous: Resource = bucket;
  const companion = <A extends object, R extends Resource>(
    role: keyof AwsBucketOverrides,
    type: new (name: string, args: A, opts?: CustomResourceOptions) => R,
    args: NoInfer<A>,
  ) => {
    previous = scope.child(role, type, args, { dependsOn: previous });
  };
  const { bucket: name } = bucket;
  companion("publicAccessBlock", BucketPublicAccessBlock, {
    bucket: name,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  companion("encryption", BucketServerSideEncryptionConfiguration, {
    bucket: name,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  });
  // A bucket that had versions can't go back to "Disabled": "Using versioning in S3 buckets".
  const status = spec.versioned || spec.undeleteDays > 0 ? "Enabled" : "Suspended";
  companion("versioning", BucketVersioning, { bucket: name, versioningConfiguration: { status } });
  companion("lifecycle", BucketLifecycleConfiguration, { bucket: name, rules: lifecycleRules(spec) });
  if (spec.corsDeclared) companion("cors", BucketCorsConfiguration, { bucket: name, corsRules: corsRules(spec) });
  companion("policy", BucketPolicy, { bucket: name, policy: bucket.arn.apply(secureTransportOnly) });
}

function lifecycleRules(spec: BucketSpec): s3.BucketLifecycleConfigurationRule[] {
  return [...spec.lifecycle.map(lifecycleRule), housekeeping(spec)];
}

function lifecycleRule(rule: NamedLifecycleRule): s3.BucketLifecycleConfigurationRule {
  const { name, prefix = "", coldAfterDays, expireAfterDays, expireOldVersionsAfterDays } = rule;
  return {
    id: name,
    status: "Enabled",
    filter: { prefix },
    ...(coldAfterDays === undefined ? {} : { transitions: [{ days: coldAfterDays, storageClass: "STANDARD_IA" }] }),
    ...(expireAfterDays === undefined ? {} : { expiration: { days: expireAfterDays } }),
    ...(expireOldVersionsAfterDays === undefined
      ? {}
      : { noncurrentVersionExpiration: { noncurrentDays: expireOldVersionsAfterDays } }),
  };
}

/**
 * Removes what costs and nobody sees: parts of unfinished uploads, delete markers without versions, and on buckets that
 * are versioned only for the sake of `undelete` the versions whose time is over.
 */
function housekeeping({ versioned, undeleteDays }: BucketSpec): s3.BucketLifecycleConfigurationRule {
  return {
    id: HOUSEKEEPING,
    status: "Enabled",
    filter: { prefix: "" },
    abortIncompleteMultipartUpload: { daysAfterInitiation: UNFINISHED_UPLOAD_DAYS },
    expiration: { expiredObjectDeleteMarker: true },
    ...(versioned || undeleteDays === 0 ? {} : { noncurrentVersionExpiration: { noncurrentDays: undeleteDays } }),
  };
}

/** "Elements of a CORS configuration": one wildcard in an origin or a request header, none in a header that is exposed. */
function checkCors(plan: Plan, { cors }: Pick<BucketSpec, "cors">): void {
  for (const [index, rule] of cors.entries()) {
    for (const [property, most] of [
      ["origins", 1],
      ["headers", 1],
      ["exposeHeaders", 0],
    ] as const) {
      const bad = rule[property].find((text) => text.split("*").length - 1 > most);
      if (bad === undefined) continue;
      throw plan.refusal(`cors[${index}].${property}`, "has a text with too many wildcards for S3", {
        given: bad,
        allowed: most === 0 ? 'no "*"' : 'at most one "*" in each',
      });
    }
  }
}

function corsRules({ cors }: BucketSpec): s3.BucketCorsConfigurationCorsRule[] {
  if (cors.length === 0) return [NOBODY];
  return cors.map(({ origins, methods, headers, exposeHeaders, maxAgeSeconds }) => ({
    allowedOrigins: origins,
    allowedMethods: methods,
    ...(headers.length > 0 ? { allowedHeaders: headers } : {}),
    ...(exposeHeaders.length > 0 ? { exposeHeaders } : {}),
    maxAgeSeconds,
  }));
}

/** "Security best practices for Amazon S3": encryption of data in transit. */
function secureTransportOnly(arn: string): string {
  return policyDocument({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
}
