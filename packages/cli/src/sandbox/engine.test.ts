import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { listResources } from "@isobar/sandbox";
import { temporaryFolder, writeFiles, writeProject } from "../testing/project.js";
import { openSandbox, type Sandbox } from "./open.js";
import { reset } from "./reset.js";

const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
class Box extends pulumi.CustomResource {
  constructor(name, args, options) { super("toy:index:Box", name, args, options); }
}
class Pair extends pulumi.ComponentResource {
  constructor(name) {
    super("tiny:index:Pair", name);
    this.box = new Box(name + "-box", { size: 1 }, { parent: this });
    new pulumi.Stash(name, { input: "kept" }, { parent: this });
    this.registerOutputs();
  }
}
console.log("hello from", process.env.WHO);
exports.id = new Pair("pair").box.id;
`;

describe("a program on the real engine in the sandbox", function () {
  this.timeout(600_000);
  let folder: string;
  let sandbox: Sandbox;
  const pulumi = (...args: string[]) => sandbox.run("pulumi", [...args, "--color", "never"], { stdio: "pipe" });

  before(async () => {
    folder = temporaryFolder();
    writeProject(folder, PROGRAM);
    sandbox = await openSandbox({ cwd: folder, env: { ...process.env, WHO: "here", ISOBAR_SANDBOX_STATE: "" } });
    await pulumi("stack", "init", "dev");
  });
  after(() => sandbox?.close());

  it("goes up, and what it prints is shown once, as a message of the stack", async () => {
    const { stdout, code } = await pulumi("up", "--yes", "--skip-preview");
    assert.equal(code, 0, stdout);
    assert.match(stdout, /4 created/);
    const diagnostics = stdout.slice(stdout.indexOf("Diagnostics:"));
    assert.match(diagnostics, /pulumi:pulumi:Stack \(tiny-dev\):\n {4}hello from here\n/);
    assert.equal(diagnostics.split("hello from").length, 2);
  });

  it("shows the resources, and nothing to do the second time", async () => {
    const [box, ...others] = await listResources(sandbox.stateDir);
    assert.deepEqual([box?.cloud, box?.name, box?.stack, others.length], ["toyland", "pair-box", "dev", 0]);
    assert.match((await pulumi("preview", "--expect-no-changes")).stdout, /4 unchanged/);
  });

  it("gives a program the environment of a shell that starts the engine", async () => {
    const { stdout } = await sandbox.run("sh", ["-c", "WHO=shell pulumi preview"], { stdio: "pipe" });
    assert.match(stdout, /hello from shell/);
    assert.doesNotMatch(stdout, /warning/);
  });

  const failures = {
    "an exception": ['throw new Error("it broke")', /error: Running program .* unhandled exception:\s+Error: it broke/],
    "an error without a stack": [
      'const { RunError } = require("@pulumi/pulumi"); throw new RunError("do this instead")',
      /error: do this instead\n/,
    ],
    "an exit code": ["process.exit(3)", /Program ended with exit code 3/],
  } as const;
  for (const [what, [program, message]] of Object.entries(failures)) {
    it(`shows ${what} of the program, soon`, async () => {
      writeFiles(folder, { "index.js": program });
      const start = Date.now();
      const { stdout, code } = await pulumi("preview");
      writeFiles(folder, { "index.js": PROGRAM });
      assert.notEqual(code, 0);
      assert.match(stdout, message);
      assert.ok(Date.now() - start < 25_000, `it took ${Date.now() - start} ms`);
    });
  }

  it("says what to do when the SDK isn't installed", async () => {
    const elsewhere = path.join(temporaryFolder(), "program");
    writeFiles(elsewhere, { "Pulumi.yaml": "name: tiny\nruntime: nodejs\n", "index.js": "", "package.json": {} });
    const { stdout } = await sandbox.run("pulumi", ["preview", "-s", "dev"], { cwd: elsewhere, stdio: "pipe" });
    assert.match(stdout, /@pulumi\/pulumi isn't installed for the program in .*run `pulumi install`/);
  });

  it("is not reset while it is open", async () => {
    await assert.rejects(reset(sandbox.stateDir), /is in use by process \d+/);
    assert.equal((await listResources(sandbox.stateDir)).length, 1);
  });

  it("is emptied by a destroy, and forgotten by a reset", async () => {
    assert.equal((await pulumi("destroy", "--yes", "--skip-preview")).code, 0);
    assert.deepEqual(await listResources(sandbox.stateDir), []);
    await sandbox.close();
    assert.deepEqual(await reset(sandbox.stateDir), { resources: 0, stacks: 1 });
    assert.equal(fs.existsSync(path.join(sandbox.stateDir, "home")), false);
  });
});
