import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { CLOUDS } from "./clouds.js";
import { Lab } from "./lab/lab.js";
import type { LabStack } from "./lab/stack.js";
import { appearances, filesThatTell, readable } from "./secrets/search.js";

const KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIHushHushHushNobodyMayReadThisPublicKeyHer";
const SCRIPT = "hush1ScriptThatNobodyMayRead1";
const CHANGED = "hush2ScriptThatNobodyMayRead2";
const PASSWORD = "hush3PasswordThatNobodyMayRead3";
const CREDENTIAL = "hush4CredentialThatNobodyMayRead4";
const SECRETS = [KEY, SCRIPT, CHANGED, PASSWORD, CREDENTIAL];

/** A secret of each provider's own config. */
const CREDENTIALS = { aws: "aws:secretKey", gcp: "gcp:accessToken", azure: "azure-native:clientSecret" } as const;

const order = (script: string) => ({ module: path.join(__dirname, "secrets/program.js"), args: { key: KEY, script } });

async function must(run: Promise<{ code: number | null; output: string }>): Promise<string> {
  const { code, output } = await run;
  assert.equal(code, 0, output);
  return output;
}

/** Commands of which the events are written to a file. */
const EVENTS = ["preview", "up", "update", "refresh"] as const;

/** All but the debug messages, in which Pulumi's SDK shows every answer of the engine, whatever the program. */
function eventsOf(lab: Lab, name: string): string {
  const lines = fs
    .readFileSync(path.join(lab.folder, `${name}.events.json`), "utf8")
    .split("\n")
    .filter(Boolean);
  assert.ok(lines.length > 0);
  return lines.filter((line) => JSON.parse(line).diagnosticEvent?.severity !== "debug").join("\n");
}

/** A whole life, and all that the commands wrote. */
async function live(stack: LabStack): Promise<string> {
  const log = (name: (typeof EVENTS)[number]) => ["--event-log", `${name}.events.json`];
  const outputs = [
    await must(stack.run("preview", order(SCRIPT), "--diff", ...log("preview"))),
    await must(stack.up(order(SCRIPT), "--show-full-output", ...log("up"))),
    await must(stack.up(order(CHANGED), "--diff", ...log("update"))),
    await must(stack.pulumi("refresh", "--yes", "--skip-preview", "--diff", ...log("refresh"))),
    await must(stack.pulumi("stack", "export")),
    await must(stack.pulumi("stack", "output", "--json")),
  ];
  return outputs.join("\n");
}

describe("secrets", () => {
  it("are found in whatever form they are written", () => {
    for (const before of ["", "a", "ab", "abc"]) {
      const text = `${before}${SCRIPT}xyz`;
      assert.deepEqual(readable([SCRIPT], Buffer.from(text).toString("base64")), [SCRIPT]);
    }
    assert.deepEqual(readable([SCRIPT], Buffer.from(SCRIPT).toString("hex")), [SCRIPT]);
    assert.equal(new Set(appearances(SCRIPT)).size, 5);
  });
  for (const { cloud, region, config } of CLOUDS) {
    describe(`on ${cloud}, by the real engine`, () => {
      let lab: Lab;
      let written: string;
      before(async () => {
        lab = await Lab.open({ project: "secrets", faithful: true });
        const stack = lab.stack("dev", { "isobar:cloud": cloud, "isobar:region": region, ...config });
        await must(stack.pulumi("config", "set", "--secret", "secrets:password", PASSWORD));
        await must(stack.pulumi("config", "set", "--secret", CREDENTIALS[cloud], CREDENTIAL));
        written = await live(stack);
      });
      after(() => lab?.close());

      it("reach the machine", async () => {
        const { output } = await lab.pulumi("stack", "export", "--stack", "dev", "--show-secrets");
        assert.deepEqual(readable(SECRETS, output).sort(), SECRETS.filter((it) => it !== CHANGED).sort());
      });
      it("are not shown by any command", () => assert.deepEqual(readable(SECRETS, written), []));
      it("stand neither in the state nor in any log", () => {
        const cloudItself = path.relative(lab.folder, path.join(lab.sandbox.stateDir, "resources"));
        const others = ["node_modules", cloudItself, ...EVENTS.map((name) => `${name}.events.json`)];
        assert.deepEqual(filesThatTell(SECRETS, lab.folder, others), []);
      });
      it("stand in no event", () => {
        for (const name of EVENTS) assert.deepEqual(readable(SECRETS, eventsOf(lab, name)), [], name);
      });
    });
  }
});
