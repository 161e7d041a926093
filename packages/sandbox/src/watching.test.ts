import assert from "node:assert/strict";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CallLog, type LoggedCall, readCallLogFrom } from "./call-log.js";
import { resetSandbox, startSandbox, withControls } from "./sandbox.js";
import { ProviderClient } from "./testing/client.js";
import { temporaryFolder, toyProvider } from "./testing/toy.js";

const CALL: LoggedCall = {
  time: "2026-01-01T00:00:00.000Z",
  cloud: "toyland",
  region: "north",
  operation: "create",
  token: "toy:index:Box",
  name: "crate",
  milliseconds: 1,
  verdict: "ok",
};

describe("looking on at a sandbox", () => {
  it("reads a log part by part, without a line that is half written, and anew when it was begun anew", () => {
    const path = join(temporaryFolder(), "calls.jsonl");
    assert.deepEqual(readCallLogFrom(path, 0), { calls: [], from: 0, to: 0 });
    const log = new CallLog(path);
    log.append(CALL);
    const first = readCallLogFrom(path, 0);
    assert.deepEqual(first.calls, [CALL]);
    appendFileSync(path, '{"name":"half');
    assert.deepEqual(readCallLogFrom(path, first.to), { calls: [], from: first.to, to: first.to });
    appendFileSync(path, '"}\n');
    log.append({ ...CALL, name: "ä" });
    const second = readCallLogFrom(path, first.to);
    assert.deepEqual(
      second.calls.map(({ name }) => name),
      ["half", "ä"],
    );
    writeFileSync(path, `${JSON.stringify(CALL)}\n`);
    assert.deepEqual(readCallLogFrom(path, second.to), first);
    log.close();
  });

  it("tells of changes by others, by a version that grows, also over a reset", async () => {
    const stateDir = temporaryFolder();
    const providers = [toyProvider()];
    await withControls(stateDir, providers, async (controls) => {
      const versions = [controls.version()];
      const sandbox = await startSandbox({ stateDir, providers });
      const client = new ProviderClient(Number(sandbox.env.PULUMI_DEBUG_PROVIDERS?.split(":")[1]));
      await client.configure({ region: "north" });
      await client.create("urn:pulumi:dev::shop::toy:index:Box::crate", { label: "crate", size: 2, password: "x" });
      versions.push(controls.version());
      const [made] = controls.resources();
      assert.deepEqual([made?.inputs.label, made?.secrets], ["crate", [["password"]]]);
      client.close();
      await sandbox.close();
      await withControls(stateDir, providers, (others) => others.addFault("slow"));
      versions.push(controls.version());
      assert.equal(controls.faults().length, 1);
      await resetSandbox(stateDir);
      versions.push(controls.version());
      assert.deepEqual([controls.faults(), controls.resources()], [[], []]);
      assert.deepEqual(
        [...new Set(versions)].sort((a, b) => a - b),
        versions,
      );
    });
  });
});
