import type { Land } from "../testing/land";
import { rules } from "../testing/rules";
import { types } from "./types";

function scene(land: Land) {
  const bucket = land.make(types.bucket, { bucket: "acme-data" });
  const far = land.make(types.bucket, { bucket: "acme-far" }, "eu-west-1");
  land.make(types.bucket, { bucket: "acme-locked", objectLockEnabled: true });
  return { land, bucket, far };
}

const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, ""]));
const name = (bucket: string) => ({ bucket });

rules(types.bucket, scene, name("acme-logs"), [
  ["has a name of 3 to 63", name("abc"), name("ab"), /InvalidBucketName/],
  ["has a name in lower case", name("acme.logs"), name("Acme-logs"), /InvalidBucketName/],
  ["has a name that is no address", name("10-0-0-1"), name("10.0.0.1"), /InvalidBucketName/],
  ["has a name that nobody has", {}, name("logs"), /HostID: \S+, BucketAlreadyExists: $/],
  [
    "has a name that the account does not have in any region",
    {},
    name("acme-far"),
    /StatusCode: 409, .*BucketAlreadyOwnedByYou: $/,
  ],
  [
    "has a prefix of 37",
    { bucket: undefined, bucketPrefix: "p".repeat(37) },
    { bucket: undefined, bucketPrefix: "p".repeat(38) },
    /bucket_prefix/,
  ],
  ["has a name or a prefix", {}, { bucketPrefix: "acme-" }, /"bucket": conflicts with bucket_prefix/],
  ["has an access list that there is", { acl: "private" }, { acl: "secret" }, /acl to be one of/],
  ["has tags of some characters", { tags: { a: "b" } }, { tags: { a: "b*" } }, /InvalidTag: The TagValue/],
  ["has keys of some characters", { tags: { "a b": "" } }, { tags: { "a*": "" } }, /InvalidTag: The TagKey/],
  ["has 50 tags", { tags: tags(50) }, { tags: tags(51) }, /Bucket tag count cannot be greater than 50/],
  ["has no tags of the system", { tags: { aws: "" } }, { tags: { "aws:x": "" } }, /System tags/],
]);

const days = (...transitions: [number, string][]) =>
  transitions.map(([day, storageClass]) => ({ days: day, storageClass }));
const unfinished = { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
const lifecycle = (...changes: object[]) => ({
  rules: changes.map((change, index) => ({
    id: `r${index}`,
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { days: 90 },
    ...change,
  })),
});

rules(types.bucketLifecycle, scene, { ...name("acme-data"), ...lifecycle({}) }, [
  [
    "is of a bucket that is there",
    {},
    name("acme-gone"),
    /creating S3 Bucket \(acme-gone\) Lifecycle Configuration: .*StatusCode: 404, .*NoSuchBucket/,
  ],
  ["is of a bucket of the region", {}, name("acme-far"), /StatusCode: 301, .*PermanentRedirect/],
  ["has rules with or without a filter", lifecycle({ filter: undefined }), { rules: [] }, /at least 1 elements/],
  [
    "has rules with a filter or a prefix",
    lifecycle({ filter: undefined, prefix: "a" }),
    lifecycle({ prefix: "a" }),
    /Base level prefix cannot be used/,
  ],
  [
    "filters in one way",
    lifecycle({ filter: { objectSizeGreaterThan: 1 } }),
    lifecycle({ filter: { prefix: "a", objectSizeGreaterThan: 1 } }),
    /MalformedXML/,
  ],
  [
    "filters sizes that there are",
    lifecycle({ filter: { and: { objectSizeGreaterThan: 1, objectSizeLessThan: 2 } } }),
    lifecycle({ filter: { and: { objectSizeGreaterThan: 2, objectSizeLessThan: 2 } } }),
    /'ObjectSizeLessThan' has to be a value greater/,
  ],
  [
    "expires by days or at a date",
    lifecycle({ expiration: { date: "2030-01-01T00:00:00Z" } }),
    lifecycle({ expiration: { days: 1, date: "2030-01-01T00:00:00Z" } }),
    /MalformedXML/,
  ],
  [
    "keeps 100 old versions",
    lifecycle({ noncurrentVersionExpiration: { noncurrentDays: 1, newerNoncurrentVersions: 100 } }),
    lifecycle({ noncurrentVersionExpiration: { noncurrentDays: 1, newerNoncurrentVersions: 101 } }),
    /must be at most 100/,
  ],
  [
    "moves data to colder classes",
    lifecycle({ transitions: days([30, "STANDARD_IA"], [60, "GLACIER"]) }),
    lifecycle({ transitions: days([30, "GLACIER"], [60, "STANDARD_IA"]) }),
    /must be greater than 'Days' in the 'Transition' action/,
  ],
  [
    "clears delete markers without tags",
    lifecycle({ expiration: { expiredObjectDeleteMarker: true } }),
    lifecycle({ filter: { tag: { key: "a", value: "b" } }, expiration: { expiredObjectDeleteMarker: true } }),
    /ExpiredObjectDeleteMarker cannot be specified with Tags/,
  ],
  [
    "has rules that do something",
    lifecycle({ expiration: undefined, transitions: days([30, "STANDARD_IA"]) }),
    lifecycle({ expiration: undefined }),
    /At least one action/,
  ],
  [
    "has rules that are on or off",
    lifecycle({ status: "Disabled" }),
    lifecycle({ status: "On" }),
    /status to be one of/,
  ],
  [
    "moves to colder classes only",
    lifecycle({ transitions: days([30, "GLACIER_IR"]) }),
    lifecycle({ transitions: days([30, "STANDARD"]) }),
    /storage_class to be one of/,
  ],
  [
    "moves old versions to colder classes only",
    lifecycle({ noncurrentVersionTransitions: [{ noncurrentDays: 30, storageClass: "DEEP_ARCHIVE" }] }),
    lifecycle({ noncurrentVersionTransitions: [{ noncurrentDays: 30, storageClass: "COLD" }] }),
    /storage_class to be one of/,
  ],
  [
    "moves on a day or after days",
    lifecycle({ transitions: [{ date: "2036-01-01T00:00:00Z", storageClass: "GLACIER" }] }),
    lifecycle({ transitions: [{ date: "2036-01-01T00:00:00Z", days: 30, storageClass: "GLACIER" }] }),
    /"date": conflicts with days/,
  ],
  [
    "keeps old versions for a day",
    lifecycle({ noncurrentVersionExpiration: { noncurrentDays: 1 } }),
    lifecycle({ noncurrentVersionExpiration: { noncurrentDays: 0 } }),
    /noncurrent_days value must be at least 1, got: 0/,
  ],
  [
    "ends uploads without looking at tags",
    lifecycle({ ...unfinished, filter: { prefix: "a" } }),
    lifecycle({ ...unfinished, filter: { tag: { key: "a", value: "b" } } }),
    /InvalidRequest: AbortIncompleteMultipartUpload cannot be specified with Tags/,
  ],
  ["has rules told apart", lifecycle({}, {}), lifecycle({ id: "a" }, { id: "a" }), /Rule ID must be unique/],
  ["has rules with a name of 255", lifecycle({ id: "a".repeat(255) }), lifecycle({ id: "a".repeat(256) }), /ID length/],
  ["has 1,000 rules", lifecycle(...Array(1000).fill({})), lifecycle(...Array(1001).fill({})), /MalformedXML/],
  [
    "lets expire after a day",
    lifecycle({ expiration: { days: 1 } }),
    lifecycle({ expiration: { days: 0 } }),
    /positive integer/,
  ],
  [
    "lets data or markers expire",
    lifecycle({ expiration: { expiredObjectDeleteMarker: true } }),
    lifecycle({ expiration: { days: 1, expiredObjectDeleteMarker: true } }),
    /MalformedXML/,
  ],
  [
    "makes cold after 30 days",
    lifecycle({ transitions: days([30, "ONEZONE_IA"]) }),
    lifecycle({ transitions: days([29, "ONEZONE_IA"]) }),
    /greater than or equal to 30/,
  ],
  [
    "makes cold before it expires",
    lifecycle({ transitions: days([89, "GLACIER"]) }),
    lifecycle({ transitions: days([90, "GLACIER"]) }),
    /must be greater than 'Days' in the Transition/,
  ],
]);

const cors = (change: object) => ({
  corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["https://acme.example"], ...change }],
});

rules(types.bucketCors, scene, { ...name("acme-data"), ...cors({}) }, [
  [
    "knows five methods",
    cors({ allowedMethods: ["HEAD"] }),
    cors({ allowedMethods: ["OPTIONS"] }),
    /Unsupported method is OPTIONS/,
  ],
  [
    "has one wildcard in an origin",
    cors({ allowedOrigins: ["https://*.example"] }),
    cors({ allowedOrigins: ["https://*.*"] }),
    /AllowedOrigin "https:\/\/\*\.\*" can not have more/,
  ],
  [
    "has one wildcard in a header",
    cors({ allowedHeaders: ["x-*"] }),
    cors({ allowedHeaders: ["x-*-*"] }),
    /AllowedHeader/,
  ],
  ["exposes headers by name", cors({ exposeHeaders: ["x-a"] }), cors({ exposeHeaders: ["*"] }), /ExposeHeader/],
  ["has ids of 255", cors({ id: "i".repeat(255) }), cors({ id: "i".repeat(256) }), /longer than 255/],
  ["has rules", {}, { corsRules: [] }, /MalformedXML/],
  [
    "has 100 rules",
    { corsRules: Array(100).fill(cors({}).corsRules[0]) },
    { corsRules: Array(101).fill(cors({}).corsRules[0]) },
    /allowed limit of 100/,
  ],
]);

const allow = {
  Effect: "Allow",
  Principal: { AWS: "123456789012" },
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::acme-data/*",
};
const policy = (change: object = {}) => ({
  policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ ...allow, ...change }] }),
});

rules(types.bucketPolicy, scene, { ...name("acme-data"), ...policy() }, [
  ["is JSON", {}, { policy: "allow" }, /invalid JSON/],
  ["has statements", {}, { policy: "{}" }, /MalformedPolicy: Missing required field Statement/],
  [
    "names somebody",
    policy({ Effect: "Deny", Principal: "*" }),
    policy({ Principal: undefined }),
    /Missing required field Principal/,
  ],
  [
    "names somebody who can be",
    policy({ Principal: { Service: "delivery.logs.amazonaws.com" } }),
    policy({ Principal: { AWS: "me" } }),
    /Invalid principal in policy/,
  ],
  [
    "names a role that is there",
    policy({ Principal: { AWS: "arn:aws:iam::123456789012:role/aws-service-role/a.amazonaws.com/b" } }),
    policy({ Principal: { AWS: "arn:aws:iam::123456789012:role/gone" } }),
    /MalformedPolicy: Invalid principal in policy/,
  ],
  [
    "has conditions that there are",
    policy({ Condition: { "ForAnyValue:StringNotEqualsIgnoreCaseIfExists": { "aws:PrincipalOrgPaths": "o" } } }),
    policy({ Condition: { IsTrue: { "aws:SecureTransport": "false" } } }),
    /MalformedPolicy: Invalid Condition type : IsTrue/,
  ],
  [
    "names actions of S3",
    policy({ Action: "s3:*" }),
    policy({ Action: "ec2:RunInstances" }),
    /Policy has invalid action/,
  ],
  [
    "names objects for what is done to objects",
    policy({ Action: "s3:ListBucket", Resource: "arn:aws:s3:::acme-data" }),
    policy({ Resource: "arn:aws:s3:::acme-data" }),
    /Action does not apply to any resource/,
  ],
  [
    "names the bucket for what is done to buckets",
    policy({ Action: "s3:*", Resource: "arn:aws:s3:::acme-data" }),
    policy({ Action: "s3:ListBucket" }),
    /Action does not apply to any resource/,
  ],
  [
    "names both by wildcards",
    policy({ Action: ["s3:ListBucket", "s3:GetObject"], Resource: "arn:aws:s3:::acme-data*" }),
    policy({ Resource: "arn:aws:s3:::acme-*" }),
    /Policy has invalid resource/,
  ],
  [
    "names its own bucket",
    policy({ Resource: ["arn:aws:s3:::acme-data/a/*"] }),
    policy({ Resource: "arn:aws:s3:::acme-far/*" }),
    /Policy has invalid resource/,
  ],
  [
    "is of 20 KB",
    policy({ Sid: "a".repeat(20_000) }),
    policy({ Sid: "a".repeat(21_000) }),
    /exceeds the maximum allowed document size/,
  ],
  [
    "opens the bucket to all only where that is not blocked",
    opened,
    policy({ Principal: "*" }),
    /StatusCode: 403, .*BlockPublicPolicy/,
  ],
]);

function opened({ land }: ReturnType<typeof scene>) {
  land.make(types.bucketPublicAccessBlock, { bucket: "acme-data", blockPublicPolicy: false });
  return policy({ Principal: "*" });
}

const encryption = (applyServerSideEncryptionByDefault: object) => ({
  rules: [{ applyServerSideEncryptionByDefault }],
});

rules(types.bucketEncryption, scene, { ...name("acme-data"), ...encryption({ sseAlgorithm: "AES256" }) }, [
  [
    "is of a kind that S3 knows",
    encryption({ sseAlgorithm: "aws:kms" }),
    encryption({ sseAlgorithm: "aes" }),
    /sse_algorithm to be one of/,
  ],
  ["has a rule", {}, { rules: [] }, /MalformedXML/],
  [
    "has a key where there can be one",
    encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "k" }),
    encryption({ sseAlgorithm: "AES256", kmsMasterKeyId: "k" }),
    /a KMSMasterKeyID is not applicable/,
  ],
]);

rules(types.bucketVersioning, scene, { ...name("acme-data"), versioningConfiguration: { status: "Enabled" } }, [
  [
    "is on or off",
    { versioningConfiguration: { status: "Suspended" } },
    { versioningConfiguration: { status: "On" } },
    /status to be one of/,
  ],
  [
    "stays on where objects are locked",
    name("acme-locked"),
    { ...name("acme-locked"), versioningConfiguration: { status: "Suspended" } },
    /InvalidBucketState: An Object Lock configuration/,
  ],
  [
    "is of a bucket of the account that is expected",
    { expectedBucketOwner: "123456789012" },
    { expectedBucketOwner: "111122223333" },
    /StatusCode: 403, .*AccessDenied/,
  ],
  [
    "asks for a second factor with one",
    { versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" }, mfa: "arn:aws:iam::1:mfa/a 123456" },
    { versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" } },
    /StatusCode: 403, .*AccessDenied: Mfa Authentication must be used for this request/,
  ],
]);

rules(types.logGroup, (land) => land.make(types.logGroup, { name: "one" }), { name: "flow" }, [
  ["has a name of some characters", { name: "/a/b.c#1" }, { name: "a b" }, /isn't a valid log group name/],
  ["has a name of 512", { name: "n".repeat(512) }, { name: "n".repeat(513) }, /longer than 512/],
  ["has a name that is not of AWS", { name: "/aws/own" }, { name: "aws/own" }, /reserved for AWS/],
  ["has a name of its own", {}, { name: "one" }, /ResourceAlreadyExistsException/],
  [
    "keeps for some numbers of days",
    { retentionInDays: 30 },
    { retentionInDays: 31 },
    /retention_in_days to be one of \[0 1 3 5/,
  ],
  [
    "has a key by ARN",
    { kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/k" },
    { kmsKeyId: "alias/logs" },
    /"kms_key_id" \(alias\/logs\) is an invalid ARN/,
  ],
]);

rules(
  types.parameter,
  (land) => land.make(types.parameter, { name: "one", type: "String", value: "x" }),
  { name: "web", type: "String", value: "x" },
  [
    ["has a name that is not of AWS", { name: "/a/aws" }, { name: "/aws/own" }, /No access to reserved parameter name/],
    ["has a plain name", { name: "a.b-c_d" }, { name: "ssm-own" }, /ValidationException: Parameter name/],
    ["has 15 levels", { name: "/a".repeat(15) }, { name: "/a".repeat(16) }, /HierarchyLevelLimitExceeded/],
    [
      "has 4,096 characters",
      { value: "x".repeat(4096) },
      { value: "x".repeat(4097) },
      /maximum parameter value of 4096/,
    ],
    [
      "has 8,192 characters if it is advanced",
      { tier: "Advanced", value: "x".repeat(8192) },
      { tier: "Advanced", value: "x".repeat(8193) },
      /8192/,
    ],
    [
      "has a value of its pattern",
      { allowedPattern: "^[a-z]+$" },
      { allowedPattern: "^[0-9]+$" },
      /, ParameterPatternMismatchException: Parameter value, cannot be validated against allowedPattern: \^\[0-9\]\+\$/,
    ],
    ["is of a type", { type: "SecureString" }, { type: "Text" }, /type to be one of/],
    [
      "has a name of its own, or takes another's over",
      { name: "one", overwrite: true },
      { name: "one" },
      /ParameterAlreadyExists/,
    ],
  ],
);
