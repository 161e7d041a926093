import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
const tsc = require.resolve("typescript/bin/tsc");

function compile(folder: string): string {
  const { stdout } = spawnSync(process.execPath, [tsc, "--noEmit", "-p", folder], { cwd: ROOT, encoding: "utf8" });
  return stdout;
}

describe("types", () => {
  it("accept right overrides and refuse wrong ones", () => {
    assert.equal(compile("test/types"), "");
  });
  it("accept the example", () => {
    assert.equal(compile("examples/web-and-data"), "");
  });
});
