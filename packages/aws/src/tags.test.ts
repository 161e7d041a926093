import assert from "node:assert/strict";
import { Network, VirtualMachine } from "@isobar/core";
import { refusal, run } from "./testing";

const size = { vcpus: 2, memoryGib: 4 };

describe("aws: tags", () => {
  it("are on everything that takes them, with a name for the console that a user may choose", async () => {
    const tags = { Name: "front", "cost/center": "a&b" };
    const recording = await run(() => new VirtualMachine("web", { size, publicIp: "static", tags }));
    const expected = { Name: "front", "cost/center": "a_b", project: "shop", stack: "dev" };
    const taggable = recording.registered.filter(({ name, type }) => /^web/.test(name) && type.startsWith("aws:"));
    for (const { type, inputs } of taggable) {
      if (["aws:iam/rolePolicy:RolePolicy", "aws:ec2/eipAssociation:EipAssociation"].includes(type)) continue;
      assert.deepEqual(inputs.tags, expected, type);
    }
  });

  it("have values that EC2 takes, however long the names are", async () => {
    const recording = await run(() => new Network("n".repeat(250)));
    const { inputs } = recording.find("aws:ec2/internetGateway:InternetGateway", `${"n".repeat(250)}-internet-gateway`);
    assert.equal((inputs.tags as Record<string, string>).Name?.length, 256);
  });

  it("differ by more than case where IAM asks for it", async () => {
    const tags = { Project: "other" };
    const recording = await run(() => new VirtualMachine("web", { size, publicIp: "ephemeral", tags }));
    const role = recording.find("aws:iam/role:Role", "web-role").inputs.tags;
    assert.deepEqual(role, { Project: "other", stack: "dev" });
    const group = recording.find("aws:ec2/securityGroup:SecurityGroup", "web-security-group").inputs.tags;
    assert.deepEqual(group, { Name: "web-security-group", Project: "other", project: "shop", stack: "dev" });
  });

  it("are refused where AWS keeps the key for itself", async () => {
    assert.match(await refusal(() => new Network("net", { tags: { "aws:x": "1" } })), /don't start with "aws:"/);
  });
});
