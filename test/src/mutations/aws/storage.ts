import { type Existing, of, type Table, tags } from "../mutation.js";

const NAMES = "Amazon S3 User Guide: General purpose bucket naming rules";
const TAGS = "Amazon S3 User Guide: Using cost allocation S3 bucket tags";
const LIFECYCLE = "Amazon S3 User Guide: Lifecycle configuration elements";
const TRANSITIONS = "Amazon S3 User Guide: Transitioning objects using Amazon S3 Lifecycle";
const LIFECYCLE_API = "Amazon S3 API Reference: LifecycleRule";
const LIFECYCLE_ARGUMENTS = "Pulumi Registry: aws.s3.BucketLifecycleConfiguration";
const CORS = "Amazon S3 User Guide: Elements of a CORS configuration";
const CORS_API = "Amazon S3 API Reference: CORSRule";
const VERSIONING = "Amazon S3 API Reference: PutBucketVersioning";
const ENCRYPTION = "Amazon S3 API Reference: ServerSideEncryptionByDefault";
const POLICIES = "Amazon S3 User Guide: Policies and permissions in Amazon S3";
const PUT_POLICY = "Amazon S3 API Reference: PutBucketPolicy";
const NO_BUCKET = "Amazon S3 API Reference: Error responses";

const DAY_RULE = { status: "Enabled", filter: { prefix: "" }, expiration: { days: 90 } };
const MISSING = { bucket: "a-bucket-that-is-not-there" };

const policy = (more: object) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", ...more }] });
const forBucket = (more: object) => (there: Existing) =>
  policy({ Action: "s3:*", Principal: "*", Resource: `${there.output("s3/bucket:Bucket data", "arn")}/*`, ...more });

/** Mistakes in buckets and their companions. */
export const storage: Table = {
  "s3/bucket:Bucket data": [
    { what: "a name with capitals", set: { bucket: "Shop-Data" }, why: NAMES },
    { what: "a name with an underscore", set: { bucket: "shop_data" }, why: NAMES },
    { what: "a name of two characters", set: { bucket: "ab" }, why: NAMES },
    { what: "a name of 64 characters", set: { bucket: "b".repeat(64) }, why: NAMES },
    { what: "an IP address as a name", set: { bucket: "192.168.5.4" }, why: NAMES },
    { what: "a name that starts with a hyphen", set: { bucket: "-shop-data" }, why: NAMES },
    { what: "a name with two dots in a row", set: { bucket: "shop..data" }, why: NAMES },
    { what: "a reserved prefix", set: { bucket: "xn--shop-data" }, why: NAMES },
    { what: "a reserved suffix", set: { bucket: "shop-data-s3alias" }, why: NAMES },
    { what: "a word for a boolean", set: { forceDestroy: "maybe" }, why: "Pulumi Registry: aws.s3.Bucket" },
    {
      what: "an access list that is none",
      set: { acl: "secret" },
      why: "Pulumi Registry: aws.s3.Bucket",
    },
    {
      what: "a name and a prefix of one",
      set: { bucket: "shop-data", bucketPrefix: "shop-" },
      why: "Pulumi Registry: aws.s3.Bucket",
    },
    { what: "51 tags", set: { tags: tags(51) }, why: TAGS },
    { what: "the same name again", at: "again", why: "Amazon S3 API Reference: CreateBucket" },
    { what: "another name", at: "replace", set: { bucket: "shop-data-2026" }, why: "Pulumi Registry: aws.s3.Bucket" },
  ],
  "s3/bucketVersioning:BucketVersioning data-versioning": [
    { what: "a status that is none", set: { "versioningConfiguration.status": "On" }, why: VERSIONING },
    { what: "a bucket that isn't there", set: MISSING, why: NO_BUCKET },
    { what: "no bucket", set: { bucket: undefined }, why: VERSIONING },
    {
      what: "never versioned, after it was",
      at: "update",
      set: { "versioningConfiguration.status": "Disabled" },
      why: "Pulumi Registry: aws.s3.BucketVersioning",
    },
    {
      what: "deletion with a second factor that isn't given",
      set: { "versioningConfiguration.mfaDelete": "Enabled" },
      why: VERSIONING,
    },
    {
      what: "another account's bucket",
      set: { expectedBucketOwner: "111122223333" },
      why: "Amazon S3 User Guide: Verifying bucket ownership with bucket owner condition",
    },
  ],
  "s3/bucketPublicAccessBlock:BucketPublicAccessBlock data-public-access-block": [
    { what: "a bucket that isn't there", set: MISSING, why: NO_BUCKET },
    {
      what: "a word for a boolean",
      set: { blockPublicAcls: "all" },
      why: "Pulumi Registry: aws.s3.BucketPublicAccessBlock",
    },
  ],
  "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration data-encryption": [
    {
      what: "an algorithm that is none",
      set: { "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm": "AES128" },
      why: ENCRYPTION,
    },
    {
      what: "a key with S3's own encryption",
      set: { "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId": "alias/shop" },
      why: ENCRYPTION,
    },
    { what: "a bucket that isn't there", set: MISSING, why: NO_BUCKET },
    { what: "no rule", set: { rules: undefined }, why: ENCRYPTION },
    { what: "no rule", set: { rules: [] }, why: "Amazon S3 API Reference: PutBucketEncryption" },
  ],
  "s3/bucketCorsConfiguration:BucketCorsConfiguration data-cors": [
    { what: "a method that S3 hasn't", set: { "corsRules[0].allowedMethods": ["PATCH"] }, why: CORS },
    { what: "a method in lower case", set: { "corsRules[0].allowedMethods": ["get"] }, why: CORS },
    { what: "no method", set: { "corsRules[0].allowedMethods": undefined }, why: CORS_API },
    {
      what: "an origin with two wildcards",
      set: { "corsRules[0].allowedOrigins": ["https://*.*.example.com"] },
      why: CORS,
    },
    {
      what: "a header with two wildcards",
      set: { "corsRules[0].allowedHeaders": ["x-*-amz-*"] },
      why: CORS,
    },
    {
      what: "101 rules",
      set: { corsRules: Array.from({ length: 101 }, () => ({ allowedMethods: ["GET"], allowedOrigins: ["*"] })) },
      why: "Amazon S3 API Reference: PutBucketCors",
    },
    { what: "a time that is no number", set: { "corsRules[0].maxAgeSeconds": "long" }, why: CORS_API },
    { what: "a bucket that isn't there", set: MISSING, why: NO_BUCKET },
    { what: "no rule", set: { corsRules: [] }, why: "Amazon S3 API Reference: PutBucketCors" },
    { what: "an id of 256 characters", set: { "corsRules[0].id": "i".repeat(256) }, why: CORS_API },
  ],
  "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration data-lifecycle": [
    { what: "STANDARD_IA after 29 days", set: { "rules[0].transitions[0].days": 29 }, why: TRANSITIONS },
    { what: "deleted on the day of the move", set: { "rules[0].expiration.days": 30 }, why: LIFECYCLE },
    { what: "two rules of one id", set: { "rules[1].id": "logs" }, why: LIFECYCLE },
    { what: "an id of 256 characters", set: { "rules[0].id": "i".repeat(256) }, why: LIFECYCLE },
    { what: "a status that is none", set: { "rules[0].status": "On" }, why: LIFECYCLE },
    {
      what: "a class that is none",
      set: { "rules[0].transitions[0].storageClass": "COLD" },
      why: LIFECYCLE_API,
    },
    {
      what: "a move to STANDARD",
      set: { "rules[0].transitions[0].storageClass": "STANDARD" },
      why: TRANSITIONS,
    },
    {
      what: "deleted after no day",
      set: { "rules[0].expiration.days": 0, "rules[0].transitions": undefined },
      why: LIFECYCLE,
    },
    {
      what: "old versions deleted after no day",
      set: { "rules[0].noncurrentVersionExpiration.noncurrentDays": 0 },
      why: LIFECYCLE_ARGUMENTS,
    },
    {
      what: "a rule that does nothing",
      set: { "rules[1].expiration": undefined, "rules[1].abortIncompleteMultipartUpload": undefined },
      why: LIFECYCLE,
    },
    { what: "days and delete markers", set: { "rules[1].expiration.days": 5 }, why: LIFECYCLE },
    {
      what: "unfinished uploads by tag",
      set: { "rules[1].filter": { tag: { key: "team", value: "shop" } }, "rules[1].expiration": undefined },
      why: LIFECYCLE,
    },
    {
      what: "a day and a number of days",
      set: { "rules[0].transitions[0].date": "2030-01-01T00:00:00Z" },
      why: LIFECYCLE_API,
    },
    {
      what: "1,001 rules",
      set: { rules: Array.from({ length: 1001 }, (_, i) => ({ ...DAY_RULE, id: `rule-${i}` })) },
      why: "Amazon S3 API Reference: PutBucketLifecycleConfiguration",
    },
    { what: "a bucket that isn't there", set: MISSING, why: NO_BUCKET },
    { what: "no rule", set: { rules: [] }, why: LIFECYCLE_ARGUMENTS },
    { what: "a filter and a prefix", set: { "rules[1].prefix": "a/" }, why: LIFECYCLE_API },
    {
      what: "two ways to filter",
      set: { "rules[1].filter": { prefix: "a/", objectSizeGreaterThan: 1 } },
      why: "Amazon S3 API Reference: LifecycleRuleFilter",
    },
    {
      what: "sizes that no object has",
      set: { "rules[1].filter": { and: { objectSizeGreaterThan: 2, objectSizeLessThan: 1 } } },
      why: LIFECYCLE,
    },
    {
      what: "delete markers by tag",
      set: {
        "rules[1].filter": { tag: { key: "team", value: "shop" } },
        "rules[1].abortIncompleteMultipartUpload": undefined,
      },
      why: LIFECYCLE,
    },
    {
      what: "101 old versions kept",
      set: { "rules[0].noncurrentVersionExpiration.newerNoncurrentVersions": 101 },
      why: LIFECYCLE_API,
    },
    {
      what: "a move back to a warmer class",
      set: {
        "rules[0].transitions": [
          { days: 30, storageClass: "GLACIER" },
          { days: 60, storageClass: "STANDARD_IA" },
        ],
      },
      why: TRANSITIONS,
    },
  ],
  "s3/bucketPolicy:BucketPolicy data-policy": [
    { what: "a policy that doesn't parse", set: { policy: "deny" }, why: POLICIES },
    {
      what: "a policy without principal",
      set: { policy: forBucket({ Principal: undefined }) },
      why: POLICIES,
    },
    {
      what: "a principal that isn't there",
      set: { policy: forBucket({ Principal: { AWS: "arn:aws:iam::123456789012:role/nobody" } }) },
      why: POLICIES,
    },
    {
      what: "another bucket's objects",
      set: { policy: forBucket({ Resource: "arn:aws:s3:::another-bucket/*" }) },
      why: POLICIES,
    },
    {
      what: "another service's action",
      set: { policy: forBucket({ Action: "ec2:StopInstances" }) },
      why: POLICIES,
    },
    {
      what: "a condition that is none",
      set: { policy: forBucket({ Condition: { IsTrue: { "aws:SecureTransport": "false" } } }) },
      why: POLICIES,
    },
    {
      what: "read by everybody, which is blocked",
      set: { policy: forBucket({ Effect: "Allow", Action: "s3:GetObject" }) },
      why: "Amazon S3 User Guide: Blocking public access to your Amazon S3 storage",
    },
    { what: "more than 20 KB", set: { policy: forBucket({ Sid: "x".repeat(20_481) }) }, why: PUT_POLICY },
    { what: "a bucket's ARN for its name", set: { bucket: of("s3/bucket:Bucket data", "arn") }, why: PUT_POLICY },
    {
      what: "an action on objects for the bucket",
      set: {
        policy: (there: Existing) =>
          policy({ Action: "s3:GetObject", Principal: "*", Resource: there.output("s3/bucket:Bucket data", "arn") }),
      },
      why: POLICIES,
    },
    {
      what: "an action on the bucket for its objects",
      set: { policy: forBucket({ Action: "s3:ListBucket" }) },
      why: POLICIES,
    },
  ],
};
