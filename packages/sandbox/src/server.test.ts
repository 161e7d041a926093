import assert from "node:assert/strict";
import { join } from "node:path";
import { status } from "@grpc/grpc-js";
import { CheckRequest } from "@pulumi/pulumi/proto/provider_pb";
import { CallLog } from "./call-log.js";
import { openControl } from "./control.js";
import { modelsOf } from "./lookup.js";
import { type Props, UNKNOWN } from "./model.js";
import { type ProviderServer, serve } from "./server.js";
import { openStore, type Store } from "./store.js";
import { ProviderClient } from "./testing/client.js";
import { secret, temporaryFolder, toyProvider } from "./testing/toy.js";

const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::isobar:index:Bucket$toy:index:${type}::${name}`;
const BOX = urnOf("Box", "Crate");
const NO_CHANGE = { changed: false, deleteBeforeReplace: false, replaces: [], details: {} };

describe("simulated provider", () => {
  let store: Store;
  let server: ProviderServer;
  let client: ProviderClient;

  beforeEach(async () => {
    store = openStore(temporaryFolder());
    const provider = toyProvider();
    const folder = temporaryFolder();
    const behaviour = {
      control: openControl(join(folder, "control")),
      log: new CallLog(join(folder, "log")),
      latency: 0,
    };
    server = await serve({ provider, models: modelsOf(provider), store, behaviour });
    client = new ProviderClient(server.port);
    await client.configure({ region: "eu" });
  });

  afterEach(async () => {
    client.close();
    server.close();
    await store.close();
  });

  async function createBox(inputs: Props, name = "Crate") {
    const checked = await client.check(urnOf("Box", name), inputs);
    assert.deepEqual(checked.failures, []);
    return { ...(await client.create(urnOf("Box", name), checked.inputs)), inputs: checked.inputs };
  }

  describe("configuration", () => {
    it("is refused with unknown keys, wrong types, and as the real provider does", async () => {
      const urn = "urn:pulumi:dev::shop::pulumi:providers:toy::mine";
      assert.deepEqual(await client.checkConfig(urn, { version: "1.2.3", regoin: "eu", retries: '"many"' }), [
        'An argument named "regoin" is not expected here. Did you mean "region"? Examine values at \'mine.regoin\'.',
        "expected a number, got the string \"many\". Examine values at 'mine.retries'.",
      ]);
      assert.deepEqual(await client.checkConfig(urn, { allowed: '["other"]' }), ["account acme is not allowed"]);
      assert.deepEqual(await client.checkConfig(urn, { allowed: '["acme"]', retries: "3", region: UNKNOWN }), []);
      await assert.rejects(client.configure({ allowed: '["other"]' }), /account acme is not allowed/);
    });

    it("names the stack's key where the stack configures the provider", async () => {
      const urn = "urn:pulumi:dev::shop::pulumi:providers:toy::default_1_2_3";
      assert.match((await client.checkConfig(urn, { bogus: "1" }))[0] ?? "", /`pulumi config get --path toy:bogus`/);
    });

    it("replaces the provider when it moves from one known region or project to another", async () => {
      const before = { region: "eu", project: "a", retries: "1" };
      assert.deepEqual(await client.diffConfig(before, before), NO_CHANGE);
      assert.deepEqual((await client.diffConfig(before, { ...before, region: "us" })).replaces, ["region"]);
      assert.deepEqual((await client.diffConfig(before, { ...before, project: "b" })).replaces, ["project"]);
      const other = await client.diffConfig(before, { ...before, region: UNKNOWN, retries: "2" });
      assert.deepEqual(other.replaces, []);
      assert.deepEqual(other.details, { region: "UPDATE", retries: "UPDATE" });
    });

    it("belongs to its connection", async () => {
      const other = new ProviderClient(server.port);
      await assert.rejects(other.check(BOX, { size: 1 }), /not configured over this connection/);
      await other.configure({ region: "us" });
      const here = await createBox({ size: 1 });
      const there = await other.create(urnOf("Box", "there"), { size: 1, label: "there" });
      assert.equal(here.outputs.region, "eu");
      assert.equal(there.outputs.region, "us");
      other.close();
    });
  });

  describe("check", () => {
    it("refuses types that are not simulated", async () => {
      await assert.rejects(client.check(urnOf("Boxx", "b"), {}), (error: { code: number; details: string }) => {
        assert.equal(error.code, status.UNIMPLEMENTED);
        assert.match(error.details, /^toy:index:Boxx is not simulated by the sandbox \(toy:index:Box is\): /);
        return true;
      });
    });

    it("holds inputs to the schema, then to the model's rules, and says where", async () => {
      const wrong = await client.check(BOX, { size: "1", shelves: [{ depth: 1 }, {}] });
      assert.deepEqual(wrong.failures.sort(), [
        'Missing required argument. The argument "depth" is required, but was not given. ' +
          "Examine values at 'Crate.shelves[1].depth'.",
        "expected a number, got the string \"1\". Examine values at 'Crate.size'.",
      ]);
      assert.deepEqual((await client.check(BOX, { size: 13 })).failures, [
        "13 is unlucky. Examine values at 'Crate.size'.",
      ]);
    });

    it("names a resource once, and keeps the name as long as the program gives none", async () => {
      const { inputs } = await client.check(BOX, { size: 1 });
      assert.match(String(inputs.label), /^crate-[0-9a-f]{7}$/);
      assert.equal((await client.check(BOX, { size: 2 }, inputs)).inputs.label, inputs.label);
      assert.notEqual((await client.check(BOX, { size: 2 })).inputs.label, inputs.label);

      const named = await client.check(BOX, { size: 1, label: "mine" }, inputs);
      assert.equal(named.inputs.label, "mine");
      assert.match(String((await client.check(BOX, { size: 1 }, named.inputs)).inputs.label), /^crate-/);
    });

    it("refuses to make a name longer than the type allows", async () => {
      const { failures } = await client.check(urnOf("Box", "a-very-long-logical-name"), { size: 1 });
      assert.match(failures[0] ?? "", /has 32 characters, allowed are 20: .* or set "label"/);
    });

    it("follows the stack's autonaming configuration", async () => {
      const { Mode } = CheckRequest.AutonamingOptions;
      const check = (mode: CheckRequest.AutonamingOptions.Mode) =>
        client.check(BOX, { size: 1 }, {}, new CheckRequest.AutonamingOptions().setMode(mode).setProposedName("Given"));
      assert.equal((await check(Mode.PROPOSE)).inputs.label, "given");
      assert.equal((await check(Mode.ENFORCE)).inputs.label, "Given");
      assert.match((await check(Mode.DISABLE)).failures[0] ?? "", /automatic naming is disabled/);
    });
  });

  describe("diff", () => {
    it("sees no change where there is none, secret or not", async () => {
      const { inputs } = await client.check(BOX, { size: 1, password: "p", tags: { a: "1" } });
      const { password, ...rest } = inputs;
      assert.deepEqual(password, secret("p"));
      assert.deepEqual(await client.diff(BOX, inputs, { ...rest, password: "p", color: null }), NO_CHANGE);
    });

    it("names the changed properties, and what is ignored not", async () => {
      const before = { size: 1, tags: { a: "1", b: "2" }, shelves: [{ depth: 1 }] };
      const after = { size: UNKNOWN, tags: { a: "3" }, shelves: [{ depth: 1 }, { depth: 2 }] };
      const diff = await client.diff(BOX, before, after, ["size"]);
      assert.deepEqual(diff.details, { "shelves[1]": "ADD", "tags.a": "UPDATE", "tags.b": "DELETE" });
      assert.deepEqual(diff.replaces, []);
    });

    it("replaces where something immutable changes, also to what is unknown", async () => {
      const before = { size: 1, shelves: [{ depth: 1, kind: "oak" }] };
      const diff = await client.diff(BOX, before, { size: 2, shelves: [{ depth: 1, kind: UNKNOWN }] });
      assert.deepEqual(diff.replaces, ["shelves"]);
      assert.deepEqual(diff.details, { size: "UPDATE", "shelves[0].kind": "UPDATE_REPLACE" });
      assert.equal(diff.deleteBeforeReplace, false);
    });

    it("deletes first where old and new can't exist at once", async () => {
      const lid = await client.diff(urnOf("Lid", "l"), { box: "1" }, { box: "2" });
      assert.equal(lid.deleteBeforeReplace, true);
      const shelves = (kind: string) => ({ size: 1, shelves: [{ depth: 1, kind }] });
      const named = await client.check(BOX, { ...shelves("oak"), label: "mine" });
      assert.equal(
        (await client.diff(BOX, named.inputs, { ...named.inputs, ...shelves("fir") })).deleteBeforeReplace,
        true,
      );
      const generated = await client.check(BOX, shelves("oak"));
      const replaced = await client.diff(BOX, generated.inputs, { ...generated.inputs, ...shelves("fir") });
      assert.equal(replaced.deleteBeforeReplace, false);
    });
  });

  describe("create", () => {
    it("stores the resource with what the model computes", async () => {
      const { id, inputs, outputs } = await createBox({ size: 3 });
      assert.match(id, /^box-[0-9a-f]{8}$/);
      assert.equal(outputs.address, `acme/eu/${inputs.label}/3`);
      assert.equal(outputs.note, null);
      assert.equal("__defaults" in outputs, false);
      assert.deepEqual(await client.read(BOX, id), { id, inputs, outputs });
    });

    it("stores nothing in a preview, and leaves all that is computed unknown", async () => {
      const { inputs } = await client.check(BOX, { size: 3, password: "p" });
      const { id, outputs } = await client.create(BOX, inputs, true);
      assert.equal(id, "");
      assert.deepEqual(outputs, { size: 3, label: inputs.label, password: secret("p") });
      assert.deepEqual(store.all(), []);
    });

    it("keeps secrets secret", async () => {
      const given = { size: 3, password: "p", tags: { open: "1", hidden: secret("h") } };
      const { id, outputs } = await createBox(given);
      const read = await client.read(BOX, id);
      for (const properties of [outputs, read.inputs, read.outputs]) {
        assert.deepEqual(properties.password, secret("p"));
        assert.deepEqual(properties.tags, { open: "1", hidden: secret("h") });
      }
    });

    it("fails with the words of the API's refusal", async () => {
      await createBox({ size: 1, label: "mine" });
      await assert.rejects(createBox({ size: 1, label: "mine" }, "other"), /label mine is taken/);
      assert.equal(store.all().length, 1);
    });

    it("refuses a second resource under an id that is taken", async () => {
      await client.create(urnOf("Lid", "a"), { box: "1" });
      await assert.rejects(client.create(urnOf("Lid", "b"), { box: "1" }), /"lid-of-1" already exists/);
    });
  });

  describe("update", () => {
    it("computes anew and keeps what must survive", async () => {
      const { id, inputs, outputs } = await createBox({ size: 1, tags: { a: "1" } });
      const updated = await client.update(BOX, id, { size: 2, label: inputs.label });
      assert.equal(updated.serial, outputs.serial);
      assert.equal(updated.address, `acme/eu/${inputs.label}/2`);
      assert.equal(updated.tags, null);
      assert.deepEqual((await client.read(BOX, id)).outputs, updated);
    });

    it("is foretold by a preview, which changes nothing", async () => {
      const { id, inputs, outputs } = await createBox({ size: 1 });
      const preview = await client.update(BOX, id, { ...inputs, size: 2 }, outputs);
      assert.equal(preview.address, `acme/eu/${inputs.label}/2`);
      assert.equal(preview.serial, outputs.serial);
      const vague = await client.update(BOX, id, { ...inputs, size: UNKNOWN }, outputs);
      assert.equal(vague.address, UNKNOWN);
      assert.deepEqual((await client.read(BOX, id)).outputs, outputs);
    });

    it("fails for a resource that is gone", async () => {
      await assert.rejects(client.update(BOX, "box-0", { size: 1 }), /"box-0" does not exist .* `pulumi refresh`/);
    });
  });

  it("reads a resource that is gone as gone", async () => {
    assert.equal((await client.read(BOX, "box-0")).id, "");
  });

  it("deletes, unless the API would refuse", async () => {
    const { id } = await createBox({ size: 1 });
    const lid = await client.create(urnOf("Lid", "l"), { box: id });
    await assert.rejects(client.delete(BOX, id), /has a lid/);
    await client.delete(urnOf("Lid", "l"), lid.id);
    await client.delete(BOX, id);
    await client.delete(BOX, id);
    assert.deepEqual(store.all(), []);
  });

  it("has what an account has from the beginning, until somebody deletes it", async () => {
    const [urn, id] = [urnOf("Lid", "first"), "lid-of-0"];
    assert.deepEqual(await client.read(urn, id), { id, inputs: { box: "0" }, outputs: { box: "0", tight: true } });
    await assert.rejects(client.create(urn, { box: "0" }), /"lid-of-0" already exists/);
    assert.deepEqual(store.all(), []);
    await client.delete(urn, id);
    assert.equal((await client.read(urn, id)).id, "");
    assert.equal((await client.create(urn, { box: "0" })).id, id);
    assert.equal((await client.read(urn, id)).outputs.tight, null);
  });

  it("answers functions, and refuses arguments and functions that don't exist", async () => {
    const { result } = await client.invoke("toy:index:getShop", { city: "Oslo" });
    assert.deepEqual(result, { address: "1 Main Street, Oslo", region: "eu" });
    assert.match((await client.invoke("toy:index:getShop", {})).failures[0] ?? "", /"city" is required/);
    await assert.rejects(client.invoke("toy:index:getShops", {}), /getShops is not simulated/);
  });
});
