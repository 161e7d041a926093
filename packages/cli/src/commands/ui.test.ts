import * as assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { installToyBackend, temporaryFolder, writeFiles } from "../testing/project.js";

const ISOBAR = path.join(__dirname, "..", "..", "bin", "isobar.js");

describe("commands that look on until they are ended", function () {
  this.timeout(30_000);
  let folder: string;
  const start = (...args: string[]): ChildProcessWithoutNullStreams => {
    const env = { ...process.env, HOME: folder, ISOBAR_SANDBOX_STATE: "" };
    return spawn(process.execPath, [ISOBAR, "sandbox", ...args], { cwd: folder, env });
  };
  const line = async (child: ChildProcessWithoutNullStreams) => String((await once(child.stdout, "data"))[0]);

  beforeEach(() => {
    folder = temporaryFolder();
    installToyBackend(folder);
    writeFiles(folder, { "Pulumi.yaml": "name: x\nruntime: nodejs\n" });
  });

  it("`ui` serves a page of a sandbox that is still empty, and ends by Ctrl-C", async () => {
    const child = start("ui", "--no-open");
    const address = (await line(child)).trim();
    assert.equal((await fetch(address)).status, 200);
    const events = (await fetch(new URL("events", address))).body?.getReader();
    assert.match(new TextDecoder().decode((await events?.read())?.value), /"clouds":\["toyland"\],.*"resources":\[\]/);
    child.kill("SIGINT");
    assert.deepEqual(await once(child, "close"), [0, null]);
    await assert.rejects(fetch(address));
  });

  it("`ui` refuses what is no port", () => {
    const { status, stderr } = spawnSync(process.execPath, [ISOBAR, "sandbox", "ui", "--port", "80a"], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.match(stderr, /--port 80a: give a number/);
  });

  it("`log --follow` prints calls as they come", async () => {
    const sandbox = path.join(folder, ".isobar", "sandbox");
    writeFiles(sandbox, { "isobar-sandbox.json": {}, "calls.jsonl": `${JSON.stringify(call("first"))}\n` });
    const child = start("log", "--follow");
    assert.match(await line(child), /^00:00:00\.000 {2}ok {2}create .* first\n$/);
    fs.appendFileSync(
      path.join(sandbox, "calls.jsonl"),
      `${JSON.stringify({ ...call("second"), verdict: "No:\nno." })}\n`,
    );
    assert.match(await line(child), /^00:00:00\.000 {2}no {2}create .* second\n {4}No:\n {4}no\.\n$/);
    child.kill("SIGINT");
    assert.deepEqual(await once(child, "close"), [null, "SIGINT"]);
  });
});

function call(name: string) {
  const where = { cloud: "toyland", region: "north", token: "toy:index:Box", name };
  return { time: "2026-01-01T00:00:00.000Z", operation: "create", milliseconds: 1, verdict: "ok", ...where };
}
