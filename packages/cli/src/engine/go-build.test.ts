import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryFolder, writeScript } from "../testing/project.js";
import { buildEngine, builtEngine, goBuild } from "./go-build.js";

describe("the build from Go modules", () => {
  let folder: string;
  let env: { PATH: string; HOME: string };
  const go = (lines: string) => writeScript(path.join(folder, "bin", "go"), lines);
  beforeEach(() => {
    folder = temporaryFolder();
    env = { PATH: `${path.join(folder, "bin")}${path.delimiter}/usr/bin${path.delimiter}/bin`, HOME: folder };
  });

  it("builds once, even if two want it at the same time", async () => {
    go(`echo run >> ${folder}/runs
      while [ "$1" != -o ]; do shift; done
      sleep 0.2; printf '#!/bin/sh\\n' > "$2"; chmod +x "$2"`);
    const build = goBuild(env);
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    const found = await Promise.all([buildEngine(build, env, log), buildEngine(build, env, log)]);
    assert.deepEqual(found, [build, build]);
    assert.equal(builtEngine(build), build.binary);
    assert.equal(fs.readFileSync(path.join(folder, "runs"), "utf8"), "run\n");
    assert.match(lines.join("\n"), /building the Pulumi engine 3\.\d+\.\d+ from Go modules/);
    assert.match(lines.join("\n"), /another process is building/);
  });

  it("leaves nothing that looks like an engine when it fails, and gives Go's last line", async () => {
    go('echo "go: module lookup disabled" >&2; exit 1');
    const build = goBuild(env);
    assert.deepEqual(await buildEngine(build, env, () => {}), { reason: "Go modules: go: module lookup disabled" });
    assert.equal(builtEngine(build), undefined);
    assert.deepEqual(fs.readdirSync(path.dirname(build.binary)), []);
  });

  it("says that Go is missing", async () => {
    env.PATH = path.join(folder, "bin");
    assert.deepEqual(await buildEngine(goBuild(env), env, () => {}), { reason: "Go modules: no go on PATH" });
  });
});
