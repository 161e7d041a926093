import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { openControl } from "./control.js";
import { temporaryFolder } from "./testing/toy.js";

describe("control", () => {
  it("drops the faults of a process that was killed, and keeps the others", async () => {
    const dir = temporaryFolder();
    const script = `
      const control = require(${JSON.stringify(join(__dirname, "control.js"))}).openControl(${JSON.stringify(dir)});
      control.addFault({ kind: "slow" }, process.pid);
      control.addFault({ kind: "throttled" });
      console.log(control.faults().length);
      process.kill(process.pid, "SIGKILL");`;
    const killed = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
    assert.deepEqual([killed.stdout, killed.signal], ["2\n", "SIGKILL"]);
    const control = openControl(dir);
    const own = control.addFault({ kind: "quota" }, process.pid);
    const beside = openControl(dir);
    assert.deepEqual(
      beside.faults().map(({ kind }) => kind),
      ["throttled", "quota"],
    );
    assert.equal(control.removeFault(own.id), true);
    assert.equal(control.removeFault(own.id), false);
    await control.close();
    await beside.close();
  });
});
