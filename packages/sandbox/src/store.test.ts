import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openStore, type StoredRecord } from "./store.js";
import { temporaryFolder } from "./testing/toy.js";

function record(type: string, id: string): StoredRecord {
  return {
    type,
    id,
    urn: `urn:pulumi:dev::shop::${type}::${id}`,
    inputs: { size: 1 },
    outputs: { size: 1, serial: "a1" },
    cloud: "toyland",
    region: "eu",
    secrets: [["tags", "key"]],
    autonamed: ["label"],
  };
}

/** Runs a script that has `store` and `record` at hand, in a process of its own. */
function child(dir: string, script: string) {
  const prelude = `
    const store = require(${JSON.stringify(join(__dirname, "store.js"))}).openStore(${JSON.stringify(dir)});
    const record = (id) => ({ ...${JSON.stringify(record("toy:index:Box", ""))}, id });
  `;
  return spawn(process.execPath, ["-e", prelude + script], { stdio: ["ignore", "pipe", "inherit"] });
}

describe("store", () => {
  it("gives back what was put, by type and id, and forgets what was deleted", async () => {
    const store = openStore(temporaryFolder());
    const box = record("toy:index:Box", "/subscriptions/1/größe");
    store.put(box);
    store.put(record("toy:index:BoxLid", "1"));
    assert.deepEqual(store.get(box.type, box.id), box);
    assert.deepEqual(store.list(box.type), [box]);
    assert.equal(store.all().length, 2);
    store.delete(box.type, box.id);
    store.delete(box.type, box.id);
    assert.equal(store.get(box.type, box.id), undefined);
    assert.equal(store.all().length, 1);
    store.reset();
    assert.deepEqual(store.all(), []);
    await store.close();
  });

  it("lists by id and scope what was put, replaced, deleted and undone", async () => {
    const store = openStore(temporaryFolder());
    const type = "toy:index:Box";
    const ids = () => store.list(type).map(({ id, scope = "" }) => `${id}${scope}`);
    assert.deepEqual(ids(), []);
    for (const id of ["c", "a", "b"]) store.put(record(type, id));
    for (const scope of ["2", "1"]) store.put({ ...record(type, "b"), scope });
    assert.deepEqual(ids(), ["a", "b", "b1", "b2", "c"]);
    store.put({ ...record(type, "a"), region: "us" });
    assert.equal(store.list(type)[0]?.region, "us");
    store.delete(type, "b", "1");
    store.delete(type, "x");
    const fail = () => {
      store.put(record(type, "d"));
      throw new Error("no");
    };
    assert.throws(() => store.transaction(fail), /no/);
    assert.deepEqual(ids(), ["a", "b", "b2", "c"]);
    await store.close();
  });

  it("lists what another process has put since", async () => {
    const dir = temporaryFolder();
    const store = openStore(dir);
    const type = "toy:index:Box";
    const other = openStore(dir);
    for (let n = 0; n < 20; n++) {
      (n % 3 === 0 ? other : store).put(record(type, String.fromCharCode(97 + n)));
      for (const each of [store, other]) assert.equal(each.list(type).length, n + 1);
    }
    await store.close();
    const script = `store.put(record("z")); console.log("done"); setTimeout(() => {}, 1e6);`;
    assert.equal(other.list(type).length, 20);
    const process = child(dir, script);
    await once(createInterface(process.stdout), "line");
    assert.equal(other.list(type).length, 21);
    process.kill();
    await other.close();
  });

  it("lists types with long names", async () => {
    const store = openStore(temporaryFolder());
    const policy = record("gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment", "1");
    store.put(policy);
    store.put(record(`${policy.type}s`, "1"));
    assert.deepEqual(store.list(policy.type), [policy]);
    store.bury(policy, new Date(0));
    assert.deepEqual(store.buried(policy.type, policy.id), { ...policy, deleted: 0 });
    await store.close();
  });

  it("undoes a transaction that throws", async () => {
    const store = openStore(temporaryFolder());
    store.put(record("toy:index:Box", "1"));
    assert.throws(
      () =>
        store.transaction(() => {
          store.delete("toy:index:Box", "1");
          store.put(record("toy:index:Box", "2"));
          throw new Error("half-way");
        }),
      /half-way/,
    );
    assert.deepEqual(
      store.all().map(({ id }) => id),
      ["1"],
    );
    await store.close();
  });

  it("loses nothing that a killed process had acknowledged", async () => {
    const dir = temporaryFolder();
    const writer = child(
      dir,
      `for (let n = 0; ; n++) { store.put(record(String(n))); require("node:fs").writeSync(1, n + "\\n"); }`,
    );
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === 200) {
        writer.kill("SIGKILL");
      }
    }
    const store = openStore(dir);
    const missing = acknowledged.filter((id) => !store.get("toy:index:Box", id));
    assert.ok(acknowledged.length >= 200);
    assert.deepEqual(missing, []);
    await store.close();
  });

  it("is shared by processes: each sees the others' writes, and none is lost", async () => {
    const dir = temporaryFolder();
    const store = openStore(dir);
    assert.deepEqual(store.all(), []);
    const count = `
      for (let n = 0; n < 100; n++) {
        store.transaction(() => {
          const counter = store.get("toy:index:Box", "counter") ?? record("counter");
          store.put({ ...counter, outputs: { count: (counter.outputs.count ?? 0) + 1 } });
        });
      }
    `;
    const writers = [child(dir, count), child(dir, count)];
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, "exit"))[0]));
    assert.deepEqual(codes, [0, 0]);
    assert.equal(store.get("toy:index:Box", "counter")?.outputs.count, 200);
    await store.close();
  }).timeout(20_000);
});
