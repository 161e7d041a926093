import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as path from "node:path";

/** Files of the SDK that are loaded after a script ran in a fresh process. */
function loaded(script: string): string[] {
  const print = "console.log(JSON.stringify(Object.keys(require.cache)))";
  const text = execFileSync(process.execPath, ["-e", `${script}; ${print}`], { cwd: __dirname, encoding: "utf8" });
  const files: string[] = JSON.parse(text);
  return files.filter((file) => file.includes(`${path.sep}@pulumi${path.sep}aws${path.sep}`));
}

describe("aws: what is loaded", () => {
  it("is nothing of the SDK with the backend alone, or with the simulated cloud", () => {
    assert.deepEqual(loaded('require("./index")'), []);
    assert.deepEqual(loaded('require("./sandbox")'), []);
  });

  it("is never the SDK's root", () => {
    const drivers = ["bucket", "grant", "network", "virtual-machine", "provider"];
    const files = loaded(drivers.map((name) => `require("./${name}")`).join(";"));
    assert.ok(files.length > 0);
    assert.ok(files.length < 60, `${files.length} files of the SDK are loaded`);
    assert.ok(!files.some((file) => file.endsWith(path.join("@pulumi", "aws", "index.js"))));
  });
});
