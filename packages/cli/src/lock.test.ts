import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { isRunning, ownIdentity, withLock } from "./lock.js";
import { temporaryFolder } from "./testing/project.js";

describe("a lock", () => {
  it("lets one work at a time and is gone afterwards", async () => {
    const file = path.join(temporaryFolder(), "lock");
    let working = 0;
    let most = 0;
    const work = async () => {
      working += 1;
      most = Math.max(most, working);
      await new Promise((resolve) => setTimeout(resolve, 20));
      working -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withLock(file, () => {}, work)));
    assert.equal(most, 1);
    assert.equal(fs.existsSync(file), false);
  });

  it("is taken over from a process that is gone", async () => {
    const file = path.join(temporaryFolder(), "lock");
    fs.writeFileSync(file, `${spawnSync("true").pid} `);
    assert.equal(
      await withLock(
        file,
        () => {},
        async () => "done",
      ),
      "done",
    );
  });

  it("knows a process from a later one with the same id", () => {
    assert.equal(isRunning(ownIdentity()), true);
    assert.equal(isRunning(`${process.pid} some other start`), false);
  });
});
