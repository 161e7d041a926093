import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { Bucket, type BucketArgs } from "@isobar/core";
import { backend } from "./index";
import { refusal, run } from "./simulated.test.helper";

describe("backend for GCP", () => {
  it("loads no SDK before it is used", () => {
    const program = `require(${JSON.stringify(path.join(__dirname, "index.js"))});
      console.log(Object.keys(require.cache).filter((file) => /@pulumi[\\\\/]gcp/.test(file)).length)`;
    assert.equal(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" }).trim(), "0");
  });

  for (const id of ["my-project", "a12345", "example.com:my-project"]) {
    it(`takes ${id} as a project`, () => assert.equal(backend.account.safeParse(id).success, true));
  }
  for (const id of ["My Project", "123456789012", "short", "ends-with-", "projects/my-project"]) {
    it(`refuses ${id} as a project`, () => assert.equal(backend.account.safeParse(id).success, false));
  }

  it("hands all of the provider's config over, with booleans that are booleans", async () => {
    const config = {
      ...{ "gcp:userProjectOverride": "true", "gcp:preferRegionalEndpoints": "false", "gcp:billingProject": "true" },
      "gcp:defaultLabels": { a: "b" },
    };
    const { find } = await run(() => new Bucket("data"), { config: { ...config, "isobar:zone": "europe-west4-b" } });
    assert.deepEqual(find("pulumi:providers:gcp", "isobar-gcp").inputs, {
      project: "isobar-sandbox",
      region: "europe-west4",
      zone: "europe-west4-b",
      userProjectOverride: "true",
      preferRegionalEndpoints: "false",
      billingProject: "true",
      defaultLabels: '{"a":"b"}',
    });
  });

  it("has no keys of its own in the stack's config", async () => {
    const message = await refusal(() => new Bucket("data"), { config: { "isobar:gcp": { project: "x" } } });
    assert.match(message, /isobar:gcp\.project/);
  });

  it("types the overrides of every child", async () => {
    const typed: BucketArgs = { overrides: { gcp: { bucket: { requesterPays: true } } } };
    const asFunction: BucketArgs = { overrides: { gcp: { bucket: (args) => ({ ...args, requesterPays: true }) } } };
    // @ts-expect-error: the property is misspelt
    const misspelt: BucketArgs = { overrides: { gcp: { bucket: { requesterPay: true } } } };
    // @ts-expect-error: there is no such child
    const unknown: BucketArgs = { overrides: { gcp: { buckets: {} } } };
    for (const args of [typed, asFunction]) {
      const { find } = await run(() => new Bucket("data", args));
      assert.equal(find("gcp:storage/bucket:Bucket", "data").inputs.requesterPays, true);
    }
    assert.match(await refusal(() => new Bucket("data", unknown)), /overrides\.gcp\.buckets.*bucket/);
    assert.ok(misspelt);
  });
});
