import assert from "node:assert/strict";
import * as fs from "node:fs";
import type { Sandbox } from "@isobar/cli";
import { provider } from "@isobar/kubernetes/sandbox";
import { Kubernetes } from "./kubernetes/client";
import { openGround, temporaryProject } from "./kubernetes/table";

const kubeconfig = (server: string, namespace?: string) =>
  JSON.stringify({
    clusters: [{ name: "c", cluster: { server } }],
    contexts: [{ name: "x", context: { cluster: "c", ...(namespace && { namespace }) } }],
    "current-context": "x",
  });

describe("the clusters of simulated Kubernetes", function () {
  this.timeout(30_000);
  let folder: string;
  let sandbox: Sandbox;
  before(async () => {
    folder = temporaryProject();
    sandbox = await openGround(folder, "memory");
  });
  after(async () => {
    await sandbox?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("are one for each API server", async () => {
    const configs = ["https://a.example", "https://b.example"].map((server) => ({ kubeconfig: kubeconfig(server) }));
    const [a, b] = await Promise.all(configs.map((config) => Kubernetes.connect(sandbox.env, config)));
    assert.ok(a && b);
    const inputs = { metadata: { name: "same" } };
    const made = await a.create("core/v1:ConfigMap", "it", inputs);
    assert.equal(await b.read(made), undefined);
    await b.create("core/v1:ConfigMap", "it", inputs);
    await a.delete(made);
    assert.ok(await b.read(made));
    for (const client of [a, b]) client.close();
  });

  it("have the namespace of the provider, else of the context", async () => {
    const config = { kubeconfig: kubeconfig("https://c.example", "kube-public") };
    const [context, provided] = [
      await Kubernetes.connect(sandbox.env, config),
      await Kubernetes.connect(sandbox.env, { ...config, namespace: "kube-system" }),
    ];
    const place = async (client: Kubernetes) => (await client.create("core/v1:ConfigMap", "it", {})).id.split("/")[0];
    assert.deepEqual([await place(context), await place(provided)], ["kube-public", "kube-system"]);
    for (const client of [context, provided]) client.close();
  });

  it("are refused where the kubeconfig leads nowhere", async () => {
    const config = { kubeconfig: kubeconfig("https://a.example") };
    await assert.rejects(Kubernetes.connect(sandbox.env, { ...config, context: "y" }), /context "y" does not exist/);
    await assert.rejects(Kubernetes.connect(sandbox.env, { kubeconfig: "{}" }), /no server found/);
    await assert.rejects(Kubernetes.connect(sandbox.env, { renderYamlToDirectory: "a" }), /renderYamlToDirectory/);
  });

  it("are changed by the provider's cluster, or by its identifier alone", () => {
    const [a, b] = ["https://a.example", "https://b.example"].map((server) => ({ kubeconfig: kubeconfig(server) }));
    assert.ok(a && b && provider.moves);
    assert.equal(provider.moves(a, b), true);
    assert.equal(provider.moves(a, { ...a, namespace: "n" }), false);
    assert.equal(provider.moves({ ...a, clusterIdentifier: "1" }, { ...b, clusterIdentifier: "1" }), false);
    assert.equal(provider.moves({ ...a, clusterIdentifier: "1" }, { ...a, clusterIdentifier: "2" }), true);
  });

  it("let ConfigMaps change in place where the provider is told to", async () => {
    const [before, after] = [{ data: { a: "1" } }, { data: { a: "2" } }];
    for (const [enableConfigMapMutable, replaces] of [
      ["true", []],
      ["false", ["data"]],
    ] as const) {
      const client = await Kubernetes.connect(sandbox.env, { enableConfigMapMutable });
      const made = await client.create("core/v1:ConfigMap", "it", before);
      assert.deepEqual(await client.replaces(made, after), replaces);
      client.close();
    }
  });
});
