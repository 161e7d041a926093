import assert from "node:assert/strict";
import { Bucket, type BucketArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { refusal, run } from "./simulated.test.helper";

const TYPE = "gcp:storage/bucket:Bucket";

async function inputsOf(args: BucketArgs, region?: string) {
  const { find } = await run(() => new Bucket("data", args), region === undefined ? {} : { region });
  return find(TYPE, "data").inputs;
}

describe("Bucket on GCP", () => {
  it("is one private bucket in the region, kept when it goes", async () => {
    const recording = await run(() => new Bucket("data", { physicalName: "shop-data" }));
    const made = recording.find(TYPE, "data");
    assert.deepEqual(made.inputs, {
      name: "shop-data",
      location: "EUROPE-WEST4",
      storageClass: "STANDARD",
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: false },
      softDeletePolicy: { retentionDurationSeconds: 604_800 },
      lifecycleRules: [],
      cors: [],
      forceDestroy: false,
      labels: { project: "shop", stack: "dev" },
    });
    assert.deepEqual([made.protect, made.retainOnDelete], [true, true]);
    assert.equal(recording.registered.filter(({ type }) => type.startsWith("gcp:")).length, 1);
  });

  it("lets live objects get cold and expire, and old versions by a rule of their own", async () => {
    const { lifecycleRules } = await inputsOf({
      versioned: true,
      lifecycle: {
        logs: { prefix: "logs/", coldAfterDays: 30, expireAfterDays: 90, expireOldVersionsAfterDays: 7 },
        rest: { expireOldVersionsAfterDays: 14 },
      },
    });
    const live = { matchesPrefixes: ["logs/"], withState: "LIVE" };
    assert.deepEqual(lifecycleRules, [
      { action: { type: "SetStorageClass", storageClass: "NEARLINE" }, condition: { ...live, age: 30 } },
      { action: { type: "Delete" }, condition: { ...live, age: 90 } },
      {
        action: { type: "Delete" },
        condition: { matchesPrefixes: ["logs/"], withState: "ARCHIVED", daysSinceNoncurrentTime: 7 },
      },
      { action: { type: "Delete" }, condition: { withState: "ARCHIVED", daysSinceNoncurrentTime: 14 } },
    ]);
  });

  it("never has more rules than GCP takes", async () => {
    const rule = { coldAfterDays: 30, expireAfterDays: 90, expireOldVersionsAfterDays: 7 };
    const rules = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`r${i}`, rule]));
    const { lifecycleRules } = await inputsOf({ lifecycle: rules(33) });
    assert.equal((lifecycleRules as unknown[]).length, 99);
    assert.match(await refusal(() => new Bucket("data", { lifecycle: rules(34) })), /lifecycle.*at most 33/);
  });

  it("names request headers and readable headers in one list, as GCP does", async () => {
    const { cors } = await inputsOf({
      cors: [{ origins: ["*"], methods: ["PUT"], headers: ["content-type", "x-a"], exposeHeaders: ["x-a", "etag"] }],
    });
    const responseHeaders = ["content-type", "x-a", "etag"];
    assert.deepEqual(cors, [{ origins: ["*"], methods: ["PUT"], responseHeaders, maxAgeSeconds: 3600 }]);
  });

  for (const [region, location] of [
    ["europe-west4", "EU"],
    ["europe-west2", "EUR7"],
    ["europe-west6", "EUR8"],
    ["us-central1", "US"],
    ["asia-south1", "ASIA"],
  ] as const) {
    it(`spans ${location} from ${region}`, async () => {
      assert.equal((await inputsOf({ redundancy: "multi-region" }, region)).location, location);
    });
  }

  it("refuses to span regions where GCP has no multi-region", async () => {
    const message = await refusal(() => new Bucket("data", { redundancy: "multi-region" }), { region: "me-west1" });
    assert.match(message, /Bucket "data": redundancy.*no multi-region around me-west1/);
  });

  it("turns soft delete off, and deletes what it holds only when asked", async () => {
    const { softDeletePolicy, forceDestroy } = await inputsOf({ undelete: { days: 0 }, onDelete: "delete" });
    assert.deepEqual([softDeletePolicy, forceDestroy], [{ retentionDurationSeconds: 0 }, true]);
    assert.equal((await inputsOf({ onDelete: "delete-if-empty" })).forceDestroy, false);
  });

  it("makes labels legal: no colon, no capitals", async () => {
    const { labels } = await inputsOf({ tags: { "Cost:Center": "R&D", owner: "José" } });
    assert.deepEqual(labels, { project: "shop", stack: "dev", "cost-center": "r-d", owner: "josé" });
    assert.match(await refusal(() => new Bucket("data", { tags: { "goog-x": "y" } })), /goog-x.*goog-/);
  });

  it("leaves room for the label by which the provider marks what Pulumi made", async () => {
    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, "v"]));
    assert.equal(Object.keys((await inputsOf({ tags: tags(61) })).labels as object).length, 63);
    assert.match(await refusal(() => new Bucket("data", { tags: tags(62) })), /Given: 64.*at most 63 labels/);
  });

  for (const name of ["goog-data", "my-google-data", "g00gle", "under_score_", "with.dot", "ab"]) {
    it(`refuses the name ${name}`, async () => {
      assert.match(await refusal(() => new Bucket("data", { physicalName: name })), /physicalName/);
    });
  }

  it("makes a legal name of a logical one that Google keeps for itself", async () => {
    const { find } = await run(() => new Bucket("Google.Mirror"));
    assert.match(String(find(TYPE, "Google.Mirror").inputs.name), /^x-[0-9a-f]{8}$/);
  });

  it("tells where it is", async () => {
    const { result } = await run(() => new Bucket("data", { physicalName: "shop-data" }));
    assert.equal(await settled(result.url), "gs://shop-data");
    assert.equal(await settled(result.endpoint), "https://storage.googleapis.com/shop-data");
    assert.deepEqual(await settled(result.ref), { cloud: "gcp", kind: "bucket", id: "shop-data" });
  });
});
