import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import { openSandbox, type Sandbox } from "@isobar/cli";
import type { Props } from "@isobar/sandbox";
import { CASES, CHANGES } from "./cases";
import { Kubernetes, type Made } from "./client";
import { crd, GROUP } from "./inputs";

export type Ground = "memory" | "real";

/** A project with the provider's SDK, whose clouds are Kubernetes alone, in a temporary folder. */
export function temporaryProject(program = ""): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "isobar-kubernetes-")));
  const installed = path.join(folder, "node_modules");
  for (const name of ["@isobar/kubernetes", "@pulumi/kubernetes", "@pulumi/pulumi"]) {
    fs.mkdirSync(path.dirname(path.join(installed, name)), { recursive: true });
    const from = path.dirname(createRequire(__filename).resolve(`${name}/package.json`));
    fs.symlinkSync(from, path.join(installed, name));
  }
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "cluster", main: "index.js" }));
  fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: cluster\nruntime: nodejs\n");
  fs.writeFileSync(path.join(folder, "index.js"), program);
  return folder;
}

export function openGround(folder: string, kubernetes: Ground): Promise<Sandbox> {
  return openSandbox({ cwd: folder, kubernetes, env: { ...process.env, ISOBAR_SANDBOX_STATE: "" } });
}

/** What both grounds have to take and to refuse. */
export function table(ground: Ground): void {
  describe(`Kubernetes, ${ground}`, function () {
    // The first run ever builds the real one.
    this.timeout(30_000);
    let folder: string;
    let sandbox: Sandbox;
    let kubernetes: Kubernetes;
    before(async function () {
      this.timeout(30 * 60_000);
      folder = temporaryProject();
      sandbox = await openGround(folder, ground);
      kubernetes = await Kubernetes.connect(sandbox.env);
    });
    after(async () => {
      kubernetes?.close();
      await sandbox?.close();
      fs.rmSync(folder, { recursive: true, force: true });
    });

    for (const { what, type, inputs, refused } of CASES) {
      it(`${refused ? "refuses" : "takes"} ${what}`, async () => {
        const make = () => kubernetes.create(type, "it", inputs);
        if (refused) return assert.rejects(make, refused);
        const made = await make();
        holds(made);
        await kubernetes.delete(made);
        assert.equal(await kubernetes.read(made), undefined);
      });
    }
    for (const { what, type, before: old, after: changed, replaces, refused } of CHANGES) {
      it(`${refused ? "refuses" : replaces ? "replaces for" : "changes"} ${what}`, async () => {
        const made = await kubernetes.create(type, "it", old);
        try {
          assert.deepEqual(await kubernetes.replaces(made, changed), replaces ? [replaces] : []);
          if (refused) await assert.rejects(kubernetes.update(made, changed), refused);
          else if (!replaces) holds(await kubernetes.update(made, changed));
        } finally {
          await kubernetes.delete(made);
        }
      });
    }
    it("agrees with Kubernetes 1.35 on many more", async function () {
      this.timeout(180_000);
      const wrong: string[] = [];
      for (const probe of probes()) {
        const taken = await isTaken(kubernetes, probe);
        if (taken !== probe.taken) wrong.push(`${taken ? "taken" : "refused"}: ${JSON.stringify(probe)}`);
      }
      assert.deepEqual(wrong, []);
    });
    it("holds custom resources to their definition", () => customResources(kubernetes));
    it("refuses a name that is taken", () => takenName(kubernetes));
    it("takes all that is in a namespace along with it", () => namespaceGoes(kubernetes));
  });
}

/** An object and whether an API server takes it. */
interface Probe {
  readonly type: string;
  readonly inputs: Props;
  readonly taken: boolean;
}

function probes(): Probe[] {
  const file = path.join(__dirname, "..", "..", "src", "kubernetes", "probes.jsonl");
  const lines = fs.readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Probe);
}

async function isTaken(kubernetes: Kubernetes, { type, inputs }: Probe): Promise<boolean> {
  try {
    await kubernetes.delete(await kubernetes.create(type, "it", inputs));
    return true;
  } catch {
    return false;
  }
}

/** What a server adds to every object. */
function holds({ id, inputs, outputs }: Made): void {
  const metadata = outputs.metadata as Props;
  const { name, namespace } = metadata;
  assert.equal(id, namespace === undefined ? name : `${namespace}/${name}`);
  assert.match(String(metadata.uid), /^[0-9a-f]{8}-/);
  assert.match(String(metadata.creationTimestamp), /^\d{4}-\d\d-\d\dT[\d:]{8}Z$/);
  assert.match(String(metadata.resourceVersion), /^\d+$/);
  assert.deepEqual([outputs.apiVersion, outputs.kind], [inputs.apiVersion, inputs.kind]);
}

async function customResources(kubernetes: Kubernetes): Promise<void> {
  const definition = await kubernetes.create("apiextensions.k8s.io/v1:CustomResourceDefinition", "def", crd("Gadget"));
  const type = `${GROUP}/v1:Gadget`;
  const gadget = await kubernetes.create(type, "good", { spec: { size: 2 } });
  assert.match(gadget.id, /^default\/good-[0-9a-f]{8}$/);
  await assert.rejects(kubernetes.create(type, "bad", { spec: { size: 0 } }), /size/);
  await assert.rejects(kubernetes.create(type, "bad", { spec: {} }), /size/);
  await assert.rejects(kubernetes.create(type, "bad", { spec: { size: "2" } }), /size/);
  await kubernetes.delete(definition);
  assert.equal(await kubernetes.read(gadget), undefined);
}

async function takenName(kubernetes: Kubernetes): Promise<void> {
  const inputs = { metadata: { name: "taken" } };
  const made = await kubernetes.create("core/v1:ConfigMap", "a", inputs);
  await assert.rejects(kubernetes.create("core/v1:ConfigMap", "b", inputs), /already exists/);
  await kubernetes.delete(made);
}

async function namespaceGoes(kubernetes: Kubernetes): Promise<void> {
  const namespace = await kubernetes.create("core/v1:Namespace", "home", {});
  const inside = await kubernetes.create("core/v1:ConfigMap", "inside", { metadata: { namespace: namespace.id } });
  assert.ok(await kubernetes.read(inside));
  await kubernetes.delete(namespace);
  assert.equal(await kubernetes.read(inside), undefined);
}
