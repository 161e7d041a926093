import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { extractSchema } from "./extract.js";
import type { ProviderSchema } from "./types.js";

function sdkOf(backend: string, sdk: string): string {
  const backendDir = join(__dirname, "..", "..", "..", backend, "package.json");
  return dirname(createRequire(backendDir).resolve(`${sdk}/package.json`));
}

describe("schemas of the installed SDKs", () => {
  let aws: ProviderSchema;
  let gcp: ProviderSchema;
  let azure: ProviderSchema;

  before(function () {
    this.timeout(20_000);
    aws = extractSchema({
      sdkDir: sdkOf("aws", "@pulumi/aws"),
      tokens: ["aws:s3/bucket:Bucket", "aws:ec2/instance:Instance", "aws:lambda/function:Function"],
      functions: ["aws:ec2/getAmi:getAmi", "aws:index/getAvailabilityZones:getAvailabilityZones"],
    });
    gcp = extractSchema({
      sdkDir: sdkOf("gcp", "@pulumi/gcp"),
      tokens: ["gcp:storage/bucket:Bucket", "gcp:projects/iAMMember:IAMMember", "gcp:firestore/index:Index"],
      functions: ["gcp:compute/getImage:getImage"],
    });
    azure = extractSchema({
      sdkDir: sdkOf("azure", "@pulumi/azure-native"),
      tokens: ["azure-native:storage:StorageAccount", "azure-native:compute:VirtualMachine"],
      functions: ["azure-native:authorization:getClientConfig"],
    });
  });

  it("hold AWS's types: nested, maps, unions, assets, open enums", () => {
    assert.match(aws.sdk, /^@pulumi\/aws@7\./);
    const bucket = aws.resources["aws:s3/bucket:Bucket"];
    assert.deepEqual(bucket?.inputs.required, []);
    assert.equal(bucket?.inputs.properties.acl, "string");
    assert.deepEqual(bucket?.inputs.properties.tags, { map: "string" });
    assert.deepEqual(bucket?.inputs.properties.policy, { union: ["string", { ref: "s3.PolicyDocument" }] });
    assert.ok(bucket?.outputs.includes("arn"));
    assert.equal(bucket?.outputs.includes("id"), false);

    const instance = aws.resources["aws:ec2/instance:Instance"]?.inputs.properties;
    assert.equal(instance?.instanceType, "string");
    assert.equal(instance?.iamInstanceProfile, "string");
    assert.deepEqual(instance?.rootBlockDevice, { ref: "ec2.InstanceRootBlockDevice" });
    assert.equal(aws.types["ec2.InstanceRootBlockDevice"]?.properties.volumeSize, "number");
    assert.equal(aws.resources["aws:lambda/function:Function"]?.inputs.properties.code, "asset");
    assert.equal(aws.types["wafv2.RuleGroupRule"], undefined);
  });

  it("hold the arguments of functions and the configuration of the provider", () => {
    assert.deepEqual(aws.functions["aws:ec2/getAmi:getAmi"]?.properties.filters, {
      array: { ref: "ec2.GetAmiFilter" },
    });
    assert.deepEqual(aws.types["ec2.GetAmiFilter"]?.required, ["name", "values"]);
    assert.deepEqual(gcp.functions["gcp:compute/getImage:getImage"]?.required, []);
    assert.deepEqual(azure.functions["azure-native:authorization:getClientConfig"]?.properties, {});
    assert.deepEqual(aws.config.properties.allowedAccountIds, { array: "string" });
    assert.equal(gcp.config.properties.project, "string");
    assert.equal(azure.config.properties.subscriptionId, "string");
  });

  it("hold Google Cloud's types", () => {
    const bucket = gcp.resources["gcp:storage/bucket:Bucket"];
    assert.deepEqual(bucket?.inputs.required, ["location"]);
    assert.deepEqual(bucket?.inputs.properties.lifecycleRules, { array: { ref: "storage.BucketLifecycleRule" } });
    assert.deepEqual(gcp.types["storage.BucketLifecycleRule"], {
      properties: {
        action: { ref: "storage.BucketLifecycleRuleAction" },
        condition: { ref: "storage.BucketLifecycleRuleCondition" },
      },
      required: ["action", "condition"],
    });
    const member = gcp.resources["gcp:projects/iAMMember:IAMMember"];
    assert.deepEqual(member?.inputs.required, ["member", "project", "role"]);
    assert.ok(gcp.resources["gcp:firestore/index:Index"]?.inputs.required.includes("fields"));
  });

  it("hold Azure's types: closed enums and open ones, deep nesting", () => {
    const account = azure.resources["azure-native:storage:StorageAccount"];
    assert.deepEqual(account?.inputs.required, ["kind", "resourceGroupName", "sku"]);
    assert.deepEqual(account?.inputs.properties.accessTier, { enum: ["Hot", "Cool", "Premium", "Cold"] });
    assert.equal(account?.inputs.properties.kind, "string");
    assert.deepEqual(azure.types["storage.SkuArgs"], { properties: { name: "string" }, required: ["name"] });
    assert.ok(account?.outputs.includes("primaryEndpoints"));

    assert.deepEqual(azure.types["compute.StorageProfileArgs"]?.properties.osDisk, { ref: "compute.OSDiskArgs" });
    assert.deepEqual(azure.types["compute.OSDiskArgs"]?.required, ["createOption"]);
    assert.deepEqual(azure.types["compute.OSDiskArgs"]?.properties.caching, {
      enum: ["None", "ReadOnly", "ReadWrite"],
    });
  });

  it("are refused for tokens that the SDK doesn't have", () => {
    const sdkDir = sdkOf("aws", "@pulumi/aws");
    const missing = { sdkDir, tokens: ["aws:s3/buckett:Buckett"], functions: [] };
    assert.throws(() => extractSchema(missing), /declares no aws:s3\/buckett:Buckett/);
    const misspelled = { sdkDir, tokens: ["aws:s3/Bucket:Bucket"], functions: [] };
    assert.throws(() => extractSchema(misspelled), /declares no aws:s3\/Bucket:Bucket/);
  }).timeout(10_000);
});
