import * as assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import * as path from "node:path";
import { installToyBackend, temporaryFolder, writeFiles, writeScript } from "../testing/project.js";

const ISOBAR = path.join(__dirname, "..", "..", "bin", "isobar.js");

describe("the commands that control a sandbox", function () {
  this.timeout(30_000);
  let folder: string;
  let env: NodeJS.ProcessEnv;
  const isobar = (...args: string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [ISOBAR, "sandbox", ...args], { cwd: folder, env, encoding: "utf8" });
  const output = (...args: string[]): string => {
    const { status, stdout, stderr } = isobar(...args);
    assert.equal(status, 0, stderr);
    return stdout;
  };

  beforeEach(() => {
    folder = temporaryFolder();
    installToyBackend(folder);
    writeFiles(folder, {
      "Pulumi.yaml": "name: x\nruntime: nodejs\n",
      "faults.txt": "# slow\nslow:seconds=1\n\nquota # two\n",
    });
    writeScript(path.join(folder, "bin", "pulumi"), 'case "$1" in version) echo v3.259.0;; esac');
    env = { ...process.env, HOME: folder, PATH: `${path.join(folder, "bin")}${path.delimiter}${process.env.PATH}` };
    delete env.ISOBAR_SANDBOX_STATE;
  });

  it("need a sandbox", () => {
    const { status, stderr } = isobar("fault");
    assert.equal(status, 1);
    assert.match(stderr, /^isobar: there is no sandbox in .*run something in it first/);
  });

  it("switch faults on and off", () => {
    isobar("--", "true");
    assert.equal(output("fault"), "No fault is on.\n");
    assert.equal(output("fault", "add", "capacity:zone=a", "slow"), "f1  capacity:zone=a\nf2  slow\n");
    assert.equal(output("fault", "remove", "f1"), "f2  slow\n");
    assert.match(isobar("fault", "remove", "f1").stderr, /there is no fault f1/);
    assert.match(isobar("fault", "add", "quota", "capasity").stderr, /did you mean capacity/);
    assert.equal(output("fault"), "f2  slow\n");
    assert.equal(output("fault", "remove"), "No fault is on.\n");
  });

  it("have faults for one command, also from a file", () => {
    const seen = output(
      "--fault",
      "denied",
      "--faults",
      "faults.txt",
      "--",
      process.execPath,
      ISOBAR,
      "sandbox",
      "fault",
    );
    assert.deepEqual(seen.match(/(?<= )\S+$/gm), ["denied", "slow:seconds=1", "quota"]);
    assert.equal(output("fault"), "No fault is on.\n");
  });

  for (const [args, message] of [
    [["--fault", "quotta"], /did you mean quota/],
    [["--faults", "missing.txt"], /--faults missing\.txt: .*no such file/],
    [["--latency", "long"], /--latency long: give "real"/],
  ] as const) {
    it(`refuse ${args.join(" ")}`, () => {
      const { status, stderr } = isobar(...args, "--", "true");
      assert.equal(status, 1);
      assert.match(stderr, message);
    });
  }

  it("set the clock forward", () => {
    isobar("--", "true");
    const before = Date.parse(output("clock").trim());
    const after = Date.parse(output("clock", "72h").trim());
    assert.ok(after - before >= 72 * 3_600_000 && after - before < 73 * 3_600_000);
    assert.match(isobar("clock", "soon").stderr, /"soon" is no time/);
  });

  it("say what isn't there", () => {
    isobar("--", "true");
    assert.equal(output("log"), "No calls.\n");
    assert.deepEqual(JSON.parse(output("show", "web", "--json")), []);
    assert.match(isobar("show", "web").stdout, /No resource has the id or name "web"/);
    for (const command of [
      ["delete", "web"],
      ["edit", "web", "a=1"],
    ]) {
      assert.match(isobar(...command).stderr, /no resource in the sandbox has the id or name "web"/);
    }
    assert.match(isobar("reclaim", "web").stderr, /no spot machine/);
  });
});
