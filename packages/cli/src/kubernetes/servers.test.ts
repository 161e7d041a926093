import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "../lock.js";
import { temporaryFolder, writeScript } from "../testing/project.js";
import { Servers } from "./servers.js";

describe("the programs of a real cluster", () => {
  const started = (script: string) => {
    const folder = temporaryFolder();
    const binary = path.join(folder, "bin", "program");
    writeScript(binary, script);
    const servers = new Servers(path.join(folder, "run"));
    servers.start(binary, []);
    return { folder: path.join(folder, "run"), servers };
  };
  const identity = (folder: string) => fs.readFileSync(path.join(folder, "program.running"), "utf8");

  it("are ended by a stop", async () => {
    const { folder, servers } = started("exec sleep 60");
    const running = identity(folder);
    assert.equal(isRunning(running), true);
    await servers.stop();
    assert.equal(isRunning(running), false);
    assert.deepEqual(
      fs.readdirSync(folder).filter((name) => name.endsWith(".running")),
      [],
    );
  });

  it("are ended by the next process when theirs was killed", async () => {
    const { folder } = started("exec sleep 60");
    const running = identity(folder);
    await new Servers(folder).endLeftOvers();
    assert.equal(isRunning(running), false);
  });

  it("end with their process, also when that is killed", async () => {
    const folder = temporaryFolder();
    const start = `const { Servers } = require(${JSON.stringify(path.join(__dirname, "servers.js"))});
      new Servers(${JSON.stringify(folder)}).start("/bin/sleep", ["60"]); setInterval(() => {}, 1000); console.log("up");`;
    const parent = spawn(process.execPath, ["-e", start], { stdio: ["ignore", "pipe", "inherit"] });
    await once(parent.stdout, "data");
    const running = fs.readFileSync(path.join(folder, "sleep.running"), "utf8");
    assert.equal(isRunning(running), true);
    parent.kill("SIGKILL");
    for (let left = 100; isRunning(running) && left > 0; left--) await sleep(50);
    assert.equal(isRunning(running), false);
  });

  it("tell their last words when they end too early", async () => {
    const { servers } = started("echo no port is free >&2; exit 1");
    await assert.rejects(
      servers.ready("it", () => false, 5_000),
      /program of the real Kubernetes cluster ended: no port is free/,
    );
  });
});
