import assert from "node:assert/strict";
import type { SimulatedProvider } from "./model.js";
import { type Sandbox, startSandbox } from "./sandbox.js";
import { ProviderClient } from "./testing/client.js";
import { temporaryFolder, toyProvider } from "./testing/toy.js";

const BOX = "urn:pulumi:dev::shop::toy:index:Box::crate";

async function within(provider: SimulatedProvider, use: (client: ProviderClient, sandbox: Sandbox) => Promise<void>) {
  const sandbox = await startSandbox({ stateDir: temporaryFolder(), providers: [provider] });
  const client = new ProviderClient(Number(sandbox.env.PULUMI_DEBUG_PROVIDERS?.split(":")[1]));
  await client.configure({ region: "north" });
  await use(client, sandbox);
  client.close();
  await sandbox.close();
}

describe("drift", () => {
  it("is read back in what the program gave, so that it is put right", () =>
    within(toyProvider(), async (client, { controls }) => {
      const inputs = { label: "crate", size: 2, shelves: [{ depth: 1 }], tags: { team: "a" } };
      const { id } = await client.create(BOX, inputs);
      const [found] = controls.find("crate");
      assert.ok(found);
      controls.edit(found, { tags: { team: "b", by: "hand" }, shelves: [{ depth: 9, kind: "x" }], note: "by hand" });
      const read = await client.read(BOX, id);
      assert.deepEqual(
        [read.inputs.tags, read.inputs.shelves, read.inputs.note],
        [{ team: "b", by: "hand" }, inputs.shelves, undefined],
      );
      assert.deepEqual([read.outputs.shelves, read.outputs.note], [[{ depth: 9, kind: "x" }], "by hand"]);
    }));
});

describe("what is immutable by its values", () => {
  it("replaces the resource only then", () => {
    const toy = toyProvider();
    const models = toy.models.map((model) => ({
      ...model,
      immutable: (before: object, _: object, after: object) =>
        Number(Object(after).size) < Number(Object(before).size) ? ["size"] : [],
    }));
    return within({ ...toy, models }, async (client) => {
      const replaces = async (before: number, after: number, ignored: string[] = []) =>
        (await client.diff(BOX, { size: before }, { size: after }, ignored)).replaces;
      assert.deepEqual(await replaces(1, 2), []);
      assert.deepEqual(await replaces(2, 1), ["size"]);
      assert.deepEqual(await replaces(2, 1, ["size"]), []);
    });
  });
});
