import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
const MAX_LINES = 400;

function tracked(pattern: string): string[] {
  const { stdout } = spawnSync("git", ["ls-files", "--", pattern], { cwd: ROOT, encoding: "utf8" });
  return stdout.split("\n").filter((file) => file !== "" && fs.existsSync(path.join(ROOT, file)));
}

describe("style", () => {
  it("is what the linter and formatter wants", () => {
    const biome = path.join(ROOT, "node_modules/.bin/biome");
    const { status, stdout, stderr } = spawnSync(biome, ["check", "."], { cwd: ROOT, encoding: "utf8" });
    assert.equal(status, 0, `${stdout}${stderr}`);
  });
  it(`keeps files under ${MAX_LINES} lines`, () => {
    const sources = tracked("*.ts");
    assert.ok(sources.length > 100);
    const long = sources.filter(
      (file) => fs.readFileSync(path.join(ROOT, file), "utf8").split("\n").length > MAX_LINES,
    );
    assert.deepEqual(long, []);
  });
});
