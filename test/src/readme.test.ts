import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { withMatrix } from "@isobar/tools/matrix";
import { backendOf, CLOUDS, mocks } from "./clouds.js";

const ROOT = path.resolve(__dirname, "../..");
const README = fs.readFileSync(path.join(ROOT, "README.md"), "utf8");

describe("README", () => {
  it("shows the features that the drivers declare, and what they build", async () => {
    const columns = CLOUDS.map((cloud) => ({ backend: backendOf(cloud), record: mocks(cloud) }));
    assert.equal(await withMatrix(README, columns), README, "run `node tools/matrix.mjs`");
  });
  it("names the commands that there are", () => {
    const { packageManager, scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"));
    for (const script of ["demo", "test"]) {
      assert.ok(scripts[script]);
      assert.ok(README.includes(`npx --yes ${packageManager} ${script}`), script);
    }
  });
});
