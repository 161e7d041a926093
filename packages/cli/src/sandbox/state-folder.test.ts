import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryFolder, writeFiles } from "../testing/project.js";
import { isSandbox, prepareStateFolder, stateFolder } from "./state-folder.js";

describe("the sandbox's state folder", () => {
  let project: string;
  let inside: string;
  beforeEach(() => {
    project = temporaryFolder();
    inside = path.join(project, "a", "b");
    writeFiles(project, { "Pulumi.yaml": "name: x\nruntime: nodejs\n", "a/b/file": "" });
  });

  it("is in the nearest Pulumi project", () => {
    assert.equal(stateFolder(inside, {}), path.join(project, ".isobar", "sandbox"));
  });

  it("is in the working directory outside of a project", () => {
    const folder = temporaryFolder();
    assert.equal(stateFolder(folder, {}), path.join(folder, ".isobar", "sandbox"));
  });

  it("is what the environment names, unless --state names another", () => {
    const env = { ISOBAR_SANDBOX_STATE: "/somewhere" };
    assert.equal(stateFolder(inside, env), "/somewhere");
    assert.equal(stateFolder(inside, env, "here"), path.join(inside, "here"));
  });

  it("is kept out of version control", () => {
    const folder = path.join(project, ".isobar", "sandbox");
    prepareStateFolder(folder);
    assert.equal(fs.readFileSync(path.join(folder, ".gitignore"), "utf8"), "*\n");
    assert.equal(isSandbox(folder), true);
  });

  it("is its user's alone, also one made earlier", () => {
    const folder = path.join(project, ".isobar", "sandbox");
    prepareStateFolder(folder);
    fs.chmodSync(folder, 0o755);
    prepareStateFolder(folder);
    assert.equal(fs.statSync(folder).mode & 0o777, 0o700);
  });

  it("is never a folder with other files", () => {
    assert.throws(() => prepareStateFolder(project), /holds files that are no sandbox's/);
    assert.throws(() => prepareStateFolder(path.join(inside, "file")), /is a file/);
    assert.deepEqual(fs.readdirSync(project).sort(), ["Pulumi.yaml", "a"]);
  });
});
