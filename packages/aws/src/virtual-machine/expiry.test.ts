import assert from "node:assert/strict";
import { Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { natives, refusal, run, statements, waitsFor } from "../testing";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const size = { vcpus: 2, memoryGib: 4 };
const MOMENT = "2036-01-31T18:00:00Z";

function machine(args: Partial<VirtualMachineArgs> = {}, options: Parameters<typeof run>[1] = {}) {
  return run(() => {
    const network = new Network("net", { outbound: "none" });
    return new VirtualMachine("web", { network, size, ...args });
  }, options);
}

async function targetOf(args: Partial<VirtualMachineArgs>) {
  const recording = await machine(args);
  const { arn, input, roleArn } = recording.find(SCHEDULE, "web-expiry").inputs.target as Record<string, unknown>;
  const [statement] = statements(
    recording.find("aws:iam/rolePolicy:RolePolicy", "web-expiry-role-policy").inputs.policy,
  );
  return { arn, input, roleArn, statement, id: await settled(recording.result.id) };
}

describe("aws: a machine that expires", () => {
  it("is stopped once, at its moment in UTC", async () => {
    const recording = await machine({ expires: "2h" }, { kept: { "web-expiry": MOMENT } });
    const { target: _, ...rest } = recording.find(SCHEDULE, "web-expiry").inputs;
    assert.deepEqual(rest, {
      description: "Expiry of a virtual machine",
      flexibleTimeWindow: { mode: "OFF" },
      scheduleExpression: "at(2036-01-31T18:00:00)",
      scheduleExpressionTimezone: "UTC",
    });
    assert.ok(waitsFor(recording, SCHEDULE, "web-expiry").includes("web-expiry-role-policy"));
  });

  it("is stopped by a role that may do nothing else, and to no other machine", async () => {
    const { arn, input, roleArn, statement, id } = await targetOf({ expires: "2h", onDelete: "protect" });
    assert.equal(arn, "arn:aws:scheduler:::aws-sdk:ec2:stopInstances");
    assert.equal(input, JSON.stringify({ InstanceIds: [id] }));
    assert.match(String(roleArn), /^arn:aws:iam::123456789012:role\/web-expiry-role-/);
    assert.deepEqual(statement, {
      Effect: "Allow",
      Action: "ec2:StopInstances",
      Resource: `arn:aws:ec2:eu-central-1:123456789012:instance/${id}`,
    });
    const recording = await machine({ expires: "2h" });
    const [trust] = statements(recording.find("aws:iam/role:Role", "web-expiry-role").inputs.assumeRolePolicy);
    assert.deepEqual(trust?.Principal, { Service: "scheduler.amazonaws.com" });
    assert.deepEqual(trust?.Condition, { StringEquals: { "aws:SourceAccount": "123456789012" } });
  });

  it("is deleted where it can't be stopped", async () => {
    const deleted = await targetOf({ expires: "2h", spot: { onInterruption: "delete" } });
    assert.equal(deleted.arn, "arn:aws:scheduler:::aws-sdk:ec2:terminateInstances");
    assert.equal(deleted.statement?.Action, "ec2:TerminateInstances");
    const stopped = await targetOf({ expires: "2h", spot: true });
    assert.equal(stopped.arn, "arn:aws:scheduler:::aws-sdk:ec2:stopInstances");
  });

  it("is as far ahead as ten years, and never without a moment", async () => {
    assert.match(await refusal(() => new VirtualMachine("web", { size, expires: "3651d" })), /at most 3650 days/);
    const none = natives(await machine()).filter((native) => native.includes("expiry"));
    assert.deepEqual(none, []);
  });

  it("has names that EventBridge Scheduler takes, however long its own is", async () => {
    const name = "a-machine-with-a-name-that-is-too-long-for-the-name-of-a-schedule";
    const recording = await run(() => new VirtualMachine(name, { size, publicIp: "ephemeral", expires: "2h" }));
    const schedule = String(recording.find(SCHEDULE, `${name}-expiry`).inputs.name);
    assert.match(schedule, /^a-machine[a-z-]+-[0-9a-f]{7}$/);
    assert.ok(schedule.length <= 64);
  });
});
