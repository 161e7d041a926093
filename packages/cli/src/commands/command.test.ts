import * as assert from "node:assert/strict";
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { installToyBackend, temporaryFolder, writeFiles, writeScript } from "../testing/project.js";

const ISOBAR = path.join(__dirname, "..", "..", "bin", "isobar.js");

describe("the isobar command", function () {
  this.timeout(30_000);
  let folder: string;
  let env: NodeJS.ProcessEnv;
  const isobar = (...args: string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [ISOBAR, ...args], { cwd: folder, env, encoding: "utf8" });

  before(() => {
    folder = temporaryFolder();
    installToyBackend(folder);
    writeFiles(folder, { "Pulumi.yaml": "name: x\nruntime: nodejs\n" });
    writeScript(path.join(folder, "bin", "pulumi"), 'case "$1" in version) echo v3.259.0;; *) echo "pulumi $*";; esac');
    env = { ...process.env, HOME: folder, PATH: `${path.join(folder, "bin")}${path.delimiter}${process.env.PATH}` };
    delete env.ISOBAR_SANDBOX_STATE;
    delete env.XDG_CACHE_HOME;
  });

  it("writes nothing of its own to standard output, and one line to standard error", () => {
    const { stdout, stderr, status } = isobar("sandbox", "--", "pulumi", "stack", "ls");
    assert.equal(stdout, "pulumi stack ls\n");
    assert.match(stderr, /^isobar: sandbox .*\.isobar\/sandbox with simulated toyland; engine pulumi 3\.259\.0 .*\n$/);
    assert.equal(status, 0);
  });

  it("hands on the exit code", () => {
    assert.equal(isobar("sandbox", "--", "sh", "-c", "exit 7").status, 7);
  });

  it("ends by the signal that ended the command", () => {
    assert.equal(isobar("sandbox", "--", "sh", "-c", "kill -KILL $$").signal, "SIGKILL");
  });

  it("hands on a signal that it gets itself", async function () {
    this.retries(2);
    const program = 'trap "echo caught; exit 5" TERM; echo ready; while :; do sleep 0.05; done';
    const child = spawn(process.execPath, [ISOBAR, "sandbox", "--", "sh", "-c", program], { cwd: folder, env });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("ready")) child.kill("SIGTERM");
      output += text;
    });
    assert.deepEqual(await once(child, "close"), [5, null]);
    assert.equal(output, "ready\ncaught\n");
  });

  it("takes the command without dashes too, and its options as its own", () => {
    assert.equal(isobar("sandbox", "pulumi", "up", "--yes", "--state", "x").stdout, "pulumi up --yes --state x\n");
  });

  it("runs a command named like a subcommand after the dashes", () => {
    writeScript(path.join(folder, "bin", "list"), "echo a command");
    assert.equal(isobar("sandbox", "--", "list").stdout, "a command\n");
    assert.match(isobar("sandbox", "list").stdout, /is empty/);
  });

  it("uses the state folder that is asked for", () => {
    assert.match(isobar("sandbox", "--state", "other", "--", "true").stderr, /sandbox \S+\/other with/);
    assert.match(
      isobar("sandbox", "reset", "--state", "other").stdout,
      /Removed 0 resources and 0 stacks from \S+\/other/,
    );
  });

  it("lists an empty sandbox as an empty array", () => {
    assert.deepEqual(JSON.parse(isobar("sandbox", "list", "--json").stdout), []);
  });

  const mistakes = {
    "no command": [["sandbox"], /which command should run/],
    "a mistyped subcommand": [["sandbox", "lst"], /"lst" is neither a command on PATH nor .* list, show, .*reset/],
    "a command that doesn't exist": [["sandbox", "--", "no-such-command"], /no command "no-such-command" on PATH/],
    "an unknown command": [["sanbox"], /Did you mean sandbox\?/],
  } as const;
  for (const [what, [args, message]] of Object.entries(mistakes)) {
    it(`explains ${what}`, () => {
      const { status, stderr, stdout } = isobar(...args);
      assert.equal(status, 1);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n {4}at /);
      assert.equal(stdout, "");
    });
  }
});
