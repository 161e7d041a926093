import assert from "node:assert/strict";
import { Bucket, type BucketArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { natives, refusal, run, statements, waitsFor } from "./testing";

const BUCKET = "aws:s3/bucket:Bucket";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const CORS = "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration";
const COMPANIONS = [
  ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "data-public-access-block"],
  ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "data-encryption"],
  [VERSIONING, "data-versioning"],
  [LIFECYCLE, "data-lifecycle"],
  [CORS, "data-cors"],
  ["aws:s3/bucketPolicy:BucketPolicy", "data-policy"],
] as const;

describe("aws: Bucket", () => {
  it("is private, encrypted, kept and recoverable by default", async () => {
    const recording = await run(() => new Bucket("data"));
    assert.deepEqual(natives(recording), [
      "Bucket data",
      "BucketLifecycleConfiguration data-lifecycle",
      "BucketPolicy data-policy",
      "BucketPublicAccessBlock data-public-access-block",
      "BucketServerSideEncryptionConfiguration data-encryption",
      "BucketVersioning data-versioning",
    ]);
    const { inputs } = recording.find(BUCKET, "data");
    assert.match(String(inputs.bucket), /^data-[0-9a-f]{8}$/);
    assert.deepEqual(inputs, {
      bucket: inputs.bucket,
      forceDestroy: false,
      tags: { project: "shop", stack: "dev" },
    });
    const { bucket: _, ...block } = recording.find(...COMPANIONS[0]).inputs;
    const on = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
    assert.deepEqual(block, on);
    assert.deepEqual(recording.find(...COMPANIONS[1]).inputs.rules, [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    const full = await run(() => new Bucket("data", { cors: [] }));
    for (const [type, name] of [[BUCKET, "data"], ...COMPANIONS] as const) {
      const child = full.find(type, name);
      assert.ok(child.protect && child.retainOnDelete, `${name} is not kept`);
    }
  });

  it("refuses unencrypted connections, by the bucket's own ARN", async () => {
    const recording = await run(() => new Bucket("data", { physicalName: "acme-data" }), { region: "cn-north-1" });
    const [statement] = statements(recording.find("aws:s3/bucketPolicy:BucketPolicy", "data-policy").inputs.policy);
    assert.deepEqual(statement, {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws-cn:s3:::acme-data", "arn:aws-cn:s3:::acme-data/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  it("makes companions one after the other", async () => {
    const recording = await run(() => new Bucket("data", { cors: [] }));
    let previous = "data";
    for (const [type, name] of COMPANIONS) {
      assert.ok(waitsFor(recording, type, name).includes(previous), `${name} does not wait for ${previous}`);
      previous = name;
    }
  });

  it("removes old versions itself only where they exist for the sake of undelete", async () => {
    const housekeeping = async (args: BucketArgs) => {
      const recording = await run(() => new Bucket("data", args));
      const [rule] = recording.find(LIFECYCLE, "data-lifecycle").inputs.rules as Record<string, unknown>[];
      const { versioningConfiguration } = recording.find(VERSIONING, "data-versioning").inputs;
      return { rule, versioningConfiguration };
    };
    const always = {
      id: "isobar.housekeeping",
      status: "Enabled",
      filter: { prefix: "" },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      expiration: { expiredObjectDeleteMarker: true },
    };
    assert.deepEqual(await housekeeping({ undelete: { days: 30 } }), {
      rule: { ...always, noncurrentVersionExpiration: { noncurrentDays: 30 } },
      versioningConfiguration: { status: "Enabled" },
    });
    const versioned = { rule: always, versioningConfiguration: { status: "Enabled" } };
    assert.deepEqual(await housekeeping({ versioned: true }), versioned);
    const plain = { rule: always, versioningConfiguration: { status: "Suspended" } };
    assert.deepEqual(await housekeeping({ undelete: { days: 0 } }), plain);
  });

  it("turns lifecycle rules into S3's, each with a filter", async () => {
    const lifecycle = {
      logs: { prefix: "logs/", coldAfterDays: 30, expireAfterDays: 90 },
      old: { expireOldVersionsAfterDays: 10 },
    };
    const recording = await run(() => new Bucket("data", { versioned: true, lifecycle }));
    const rules = recording.find(LIFECYCLE, "data-lifecycle").inputs.rules as unknown[];
    assert.deepEqual(rules.slice(0, 2), [
      {
        id: "logs",
        status: "Enabled",
        filter: { prefix: "logs/" },
        transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
        expiration: { days: 90 },
      },
      {
        id: "old",
        status: "Enabled",
        filter: { prefix: "" },
        noncurrentVersionExpiration: { noncurrentDays: 10 },
      },
    ]);
  });

  it("lets in pages of other origins, and nobody where no rule is left on a bucket that is kept", async () => {
    const rules = async (args: BucketArgs) =>
      (await run(() => new Bucket("data", args))).find(CORS, "data-cors").inputs.corsRules;
    const rule = { origins: ["https://example.com"], methods: ["GET" as const], headers: ["x-a"] };
    const asked = {
      allowedHeaders: ["x-a"],
      allowedMethods: ["GET"],
      allowedOrigins: rule.origins,
      maxAgeSeconds: 3600,
    };
    assert.deepEqual(await rules({ cors: [rule] }), [asked]);
    assert.deepEqual(await rules({ cors: [] }), [
      { allowedMethods: ["HEAD"], allowedOrigins: ["https://nobody.invalid"] },
    ]);
  });

  it("refuses wildcards that S3 refuses", async () => {
    const rule = { origins: ["https://*.example.com"], methods: ["GET" as const], headers: ["x-*"] };
    const refused = (more: Partial<typeof rule> & { exposeHeaders?: string[] }) =>
      refusal(() => new Bucket("data", { cors: [rule, { ...rule, ...more }] }));
    assert.match(await refused({ origins: ["https://*.example.*"] }), /cors\[1\]\.origins: .*at most one/);
    assert.match(await refused({ headers: ["*-a-*"] }), /cors\[1\]\.headers: .*at most one/);
    assert.match(await refused({ exposeHeaders: ["*"] }), /cors\[1\]\.exposeHeaders: .*no "\*"/);
    await run(() => new Bucket("data", { cors: [rule] }));
  });

  it("is emptied when it goes only with onDelete: delete", async () => {
    const forced = async (onDelete: "delete" | "delete-if-empty") => {
      const { inputs, protect } = (await run(() => new Bucket("data", { onDelete }))).find(BUCKET, "data");
      return [inputs.forceDestroy, protect];
    };
    assert.deepEqual(await forced("delete"), [true, false]);
    assert.deepEqual(await forced("delete-if-empty"), [false, false]);
  });

  it("has outputs in AWS's own forms", async () => {
    const { result } = await run(() => new Bucket("data", { physicalName: "acme-data" }));
    assert.equal(await settled(result.url), "s3://acme-data");
    assert.equal(await settled(result.endpoint), "https://acme-data.s3.eu-central-1.amazonaws.com");
    const ref = { cloud: "aws", kind: "bucket", id: "arn:aws:s3:::acme-data" };
    assert.deepEqual(await settled(result.ref), ref);
  });

  it("reaches a bucket with dots by path, because no certificate covers its host name", async () => {
    const { result } = await run(() => new Bucket("data", { physicalName: "data.acme.com" }));
    assert.equal(await settled(result.endpoint), "https://s3.eu-central-1.amazonaws.com/data.acme.com");
  });

  it("makes nothing of an existing bucket", async () => {
    const recording = await run(() => Bucket.existing("old", { physicalName: "acme-old" }), {
      region: "us-gov-west-1",
    });
    assert.deepEqual(natives(recording), []);
    assert.equal(await settled(recording.result.endpoint), "https://acme-old.s3.us-gov-west-1.amazonaws.com");
    assert.equal((await settled(recording.result.ref)).id, "arn:aws-us-gov:s3:::acme-old");
  });

  it("refuses names that S3 refuses", async () => {
    for (const physicalName of ["Data", "a", "10.0.0.1", "xn--data", "data-s3alias", "a..b", "data-"]) {
      assert.match(
        await refusal(() => new Bucket("data", { physicalName })),
        /not a name that a S3 bucket can have/,
        physicalName,
      );
    }
  });
});
