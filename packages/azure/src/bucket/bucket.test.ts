import assert from "node:assert/strict";
import { Bucket, type BucketArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { REGION, recordOnAzure, refusalOnAzure } from "../fixture.test";

const ACCOUNT = "azure-native:storage:StorageAccount";
const SERVICE = "azure-native:storage:BlobServiceProperties";
const CONTAINER = "azure-native:storage:BlobContainer";
const POLICY = "azure-native:storage:ManagementPolicy";
const GROUP = "azure-native:resources:ResourceGroup";

const TAGS = { project: "shop", stack: "dev" };

const make = (args: BucketArgs = {}) => recordOnAzure(() => new Bucket("data", args));

async function policyOf(args: BucketArgs) {
  const { policy } = (await make(args)).find(POLICY, "data-lifecycle").inputs;
  return (policy as { rules: unknown[] }).rules;
}

describe("Bucket on Azure", () => {
  it("makes an account with one private container in a group of its own", async () => {
    const recording = await make({ physicalName: "data4711" });
    const group = recording.find(GROUP, "data-group");
    assert.deepEqual(group.inputs, { location: REGION, tags: TAGS });
    const account = recording.find(ACCOUNT, "data").inputs;
    const { resourceGroupName, ...rest } = account;
    assert.match(String(resourceGroupName), /^data-group[0-9a-f]{8}$/);
    assert.deepEqual(rest, {
      accountName: "data4711",
      location: REGION,
      kind: "StorageV2",
      sku: { name: "Standard_ZRS" },
      accessTier: "Hot",
      minimumTlsVersion: "TLS1_2",
      enableHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      allowCrossTenantReplication: false,
      publicNetworkAccess: "Enabled",
      networkRuleSet: { defaultAction: "Allow", bypass: "AzureServices" },
      tags: TAGS,
    });
    const place = { resourceGroupName, accountName: "data4711" };
    assert.deepEqual(recording.find(CONTAINER, "data-container").inputs, {
      ...place,
      containerName: "data",
      publicAccess: "None",
    });
    assert.deepEqual(recording.find(SERVICE, "data-blob-service").inputs, {
      ...place,
      blobServicesName: "default",
      isVersioningEnabled: false,
      deleteRetentionPolicy: { enabled: true, days: 7 },
      containerDeleteRetentionPolicy: { enabled: true, days: 7 },
      cors: { corsRules: [] },
    });
  });

  it("changes the account's parts one after another", async () => {
    const recording = await make();
    const waits = (type: string, name: string) =>
      recording.find(type, name).dependsOn.map((urn) => urn.split("::").at(-1));
    assert.ok(waits(CONTAINER, "data-container").includes("data-blob-service"));
    assert.ok(waits(POLICY, "data-lifecycle").includes("data-container"));
  });

  it("sets no lock, which would also keep grants from being taken back", async () => {
    const { registered } = await make({ onDelete: "retain" });
    assert.deepEqual(
      registered.filter(({ type }) => /lock/i.test(type)),
      [],
    );
  });

  it("tells addresses and id in Azure's form", async () => {
    const { result } = await make({ physicalName: "data4711" });
    assert.equal(await settled(result.endpoint), "https://data4711.blob.core.windows.net/");
    assert.equal(await settled(result.url), "https://data4711.blob.core.windows.net/data");
    const form =
      /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/data-group\w{8}\/providers\/Microsoft\.Storage\/storageAccounts\/data4711\/blobServices\/default\/containers\/data$/;
    assert.match((await settled(result.ref)).id, form);
  });

  it("maps versioning, soft delete and CORS to the blob service", async () => {
    const cors: BucketArgs["cors"] = [{ origins: ["https://a.example"], methods: ["GET"], exposeHeaders: ["etag"] }];
    const { inputs } = (await make({ versioned: true, undelete: { days: 0 }, cors })).find(
      SERVICE,
      "data-blob-service",
    );
    assert.equal(inputs.isVersioningEnabled, true);
    assert.deepEqual(inputs.deleteRetentionPolicy, { enabled: false });
    assert.deepEqual(inputs.containerDeleteRetentionPolicy, { enabled: false });
    const rule = {
      allowedOrigins: ["https://a.example"],
      allowedMethods: ["GET"],
      allowedHeaders: [""],
      exposedHeaders: ["etag"],
      maxAgeInSeconds: 3600,
    };
    assert.deepEqual(inputs.cors, { corsRules: [rule] });
  });

  it("begins the prefixes of lifecycle rules with the container", async () => {
    assert.deepEqual(await policyOf({ lifecycle: { logs: { prefix: "logs/", expireAfterDays: 90 } } }), [
      {
        name: "logs",
        type: "Lifecycle",
        enabled: true,
        definition: {
          actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 90 } } },
          filters: { blobTypes: ["blockBlob", "appendBlob"], prefixMatch: ["data/logs/"] },
        },
      },
    ]);
  });

  it("deletes old versions by a rule of their own kind", async () => {
    const [rule] = (await policyOf({ lifecycle: { old: { expireOldVersionsAfterDays: 14 } } })) as [
      { definition: object },
    ];
    assert.deepEqual(rule.definition, {
      actions: { version: { delete: { daysAfterCreationGreaterThan: 14 } } },
      filters: { blobTypes: ["blockBlob", "appendBlob"], prefixMatch: ["data/"] },
    });
  });

  it("moves no append blobs to another tier", async () => {
    const rules = (await policyOf({ lifecycle: { all: { coldAfterDays: 30, expireAfterDays: 90 } } })) as {
      name: string;
      definition: { actions: object; filters: { blobTypes: string[] } };
    }[];
    const expiry = { delete: { daysAfterModificationGreaterThan: 90 } };
    assert.deepEqual(
      rules.map(({ name, definition }) => [name, definition.filters.blobTypes, definition.actions]),
      [
        ["all", ["blockBlob"], { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 30 }, ...expiry } }],
        ["all-append", ["appendBlob"], { baseBlob: expiry }],
      ],
    );
  });

  it("names rules of append blobs as no other rule is", async () => {
    const both = { coldAfterDays: 30, expireAfterDays: 90 };
    const rules = await policyOf({ lifecycle: { a: both, "a-append": both } });
    assert.deepEqual(
      (rules as { name: string }[]).map(({ name }) => name),
      ["a", "a-append-append", "a-append", "a-append-append-append"],
    );
  });

  it("keeps clear of names that Azure reserves", async () => {
    const accountOf = async (name: string) =>
      String((await recordOnAzure(() => new Bucket(name))).find(ACCOUNT, name).inputs.accountName);
    assert.match(await accountOf("login-page"), /^xloginpage[0-9a-f]{8}$/);
    assert.match(await accountOf("windows-updates"), /^x[0-9a-f]{8}$/);
    const message = await refusalOnAzure(() => new Bucket("data", { physicalName: "mymicrosoftdata" }));
    assert.match(message, /physicalName.*without "microsoft"/s);
  });

  it("keeps a policy without an effect where there are no rules", async () => {
    const rules = (await policyOf({})) as { enabled: boolean }[];
    assert.deepEqual(
      rules.map(({ enabled }) => enabled),
      [false],
    );
  });

  it("copies as far as the region can, and keeps what it chose", async () => {
    const skuIn = async (region: string, redundancy: NonNullable<BucketArgs["redundancy"]>, kept = {}) => {
      const recording = await recordOnAzure(() => new Bucket("data", { redundancy }), { region, kept });
      return (recording.find(ACCOUNT, "data").inputs.sku as { name: string }).name;
    };
    assert.equal(await skuIn("westeurope", "zone"), "Standard_LRS");
    assert.equal(await skuIn("westeurope", "multi-region"), "Standard_GZRS");
    assert.equal(await skuIn("westus", "multi-region"), "Standard_GRS");
    assert.equal(await skuIn("japanwest", "multi-region"), "Standard_GRS", "zones alone don't make GZRS");
    assert.equal(await skuIn("westeurope", "multi-region", { "data-redundancy": "Standard_GRS" }), "Standard_GRS");
  });

  it("refuses copies that the region has no place for", async () => {
    const program = (redundancy: BucketArgs["redundancy"]) => () => new Bucket("data", { redundancy } as BucketArgs);
    assert.match(await refusalOnAzure(program("region"), { region: "westus" }), /redundancy.*westus has no zones/i);
    assert.match(await refusalOnAzure(program("multi-region"), { region: "polandcentral" }), /no paired region/);
  });

  it("finds an existing container by account in the config's group", async () => {
    const config = { "isobar:azure": { resourceGroup: "old" } };
    const id = "/subscriptions/s/resourceGroups/old/providers/Microsoft.Storage/storageAccounts/archive";
    const answer = { id, primaryEndpoints: { blob: "https://archive.blob.core.windows.net/" } };
    const calls = { "azure-native:storage:getStorageAccount": () => answer };
    const run = await recordOnAzure(() => Bucket.existing("old", { physicalName: "archive/photos" }), {
      config,
      calls,
    });
    assert.deepEqual(
      run.calls.map(({ args }) => args),
      [{ resourceGroupName: "old", accountName: "archive" }],
    );
    assert.equal(await settled(run.result.url), "https://archive.blob.core.windows.net/photos");
    assert.equal((await settled(run.result.ref)).id, `${id}/blobServices/default/containers/photos`);
  });

  it("asks for the resource id where a name alone does not tell the group", async () => {
    const message = await refusalOnAzure(() => Bucket.existing("old", { physicalName: "archive" }));
    assert.match(message, /physicalName.*resource id.*isobar:azure\.resourceGroup/s);
  });
});
