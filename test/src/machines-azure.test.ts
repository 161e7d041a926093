import assert from "node:assert/strict";
import { LabProject } from "./lab/project.js";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ada";

/** Two networks that are connected, and a private machine. */
function program(machine: string, { apps = "10.0.0.0/16", order = "[apps, data]", flowLogs = "" } = {}): string {
  return `
import { Network, NetworkPeering, VirtualMachine } from "@isobar/core";
const apps = new Network("apps", { cidr: "${apps}" ${flowLogs} });
const data = new Network("data", { cidr: "10.1.0.0/16", outbound: "none" });
new NetworkPeering("link", { networks: ${order} });
const web = new VirtualMachine("web", {
  network: apps, size: { vcpus: 2, memoryGib: 4 }, ssh: { keys: ["${KEY}"] }, ${machine}
});
export const connect = web.connectCommand;
`;
}

const RULES = `ingress: { ping: { protocol: "icmp", from: data } }, egress: { web: { ports: 443, to: "internet" }, db: { ports: 5432, to: data } }`;
const OTHER_RULES = `ingress: { ping: { protocol: "all", from: data } }, egress: { db: { ports: [443, 5432], to: data }, https: { ports: 443, to: "internet" } }`;
const REST = `ready: { tcp: 80 }, expires: "72h", startupScript: "#!/bin/sh\\ntrue\\n"`;

describe("machines and networks on Azure, by the real engine", () => {
  let project: LabProject;
  const up = async (text: string) => {
    project.write(text);
    const { code, output, steps } = await project.up();
    assert.equal(code, 0, output);
    assert.deepEqual((await project.up()).steps, [], "a second run changes something");
    return steps.map(({ op, name }) => `${op} ${name}`).sort();
  };
  before(async () => {
    project = await LabProject.create("web-and-data", "azure");
    await project.must("config", "set", "--path", "isobar:azure.bastion", "true");
  });
  after(() => project.close());

  it("are made with all that belongs to them", async () => {
    await up(program(`${RULES}, ${REST}`));
    const types = (await project.resources()).map(({ name, type }) => `${name} ${type.split(":").at(-1)}`);
    for (const made of [
      "apps-bastion BastionHost",
      "link-apps VirtualNetworkPeering",
      "link-data VirtualNetworkPeering",
      "web-expiry Workflow",
      "web-expiry-role RoleAssignment",
      "web-ready VirtualMachineRunCommandByVirtualMachine",
    ]) {
      assert.ok(types.includes(made), made);
    }
    assert.match(String(project.outputs().connect), /^az network bastion ssh .*--username isobar/);
  });

  const inPlace: [string, string, readonly string[]][] = [
    ["rules that are swapped", program(`${OTHER_RULES}, ${REST}`), ["update web-nsg"]],
    ["everything instead of some", program(`ingress: {}, ${REST}`), ["update web-nsg"]],
    ["nothing instead of everything", program(`egress: {}, ${REST}`), ["update web-nsg"]],
    ["a later end", program(`egress: {}, ${REST.replace("72h", "96h")}`), ["update web-expiry"]],
    ["another script", program(`egress: {}, ${REST.replace("true", "date")}`), ["update web-expiry"]],
    ["networks in another order", program(`egress: {}, ${REST}`, { order: "[data, apps]" }), []],
    ["no readiness", program(`egress: {}, expires: "72h"`), ["delete web-ready"]],
    ["no end", program("egress: {}"), ["delete web-expiry", "delete web-expiry-identity", "delete web-expiry-role"]],
    [
      "flow logs",
      program("egress: {}", { flowLogs: ", flowLogs: true" }),
      ["create apps-flow-log", "create apps-flow-log-account"],
    ],
    [
      "readiness",
      program(`egress: {}, ready: { tcp: 80 }`),
      ["create web-ready", "delete apps-flow-log", "delete apps-flow-log-account"],
    ],
  ];
  for (const [title, text, steps] of inPlace) {
    it(`take ${title} in place`, async () => assert.deepEqual(await up(text), steps));
  }

  it("make a direction of a peering anew together with the other one", async () => {
    const type = "isobar:index:NetworkPeering$azure-native:network:VirtualNetworkPeering";
    const { code, output } = await project.up("--replace", `urn:pulumi:azure::web-and-data::${type}::link-apps`);
    assert.equal(code, 0, output);
  });

  it("move to another range, peering and host with them", async () => {
    const steps = await up(program(`egress: {}, ${REST}`, { apps: "10.2.0.0/16" }));
    for (const name of ["apps", "apps-bastion", "link-apps", "link-data", "web", "web-ready"]) {
      assert.ok(steps.includes(`replace ${name}`), `${name} in ${steps.join(", ")}`);
    }
  });

  it("show the log of a startup script that fails, and find the machine again later", async () => {
    const failing = `ready: { tcp: 80 }, rerunScriptOnChange: true, startupScript: "#!/bin/sh\\nexit 3\\n"`;
    project.write(program(failing));
    const { code, output } = await project.up();
    assert.notEqual(code, 0);
    assert.match(output, /VirtualMachine "web": ready: its startup script failed[\s\S]*\+ exit 3/);
    await up(program(failing.replace("exit 3", "exit 0")));
  });

  it("go without a trace", async () => {
    const { code, output } = await project.destroy();
    assert.equal(code, 0, output);
    assert.deepEqual(await project.resources(), []);
  });
});
