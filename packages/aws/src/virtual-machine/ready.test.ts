import assert from "node:assert/strict";
import { Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { natives, refusal, run, simulated, statements, waitsFor } from "../testing";

const PARAMETER = "aws:ssm/parameter:Parameter";
const GET = "aws:ssm/getParameter:getParameter";
const size = { vcpus: 2, memoryGib: 4 };

function machine(args: Partial<VirtualMachineArgs> = {}, options: Parameters<typeof run>[1] = {}) {
  return run(() => {
    const network = new Network("net", { outbound: "none" });
    return new VirtualMachine("web", { network, size, ready: { tcp: 80 }, ...args });
  }, options);
}

describe("aws: a machine that should become ready", () => {
  it("has a parameter, and the right to write to it and no other", async () => {
    const recording = await machine();
    const { inputs, ignoreChanges } = recording.find(PARAMETER, "web-ready");
    const { value, ...rest } = inputs;
    assert.equal((value as Record<string, unknown>).value, "waiting", "the value is no secret");
    assert.deepEqual(rest, {
      type: "String",
      description: "Whether a virtual machine is ready",
      tags: { Name: "web-ready", project: "shop", stack: "dev" },
    });
    assert.deepEqual(ignoreChanges, ["value"]);
    const { policy } = recording.find("aws:iam/rolePolicy:RolePolicy", "web-ready-policy").inputs;
    const [statement, ...others] = statements(policy);
    assert.deepEqual(others, []);
    assert.equal(statement?.Action, "ssm:PutParameter");
    assert.match(
      String(statement?.Resource),
      /^arn:aws:ssm:eu-central-1:123456789012:parameter\/web-ready-[0-9a-f]{7}$/,
    );
    assert.ok(waitsFor(recording, "aws:ec2/instance:Instance", "web").includes("web-ready-policy"));
  });

  it("writes to the parameter in its own region", async () => {
    const userData = async (options = {}) => {
      const image = { native: { aws: "ami-0123456789abcdef0" } };
      const recording = await machine({ image, size: { type: { aws: "m5.large" } } }, options);
      return String(recording.find("aws:ec2/instance:Instance", "web").inputs.userData);
    };
    assert.match(await userData(), /'https:\/\/ssm\.eu-central-1\.amazonaws\.com\/web-ready-[0-9a-f]{7}' <</);
    assert.match(
      await userData({ region: "cn-north-1" }),
      /'https:\/\/ssm\.cn-north-1\.amazonaws\.com\.cn\/web-ready-/,
    );
  });

  it("is not asked where that is not wished", async () => {
    const recording = await run(() => new VirtualMachine("web", { size }));
    assert.deepEqual(
      natives(recording).filter((native) => native.includes("ready")),
      [],
    );
  });

  it("is waited for until it tells that it, and not its predecessor, is ready", async () => {
    const told = ["i-0fedcba9876543210 ready ", "ready"];
    let asked = 0;
    const { calls, ...simulation } = simulated();
    const answer = (args: Record<string, unknown>): Record<string, unknown> => {
      const known = calls?.[GET]?.(args) ?? {};
      if (String(args.name).startsWith("/aws/service/")) return known;
      const value = told[asked++];
      return value === "ready" ? known : { ...known, value };
    };
    const recording = await machine({}, { ...simulation, calls: { ...calls, [GET]: answer } });
    assert.match(await settled(recording.result.id), /^i-/);
    assert.equal(asked, told.length);
  }).timeout(30_000);

  it("fails with the end of its log", async () => {
    const program = () =>
      new VirtualMachine("web", { size, ready: { tcp: 80 }, startupScript: "echo no such package\nexit 3" });
    assert.match(await refusal(program), /ready: its startup script failed.*\n.*ends with: exit 3/);
  });

  it("can reach Systems Manager", async () => {
    const program = (egress: VirtualMachineArgs["egress"]) => () =>
      new VirtualMachine("web", { size, ready: { tcp: 80 }, ...(egress ? { egress } : {}) });
    assert.match(await refusal(program({ dns: { ports: 53, to: "internet" } })), /ready: egress lets nothing out.*443/);
    for (const egress of [{ a: { protocol: "all", to: "10.0.0.0/8" } }, { a: { ports: "400-500", to: "internet" } }]) {
      await run(program(egress as VirtualMachineArgs["egress"]));
    }
  });
});
