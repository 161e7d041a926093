import assert from "node:assert/strict";
import * as fs from "node:fs";
import { request } from "node:https";
import type { Sandbox } from "@isobar/cli";
import { provider } from "@isobar/kubernetes/sandbox";
import type { Props, World } from "@isobar/sandbox";
import { openGround, table, temporaryProject } from "./kubernetes/table";

table("real");

describe("what simulated Kubernetes knows of kinds", function () {
  this.timeout(60_000);
  let folder: string;
  let sandbox: Sandbox;
  before(async function () {
    this.timeout(30 * 60_000);
    folder = temporaryProject();
    sandbox = await openGround(folder, "real");
  });
  after(async () => {
    await sandbox?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("is which of them lie in a namespace, as the real API server says", async () => {
    const served = await kindsOf(sandbox.env.KUBECONFIG ?? "");
    const wrong = served.filter(({ type, namespaced }) => {
      const model = provider.modelOf?.(type);
      return model !== undefined && !model.undeclared && liesInNamespace(type) !== namespaced;
    });
    assert.deepEqual(wrong, []);
    assert.ok(served.length > 50, `only ${served.length} kinds`);
  });
});

interface Served {
  readonly type: string;
  readonly namespaced: boolean;
}

/** All kinds of an API server, and whether they lie in a namespace. */
async function kindsOf(kubeconfig: string): Promise<Served[]> {
  const { groups } = await get(kubeconfig, "/apis");
  const versions = (groups as { versions: { groupVersion: string }[] }[]).flatMap((group) => group.versions);
  const paths = [
    ["core/v1", "/api/v1"],
    ...versions.map(({ groupVersion }) => [groupVersion, `/apis/${groupVersion}`]),
  ];
  const lists = await Promise.all(
    paths.map(async ([groupVersion, path = ""]) => {
      const { resources } = await get(kubeconfig, path);
      return (resources as { name: string; kind: string; namespaced: boolean }[])
        .filter(({ name }) => !name.includes("/"))
        .map(({ kind, namespaced }) => ({ type: `kubernetes:${groupVersion}:${kind}`, namespaced }));
    }),
  );
  return lists.flat();
}

function liesInNamespace(type: string): boolean {
  const world = { config: {}, list: () => [] as unknown[] } as unknown as World;
  const filled = provider.modelOf?.(type)?.fill?.({}, { name: "it", oldInputs: {}, world, generateName: () => "it" });
  const { namespace } = (filled?.metadata ?? {}) as Props;
  return namespace !== undefined;
}

function get(kubeconfig: string, path: string): Promise<Props> {
  const { clusters, users } = JSON.parse(fs.readFileSync(kubeconfig, "utf8"));
  const ca = Buffer.from(clusters[0].cluster["certificate-authority-data"], "base64");
  const headers = { authorization: `Bearer ${users[0].user.token}` };
  return new Promise((resolve, reject) => {
    const sent = request(`${clusters[0].cluster.server}${path}`, { ca, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve(JSON.parse(text)));
    });
    sent.on("error", reject);
    sent.end();
  });
}
