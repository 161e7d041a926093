import assert from "node:assert/strict";
import * as path from "node:path";
import { CLOUDS } from "./clouds.js";
import { isobar, packageJson, reported, smallProject } from "./plan/planning.js";

interface Planned {
  readonly type: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly owner: string | null;
  readonly cloud: string | null;
  readonly region: string | null;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  readonly dependencies: readonly string[];
  readonly aliases: readonly string[];
}
interface Place {
  readonly cloud: string;
  readonly region: string;
  readonly ok: boolean;
  readonly cost: { readonly likely: number } | null;
  readonly functions: { readonly simulated: readonly string[]; readonly unknown: readonly string[] };
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly resources: readonly Planned[];
}
interface Report {
  readonly version: number;
  readonly places: readonly Place[];
}

const EXAMPLE = path.resolve(__dirname, "../../examples/web-and-data");
const EVERYWHERE = ["--clouds", CLOUDS.map(({ cloud }) => cloud).join()];
const UNKNOWN = { $unknown: true };
const SECRET = { $secret: true };

function plan(folder: string, ...args: string[]): readonly Place[] {
  const report = reported<Report>(folder, "plan", ...args);
  assert.equal(report.version, 1);
  return report.places;
}

function find(place: Place | undefined, name: string, type: RegExp): Planned {
  const found = place?.resources.find((each) => each.name === name && type.test(each.type));
  assert.ok(found, `no ${type} ${name} on ${place?.cloud}`);
  return found;
}

const PORTABLE = `
import * as pulumi from "@pulumi/pulumi";
import { Bucket, VirtualMachine } from "@isobar/core";
import type {} from "@isobar/aws";
import { Queue } from "@pulumi/aws/sqs/queue";
import { getVpnGatewayOutput } from "@pulumi/aws/ec2/getVpnGateway";
const typo: number = "types are not checked";
const config = new pulumi.Config();
pulumi.runtime.registerStackTransform(({ name, props, opts }) =>
  name === "jobs" ? { props: { ...props, delaySeconds: 7 }, opts: { ...opts, protect: true } } : undefined);
new Bucket("data", { overrides: { aws: { bucket: { forceDestroy: true } }, gcp: { bucket: { requesterPays: true } } } });
const web = new VirtualMachine("web", { size: { vcpus: 2, memoryGib: 4 }, startupScript: pulumi.interpolate\`echo \${config.requireSecret("token")}\` });
const queue = new Queue("jobs", { name: web.privateIp }, { aliases: [{ name: "old" }], dependsOn: web });
const tags = { token: config.requireSecret("token"), copy: config.require("token") };
new Queue("other", { name: getVpnGatewayOutput({ id: "vgw-1" }).amazonSideAsn, tags });
export const ip = web.privateIp;
export const arn = queue.arn;
export const name = "shown";
`;

describe("isobar plan of a small program", () => {
  let places: readonly Place[] = [];
  const of = (cloud: string) => places.find((place) => place.cloud === cloud);
  before(() => {
    const stack = `config:\n  isobar:cloud: aws\n  isobar:region: eu-central-1\n  gcp:project: my-project\n  small:token:\n    secure: v1:abc:def\n`;
    const folder = smallProject({
      "index.ts": PORTABLE,
      "package.json": packageJson("index.ts"),
      "Pulumi.dev.yaml": stack,
    });
    places = plan(folder, ...EVERYWHERE, "--config", "token=hunter2hunter2", "--regions", "eu-west-1,europe-west4");
  });

  it("runs on every cloud, in the region that was named or the nearest", () => {
    const at = places.map(({ cloud, region, ok }) => [cloud, region, ok]);
    assert.deepEqual(at, [
      ["aws", "eu-west-1", true],
      ["gcp", "europe-west4", true],
      ["azure", "germanywestcentral", true],
    ]);
    for (const { cloud, cost } of places) assert.ok((cost?.likely ?? 0) > 10, cloud);
  });
  it("has the overrides applied", () => {
    assert.equal(find(of("aws"), "data", /bucket:Bucket$/).inputs.forceDestroy, true);
    assert.equal(find(of("gcp"), "data", /bucket:Bucket$/).inputs.requesterPays, true);
  });
  it("has plain native resources, as the program's transforms leave them", () => {
    const jobs = find(of("aws"), "jobs", /^aws:sqs/);
    assert.equal(jobs.owner, null);
    assert.equal(jobs.inputs.delaySeconds, 7);
    assert.equal(jobs.protect, true);
    assert.match(jobs.aliases.join(), /^name=old /);
    assert.ok(jobs.dependencies.some((urn) => urn.endsWith("aws:ec2/instance:Instance::web")));
  });
  it("says whose children native resources are", () => {
    const machine = find(of("azure"), "web", /:VirtualMachine$/);
    assert.equal(find(of("azure"), "web-nic", /NetworkInterface$/).owner, 'VirtualMachine "web"');
    assert.equal(machine.kind, "portable");
    assert.equal(find(of("azure"), "web-nic", /NetworkInterface$/).region, "germanywestcentral");
  });
  it("marks what is known only at up", () => {
    assert.deepEqual(find(of("aws"), "jobs", /Queue$/).inputs.name, UNKNOWN);
    assert.deepEqual(find(of("aws"), "other", /Queue$/).inputs.name, UNKNOWN);
    assert.deepEqual(of("aws")?.functions.unknown, ["aws:ec2/getVpnGateway:getVpnGateway"]);
    assert.deepEqual(of("aws")?.outputs, { ip: UNKNOWN, arn: UNKNOWN, name: "shown" });
  });
  it("shows no secret", () => {
    const { tags } = find(of("aws"), "other", /Queue$/).inputs as { tags: Record<string, unknown> };
    assert.deepEqual(tags, { token: SECRET, copy: "[secret]" });
    assert.doesNotMatch(JSON.stringify(places), /hunter2/);
    assert.ok(JSON.stringify(find(of("aws"), "web", /instance:Instance$/).inputs).includes(JSON.stringify(SECRET)));
  });
});

describe("isobar plan", () => {
  it("runs plain JavaScript, and ES modules with top-level await", () => {
    const body = `const bucket = new Bucket("data", { onDelete: "delete" });`;
    const script = smallProject({
      "index.js": `const { Bucket } = require("@isobar/core"); ${body} exports.url = bucket.url;`,
      "package.json": packageJson("index.js"),
    });
    const module = smallProject({
      "index.mts": `import { Bucket } from "@isobar/core"; await new Promise((resolve) => setTimeout(resolve, 20)); ${body}`,
      "package.json": packageJson("index.mts", "module"),
    });
    for (const folder of [script, module]) {
      const [place] = plan(folder);
      assert.equal(find(place, "data", /^aws:s3\/bucket:Bucket$/).protect, false);
    }
  });
  it("shows a refusal as it is, and fails", () => {
    const folder = smallProject({
      "index.ts": `import { Bucket } from "@isobar/core"; new Bucket("data", { redundancy: "zone" });`,
      "package.json": packageJson("index.ts"),
    });
    const { code, stdout, stderr } = isobar(folder, "plan", "--clouds", "aws,azure");
    assert.equal(code, 1);
    assert.match(stdout, /error: Bucket "data": redundancy: not available on AWS\. Given: zone\./);
    assert.match(stdout, /azure \w+ +USD \d/);
    assert.doesNotMatch(stdout + stderr, /^\s+at /m);
  });
  it("takes what a Stash keeps from an exported state, as long as it isn't chosen anew", () => {
    const stash = (name: string) =>
      `exports.${name} = new Stash("${name}", { input: "now" }, { replacementTrigger: "b" }).output;`;
    const state = (name: string, replacementTrigger: string) => ({
      urn: `urn:pulumi:dev::small::pulumi:index:Stash::${name}`,
      outputs: { output: "then" },
      replacementTrigger,
    });
    const folder = smallProject({
      "index.js": `const { Stash } = require("@pulumi/pulumi"); ${["kept", "anew", "first"].map(stash).join("")}`,
      "package.json": packageJson("index.js"),
      "state.json": JSON.stringify({ deployment: { resources: [state("kept", "b"), state("anew", "a")] } }),
    });
    const [place] = plan(folder, "--state", path.join(folder, "state.json"));
    assert.deepEqual(place?.outputs, { kept: "then", anew: "now", first: "now" });
  });
  it("shows a tree for people, and warns of a budget", () => {
    const { code, stdout } = isobar(EXAMPLE, "plan", "--stack", "gcp", "--config", 'isobar:budget={"monthly":10}');
    assert.equal(code, 0);
    assert.match(stdout, /^warning: isobar:budget\.monthly: the program costs /m);
    assert.match(stdout, /^VirtualMachine "web" +\d+\.\d\d/m);
    assert.match(stdout, /^│? {0,2}├─ gcp:compute Firewall web-ingress-http +free$/m);
    assert.match(stdout, /^Assumed: .*730 hours a month/m);
  });
});
