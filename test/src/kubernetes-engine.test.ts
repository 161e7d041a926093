import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Sandbox } from "@isobar/cli";
import { listResources } from "@isobar/sandbox";
import { type Ground, openGround, temporaryProject } from "./kubernetes/table";

const PROGRAM = `
const k = require("@pulumi/kubernetes");
const { metadata: { name: namespace } } = new k.core.v1.Namespace("home");
const labels = { app: "web" };
const config = new k.core.v1.ConfigMap("config", { metadata: { namespace }, data: { mode: process.env.MODE || "a" } });
const container = { name: "main", image: "nginx:1.29", envFrom: [{ configMapRef: { name: config.metadata.name } }] };
const web = new k.apps.v1.Deployment("web", { metadata: { namespace }, spec: {
  replicas: Number(process.env.REPLICAS || 1), selector: { matchLabels: labels },
  template: { metadata: { labels }, spec: { containers: [container] } },
} });
const service = new k.core.v1.Service("web", { metadata: { namespace }, spec: { type: "LoadBalancer", selector: labels, ports: [{ port: 80 }] } });
const secret = new k.core.v1.Secret("secret", { metadata: { namespace }, stringData: { password: "hunter2" } });
if (process.env.MORE) eval(process.env.MORE);
exports.ready = web.status.readyReplicas;
exports.address = service.status.loadBalancer.ingress[0].ip;
exports.config = config.metadata.name;
exports.secret = secret.data;
`;

for (const ground of ["memory", "real"] as const) {
  describe(`a program on Kubernetes, ${ground}`, function () {
    this.timeout(120_000);
    let folder: string;
    let sandbox: Sandbox;
    const pulumi = (args: string, env: NodeJS.ProcessEnv = {}) =>
      sandbox.run("pulumi", ["--color", "never", "--non-interactive", ...args.split(" ")], { stdio: "pipe", env });
    const up = async (env: NodeJS.ProcessEnv = {}) => {
      const { code, stdout, stderr } = await pulumi("up --yes --skip-preview", env);
      assert.equal(code, 0, stdout + stderr);
      return stdout;
    };
    const outputs = async () => JSON.parse((await pulumi("stack output --json")).stdout);
    before(async function () {
      this.timeout(30 * 60_000);
      folder = temporaryProject(PROGRAM);
      sandbox = await openGround(folder, ground);
      await pulumi("stack init dev");
    });
    after(async () => {
      await sandbox?.close();
      fs.rmSync(folder, { recursive: true, force: true });
    });

    it("goes up, with what others read of it", async () => {
      assert.match(await up(), /6 created/);
      const { ready, address, config } = await outputs();
      assert.equal(ready, 1);
      assert.match(address, /^203\.0\.113\.\d+$/);
      assert.match(config, /^config-[0-9a-f]{8}$/);
    });

    it("keeps a Secret secret", async () => {
      const { stdout } = await pulumi("stack export");
      assert.ok(!stdout.includes("hunter2") && !stdout.includes(Buffer.from("hunter2").toString("base64")));
    });

    it("has nothing to do the second time, nor after a refresh", async () => {
      assert.match((await pulumi("preview --expect-no-changes")).stdout, /6 unchanged/);
      assert.match((await pulumi("refresh --yes --skip-preview --expect-no-changes")).stdout, /6 unchanged/);
    });

    it("changes in place what can be, and replaces what can't", async () => {
      const before = await outputs();
      assert.match(await up({ REPLICAS: "3", MODE: "b" }), /1 updated[\s\S]*1 replaced/);
      const after = await outputs();
      assert.deepEqual([after.ready, after.address], [3, before.address]);
      assert.notEqual(after.config, before.config);
    });

    it("keeps its objects while it is closed", async () => {
      await sandbox.close();
      sandbox = await openGround(folder, ground);
      const refreshed = await pulumi("refresh --yes --skip-preview --expect-no-changes", { REPLICAS: "3", MODE: "b" });
      assert.equal(refreshed.code, 0, refreshed.stdout);
    });

    it("shows the refusal of one object", async () => {
      const more = 'new k.core.v1.Service("bad", { metadata: { namespace }, spec: { ports: [{ port: 0 }] } })';
      const { code, stdout } = await pulumi("up --yes --skip-preview", { REPLICAS: "3", MODE: "b", MORE: more });
      assert.notEqual(code, 0);
      assert.match(stdout, /spec\.ports\[0\]\.port: .*between 1 and 65535/);
    });

    it("says what is not simulated", async () => {
      for (const [more, reason] of Object.entries(REFUSED)) {
        const { code, stdout } = await pulumi("preview", { REPLICAS: "3", MODE: "b", MORE: more });
        assert.notEqual(code, 0, more);
        assert.match(stdout, reason);
      }
    });

    it("goes down, and nothing is left", async () => {
      assert.match((await pulumi("destroy --yes --skip-preview")).stdout, /6 deleted/);
      assert.deepEqual(await listResources(sandbox.stateDir), []);
    });

    if (ground === "real")
      it("stands beside another, and is open to nobody without its token", () => beside(sandbox, ground));
  });
}

const REFUSED = {
  'new k.helm.v3.Release("r", { chart: "nginx" })':
    /helm\.sh\/v3:Release is not simulated by the sandbox: charts are rendered by Helm/,
  'new k.helm.v4.Chart("c", { chart: "nginx" })': /helm\.sh\/v4:Chart is not simulated by the sandbox: charts/,
  'new k.yaml.v2.ConfigGroup("g", { yaml: "a: b" })':
    /yaml\/v2:ConfigGroup is not simulated by the sandbox: YAML files/,
  'new k.core.v1.ConfigMapPatch("p", { metadata: { name: "a" } })':
    /ConfigMapPatch is not simulated by the sandbox: patches/,
};

async function beside(one: Sandbox, ground: Ground): Promise<void> {
  const folder = temporaryProject();
  const other = await openGround(folder, ground);
  try {
    const [first, second] = [one, other].map(({ stateDir }) => {
      const file = path.join(stateDir, "kubernetes", "kubeconfig");
      assert.equal(fs.statSync(file).mode & 0o077, 0);
      return JSON.parse(fs.readFileSync(file, "utf8")).clusters[0].cluster.server as string;
    });
    assert.notEqual(first, second);
    const { stdout } = await other.run(
      "curl",
      ["-sk", "-o", "/dev/null", "-w", "%{http_code}", `${first}/api/v1/secrets`],
      { stdio: "pipe" },
    );
    assert.equal(stdout, "401");
    await assert.rejects(openGround(folder, ground), /is in use by process/);
  } finally {
    await other.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
