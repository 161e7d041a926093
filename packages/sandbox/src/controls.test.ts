import assert from "node:assert/strict";
import { status } from "@grpc/grpc-js";
import { type Sandbox, startSandbox, withControls } from "./sandbox.js";
import { ProviderClient } from "./testing/client.js";
import { temporaryFolder, toyProvider } from "./testing/toy.js";

const URN = "urn:pulumi:dev::shop::toy:index:Box::crate";
const CREATED = { label: "crate", size: 2 };

describe("controls of a sandbox", () => {
  let stateDir: string;
  let sandbox: Sandbox;
  let client: ProviderClient;

  async function start(latency = 0, ...faults: string[]): Promise<void> {
    stateDir = temporaryFolder();
    sandbox = await startSandbox({ stateDir, providers: [toyProvider()], latency });
    for (const fault of faults) sandbox.controls.addFault(fault);
    client = await connect();
  }
  async function connect(): Promise<ProviderClient> {
    const made = new ProviderClient(Number(sandbox.env.PULUMI_DEBUG_PROVIDERS?.split(":")[1]));
    await made.configure({ region: "north" });
    return made;
  }
  afterEach(async () => {
    client.close();
    await sandbox.close();
  });

  it("refuse a call in the cloud's words, and count", async () => {
    await start(0, "capacity:calls=1");
    await assert.rejects(client.create(URN, CREATED), /NoBoxes: there are no boxes left in north/);
    assert.match((await client.create(URN, CREATED)).id, /^box-/);
    assert.deepEqual(
      sandbox.controls.calls().map(({ operation, token, name, verdict }) => [operation, token, name, verdict]),
      [
        ["create", "toy:index:Box", "crate", "NoBoxes: there are no boxes left in north"],
        ["create", "toy:index:Box", "crate", "ok"],
      ],
    );
  });

  it("lose the answer to what was done", async () => {
    await start(0, "lost-answer");
    await assert.rejects(client.create(URN, CREATED), { code: status.UNAVAILABLE });
    assert.equal(sandbox.controls.find("crate").length, 1);
  });

  it("kill a provider in the middle of a call, which is there for the next command", async () => {
    await start(0, "killed:calls=1");
    await assert.rejects(client.create(URN, CREATED));
    assert.equal(sandbox.controls.find("crate").length, 1);
    client.close();
    client = await connect();
    assert.equal(
      (await client.create(URN.replace("crate", "other"), { ...CREATED, label: "other" })).id.slice(0, 4),
      "box-",
    );
  });

  it("take as long as the real API, or longer", async () => {
    await start(1, "slow:seconds=0.2,name=late");
    const seconds = async (name: string) => {
      const started = performance.now();
      await client.create(URN.replace("crate", name), { ...CREATED, label: name });
      return (performance.now() - started) / 1000;
    };
    const [usual, late] = [await seconds("usual"), await seconds("late")];
    assert.ok(usual > 0.19 && usual < 0.39, String(usual));
    assert.ok(late > 0.39, String(late));
  });

  it("set the clock forward, and let happen what comes due", async () => {
    await start();
    const { id } = await client.create(URN, CREATED);
    assert.deepEqual(sandbox.controls.advance(3_600_000), []);
    assert.deepEqual(sandbox.controls.advance(90_000_000), [{ type: "toy:index:Box", id, what: "changed" }]);
    assert.equal((await client.read(URN, id)).outputs.note, "a day older");
  });

  it("take capacity back, where that can be", async () => {
    await start();
    const { id } = await client.create(URN, { ...CREATED, color: "red" });
    await client.create(URN.replace("crate", "other"), { ...CREATED, label: "other" });
    assert.equal(sandbox.controls.reclaim("other"), undefined);
    assert.equal(sandbox.controls.reclaim("nothing"), undefined);
    assert.deepEqual(sandbox.controls.reclaim("crate"), [{ type: "toy:index:Box", id, what: "gone" }]);
    assert.equal(sandbox.controls.find(id).length, 0);
  });

  it("change and delete behind the engine's back, from another process too", async () => {
    await start();
    const { id } = await client.create(URN, CREATED);
    await withControls(stateDir, [toyProvider()], (controls) => {
      const [found] = controls.find("crate");
      assert.ok(found);
      controls.edit(found, { note: "by hand" });
    });
    assert.equal((await client.read(URN, id)).outputs.note, "by hand");
    const [found] = sandbox.controls.find(id);
    assert.ok(found);
    sandbox.controls.remove(found);
    assert.equal((await client.read(URN, id)).id, "");
  });

  it("keep a fault only as long as the sandbox that began with it", async () => {
    stateDir = temporaryFolder();
    const options = { stateDir, providers: [toyProvider()] };
    const first = await startSandbox({ ...options, faults: [{ kind: "capacity" }] });
    assert.equal(first.controls.faults().length, 1);
    first.controls.addFault("throttled");
    await first.close();
    sandbox = await startSandbox(options);
    client = await connect();
    assert.deepEqual(
      sandbox.controls.faults().map(({ kind }) => kind),
      ["throttled"],
    );
  });
});
