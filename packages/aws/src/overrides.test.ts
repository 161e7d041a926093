import assert from "node:assert/strict";
import { Bucket, Network, VirtualMachine } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import type { AwsBucketOverrides } from "./index";
import { refusal, run } from "./testing";

const size = { vcpus: 2, memoryGib: 4 };

describe("aws: overrides and natives", () => {
  it("change the arguments of a child, in the provider's own types", async () => {
    const recording = await run(
      () =>
        new VirtualMachine("web", {
          size,
          publicIp: "ephemeral",
          overrides: {
            aws: { instance: { monitoring: true }, role: (args) => ({ ...args, maxSessionDuration: 7200 }) },
          },
        }),
    );
    assert.equal(recording.find("aws:ec2/instance:Instance", "web").inputs.monitoring, true);
    assert.equal(recording.find("aws:iam/role:Role", "web-role").inputs.maxSessionDuration, 7200);
  });

  it("reach every child of a role that exists once per zone", async () => {
    const aws = { publicSubnet: { assignIpv6AddressOnCreation: false } };
    const recording = await run(() => new Network("net", { outbound: "none", overrides: { aws } }));
    const changed = recording.all("aws:ec2/subnet:Subnet").filter((r) => "assignIpv6AddressOnCreation" in r.inputs);
    assert.deepEqual(changed.map(({ name }) => name).sort(), ["net-public-subnet-1", "net-public-subnet-2"]);
  });

  it("do not compile with names that AWS does not have", async () => {
    // @ts-expect-error there is no such child
    const child = () => new Bucket("data", { overrides: { aws: { buckets: {} } } });
    assert.match(await refusal(child), /overrides\.aws\.buckets.*did you mean "bucket"/i);
    // @ts-expect-error there is no such argument
    const aws: AwsBucketOverrides = { versioning: { mfaa: "x" } };
    assert.ok(aws);
  });

  it("give what was built, typed", async () => {
    const { result } = await run(() => new Bucket("data"));
    const arn = result.native("aws")?.bucket.arn;
    assert.match(await settled(arn as NonNullable<typeof arn>), /^arn:aws:s3:::data-/);
  });
});
