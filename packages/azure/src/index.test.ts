import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { Bucket, type BucketOverrides } from "@isobar/core";
import { record } from "@isobar/core/testing";
import { output } from "@pulumi/pulumi";
import { onAzure, REGION, recordOnAzure, refusalOnAzure } from "./fixture.test";
import { backend } from "./index";

const SUBSCRIPTION = "01234567-89ab-cdef-0123-456789abcdef";

async function providerInputs(config: Record<string, unknown>) {
  const recording = await recordOnAzure(() => new Bucket("data"), { config });
  return recording.find("pulumi:providers:azure-native", "isobar-azure").inputs;
}

describe("the Azure backend", () => {
  it("loads no provider's SDK before a resource needs it", () => {
    const script = `require(${JSON.stringify(join(__dirname, "index.js"))});
      process.stdout.write(JSON.stringify(Object.keys(require.cache).filter((f) => /azure-native/.test(f))));`;
    assert.equal(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }), "[]");
  });

  it("loads no SDK in the sandbox", () => {
    const script = `require(${JSON.stringify(join(__dirname, "sandbox"))});
      process.stdout.write(JSON.stringify(Object.keys(require.cache).filter((f) => /@pulumi/.test(f))));`;
    assert.equal(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }), "[]");
  });

  it("makes a provider for the target's region and subscription", async () => {
    assert.deepEqual(await providerInputs({ "isobar:account": SUBSCRIPTION }), {
      location: REGION,
      subscriptionId: SUBSCRIPTION,
      environment: "public",
    });
  });

  it("hands the provider's own config on, with switches as such", async () => {
    const inputs = await providerInputs({
      "azure-native:useOidc": "true",
      "azure-native:useMsi": "false",
      "azure-native:environment": "usgovernment",
      "azure-native:subscriptionId": SUBSCRIPTION,
    });
    assert.deepEqual(inputs, {
      location: REGION,
      subscriptionId: SUBSCRIPTION,
      environment: "usgovernment",
      useOidc: "true",
      useMsi: "false",
    });
  });

  it("finds the cloud of a region that is not in the public one", async () => {
    const environmentIn = async (region: string, config = {}) => {
      const recording = await record(onAzure({ region, config }), () => new Bucket("data", { redundancy: "zone" }));
      return recording.find("pulumi:providers:azure-native", "isobar-azure").inputs.environment;
    };
    assert.equal(await environmentIn("usgovvirginia"), "usgovernment");
    assert.equal(await environmentIn("chinanorth3"), "china");
    assert.equal(await environmentIn("chinanorth3", { "azure-native:environment": "other" }), "other");
  });

  it("takes secret switches", async () => {
    const { createProvider } = require("./provider") as typeof import("./provider");
    const recording = await record(onAzure(), () =>
      createProvider("p", { region: REGION, config: { useMsi: output("true") } }, () => "public"),
    );
    assert.equal(recording.find("pulumi:providers:azure-native", "p").inputs.useMsi, "true");
  });

  it("refuses an account that is no subscription", async () => {
    const config = { "isobar:account": "prod" };
    assert.match(await refusalOnAzure(() => new Bucket("data"), { config }), /isobar:account.*subscription id/s);
    const own = { "azure-native:subscriptionId": "prod" };
    const message = await refusalOnAzure(() => new Bucket("data"), { config: own });
    assert.match(message, /azure-native:subscriptionId.*Given: prod/s);
  });

  it("makes tags legal", async () => {
    const recording = await recordOnAzure(() => new Bucket("data", { tags: { "cost/center": "a/b" } }));
    const { tags } = recording.find("azure-native:storage:StorageAccount", "data").inputs;
    assert.deepEqual(tags, { project: "shop", stack: "dev", "cost-center": "a/b" });
    const reserved = () => new Bucket("data", { tags: { "Azure-x": "y" } });
    assert.match(await refusalOnAzure(reserved), /tags.*kept by the cloud/i);
  });

  it("types overrides by the provider's own arguments", async () => {
    const recording = await recordOnAzure(
      () => new Bucket("data", { overrides: { azure: { account: { accessTier: "Cool" } } } }),
    );
    assert.equal(recording.find("azure-native:storage:StorageAccount", "data").inputs.accessTier, "Cool");
    // @ts-expect-error a storage account has no such argument
    const typo: BucketOverrides = { azure: { account: { accesTier: "Cool" } } };
    assert.ok(typo);
  });

  it("knows the clouds' regions and machine types", () => {
    assert.equal(backend.catalogue().region(REGION)?.zoneCount, 3);
    assert.equal(backend.catalogue().choose({ vcpus: 2, memoryGib: 4, region: REGION }).ok, true);
  });
});
