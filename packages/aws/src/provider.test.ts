import assert from "node:assert/strict";
import { Network } from "@isobar/core";
import { refusal, run } from "./testing";

const TYPE = "pulumi:providers:aws";
/** What the SDK itself sets. */
const DEFAULTS = { region: "eu-central-1", skipCredentialsValidation: "false", skipRegionValidation: "true" };
const network = () => new Network("net", { outbound: "none" });

async function providerInputs(config: Record<string, unknown>) {
  const recording = await run(network, { config });
  return recording.find(TYPE, "isobar-aws").inputs;
}

describe("aws: the provider", () => {
  it("gets the region and nothing else by default", async () => {
    assert.deepEqual(await providerInputs({}), DEFAULTS);
  });

  it("is held to isobar:account", async () => {
    const { allowedAccountIds } = await providerInputs({ "isobar:account": "123456789012" });
    assert.equal(allowedAccountIds, '["123456789012"]');
    assert.match(await refusal(network, { config: { "isobar:account": "12345" } }), /isobar:account.*12 digits/);
  });

  it("gets the stack's aws: config, with flags, numbers and objects as such", async () => {
    const inputs = await providerInputs({
      "aws:profile": "work",
      "aws:maxRetries": "3",
      "aws:skipMetadataApiCheck": "true",
      "aws:defaultTags": { tags: { team: "web" } },
      "aws:assumeRoles": [{ roleArn: "arn:aws:iam::123456789012:role/deploy" }],
    });
    assert.deepEqual(inputs, {
      ...DEFAULTS,
      assumeRoles: '[{"roleArn":"arn:aws:iam::123456789012:role/deploy"}]',
      defaultTags: '{"tags":{"team":"web"}}',
      maxRetries: "3",
      profile: "work",
      skipMetadataApiCheck: "true",
    });
  });

  it("refuses keys and values that AWS's provider does not have", async () => {
    assert.match(await refusal(network, { config: { "aws:profle": "work" } }), /aws:profle.*did you mean "profile"/i);
    assert.match(await refusal(network, { config: { "aws:maxRetries": "many" } }), /aws:maxRetries.*a whole number/);
    assert.match(await refusal(network, { config: { "aws:insecure": "yes" } }), /aws:insecure.*true or false/);
  });

  it("refuses an unknown key of isobar:aws", async () => {
    const config = { "isobar:aws": { permissionBoundary: "x" } };
    assert.match(await refusal(network, { config }), /isobar:aws.permissionBoundary.*permissionsBoundary/);
  });
});
