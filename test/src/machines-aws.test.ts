import assert from "node:assert/strict";
import { LabProject, type ProjectOutcome } from "./lab/project.js";

interface Wishes {
  readonly web?: string;
  readonly cidr?: string;
  readonly more?: string;
}

const program = ({ web = "", cidr = "10.0.0.0/16", more = "" }: Wishes) => `
import { Network, NetworkPeering, VirtualMachine } from "@isobar/core";
const size = { vcpus: 2, memoryGib: 4 };
const network = new Network("net", { cidr: "${cidr}", zones: 1 });
const other = new Network("other", { cidr: "10.9.0.0/16", zones: 1, outbound: "none" });
new NetworkPeering("link", { networks: [network, other] });
const db = new VirtualMachine("db", { network, size });
const web = new VirtualMachine("web", { network, size, ${web} });
export const id = web.id;
${more}
`;

const INSTANCE = "aws:ec2/instance:Instance";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** Native operations as `op type name`, sorted. */
function operations({ steps }: ProjectOutcome): string[] {
  return steps.map(({ op, type, name }) => `${op} ${type.split(":").at(-1)} ${name}`).sort();
}

describe("AWS: a running machine and its networks, by the real engine", () => {
  let project: LabProject;
  before(async () => {
    project = await LabProject.create("web-and-data", "aws");
  });
  after(() => project.close());

  async function up(wishes: Wishes): Promise<ProjectOutcome> {
    project.write(program(wishes));
    const outcome = await project.up();
    assert.equal(outcome.code, 0, outcome.output);
    return outcome;
  }

  it("becomes ready, and neither that nor its expiry is a change later", async () => {
    const wishes = { web: 'ready: { http: "/" }, expires: "2h", startupScript: "echo hello"' };
    await up(wishes);
    assert.deepEqual((await up(wishes)).steps, []);
    const refreshed = await project.up("--refresh");
    assert.equal(refreshed.code, 0, refreshed.output);
    assert.deepEqual(
      refreshed.steps.filter(({ op }) => op !== "refresh"),
      [],
    );
  });

  it("expires later by another time of its schedule", async () => {
    const later = await up({ web: 'ready: { http: "/" }, expires: "3h", startupScript: "echo hello"' });
    assert.deepEqual(operations(later), ["update Schedule web-expiry"]);
    const never = await up({ web: 'ready: { http: "/" }, startupScript: "echo hello"' });
    assert.deepEqual(operations(never), [
      "delete Role web-expiry-role",
      "delete RolePolicy web-expiry-role-policy",
      "delete Schedule web-expiry",
    ]);
  });

  it("changes what it may reach, and nothing else", async () => {
    const kept = 'ready: { http: "/" }, startupScript: "echo hello"';
    const https = "{ ports: 443, to: ['internet', db, network] }";
    const changes: [string, string[]][] = [
      [
        `egress: { https: ${https}, dns: { ports: 53, protocol: "udp", to: "10.0.0.2/32" } }`,
        [
          "create SecurityGroupEgressRule web-egress-tcp-443-10-0-0-0-16",
          "create SecurityGroupEgressRule web-egress-tcp-443-db",
          "create SecurityGroupEgressRule web-egress-tcp-443-internet",
          "create SecurityGroupEgressRule web-egress-udp-53-10-0-0-2-32",
          "delete SecurityGroupEgressRule web-egress",
        ],
      ],
      [
        `egress: { web: ${https}, name: { ports: 53, to: "10.0.0.2/32" } }`,
        [
          "create SecurityGroupEgressRule web-egress-tcp-53-10-0-0-2-32",
          "delete SecurityGroupEgressRule web-egress-udp-53-10-0-0-2-32",
        ],
      ],
      [
        'egress: { any: { protocol: "all", to: "internet" } }',
        [
          "create SecurityGroupEgressRule web-egress",
          "delete SecurityGroupEgressRule web-egress-tcp-443-10-0-0-0-16",
          "delete SecurityGroupEgressRule web-egress-tcp-443-db",
          "delete SecurityGroupEgressRule web-egress-tcp-443-internet",
          "delete SecurityGroupEgressRule web-egress-tcp-53-10-0-0-2-32",
        ],
      ],
      [
        'ingress: { ping: { protocol: "icmp", from: network } }',
        ["create SecurityGroupIngressRule web-ingress-icmp-10-0-0-0-16"],
      ],
    ];
    for (const [rules, expected] of changes) {
      assert.deepEqual(operations(await up({ web: `${kept}, ${rules}` })), expected);
    }
  });

  it("stops being asked whether it is ready", async () => {
    const quiet = await up({ web: 'startupScript: "echo hello", egress: {}' });
    assert.deepEqual(operations(quiet), [
      "delete Parameter web-ready",
      "delete RolePolicy web-ready-policy",
      "delete SecurityGroupEgressRule web-egress",
      "delete SecurityGroupIngressRule web-ingress-icmp-10-0-0-0-16",
    ]);
    const everything = await up({ web: 'startupScript: "echo hello"' });
    assert.deepEqual(operations(everything), ["create SecurityGroupEgressRule web-egress"]);
  });

  it("is replaced by a script that fails, which tells its log, and by the next one that does not", async () => {
    const web = (last: string) =>
      `ready: { http: "/" }, rerunScriptOnChange: true, startupScript: "echo hello\\n${last}"`;
    project.write(program({ web: web("exit 3") }));
    const failed = await project.up();
    assert.notEqual(failed.code, 0);
    assert.match(failed.output, /VirtualMachine "web": ready: its startup script failed.*\n.*ends with: exit 3/);
    assert.doesNotMatch(failed.output, /unhandled|\.js:\d+/);
    const again = await project.up();
    assert.match(again.output, /ends with: exit 3/);
    assert.deepEqual(again.steps, []);
    const mended = await up({ web: web("exit 0") });
    assert.ok(mended.steps.some(({ type, name }) => type === INSTANCE && name === "web"));
    const { id } = project.outputs();
    assert.match(String(id), /^i-/);
    assert.deepEqual((await up({ web: web("exit 0") })).steps, []);
  });

  it("moves to another range with its peering", async () => {
    const moved = await up({ cidr: "10.4.0.0/16" });
    const names = new Set(moved.steps.map(({ name }) => name));
    for (const name of ["net", "link", "link-route-net-1", "link-route-other-1", "web"])
      assert.ok(names.has(name), name);
    assert.ok(!names.has("other"));
    assert.deepEqual((await up({ cidr: "10.4.0.0/16" })).steps, []);
    const left = (await project.resources()).filter(({ type }) => type === EGRESS || type === SCHEDULE);
    assert.deepEqual(left.map(({ name }) => name).sort(), ["db-egress", "web-egress"]);
  });

  it("leaves nothing behind", async () => {
    const destroyed = await project.destroy();
    assert.equal(destroyed.code, 0, destroyed.output);
    assert.deepEqual(await project.resources(), []);
  });
});
