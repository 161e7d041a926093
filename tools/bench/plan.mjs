// Times `isobar plan` of the example on three clouds against one type-checked `pulumi preview` of it on one simulated cloud, in
// turn, warm. Time of the processors as well, where Linux tells it, because other work on the machine counts little there.
// Usage: node tools/bench/plan.mjs [--rounds N]
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const EXAMPLE = path.join(ROOT, "examples/web-and-data");
const STACK = "aws";
const ISOBAR = path.join(ROOT, "packages/cli/bin/isobar.js");
const { openSandbox } = createRequire(path.join(ROOT, "tools/package.json"))("@isobar/cli");
const { values } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const rounds = Number(values.rounds);

/** A copy of the example in which Pulumi checks types, as it does by default. */
function project() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "isobar-bench-plan-"));
  for (const file of ["index.ts", "package.json"]) cpSync(path.join(EXAMPLE, file), path.join(folder, file));
  const { "ts-node": _, ...tsconfig } = JSON.parse(readFileSync(path.join(EXAMPLE, "tsconfig.json"), "utf8"));
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  const text = readFileSync(path.join(EXAMPLE, "Pulumi.yaml"), "utf8");
  writeFileSync(path.join(folder, "Pulumi.yaml"), text.replace(/^stackConfigDir:.*\n/m, ""));
  cpSync(path.join(ROOT, `stacks/Pulumi.${STACK}.yaml`), path.join(folder, `Pulumi.${STACK}.yaml`));
  symlinkSync(path.join(EXAMPLE, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

/** Seconds of the processors that the ended children of this process took; "proc_pid_stat(5)". */
function cpuOfChildren() {
  if (!existsSync("/proc/self/stat")) return Number.NaN;
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1].split(" ");
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

async function time(run) {
  const [started, cpu] = [performance.now(), cpuOfChildren()];
  await run();
  return { seconds: (performance.now() - started) / 1000, cpu: cpuOfChildren() - cpu };
}

const cwd = project();
const sandbox = await openSandbox({ cwd, stateDir: path.join(cwd, ".sandbox"), log: () => undefined });

function plan() {
  const args = [ISOBAR, "plan", "--stack", STACK, "--clouds", "aws,gcp,azure", "--cwd", cwd];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
}

async function pulumi(...args) {
  const all = [...args, "--non-interactive", "--color", "never"];
  const { code, stdout, stderr } = await sandbox.run("pulumi", all, { cwd, stdio: "pipe" });
  if (code !== 0) throw new Error(`${stdout}${stderr}`);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

try {
  await pulumi("stack", "init", STACK);
  const pairs = [];
  for (let round = 0; round <= rounds; round++) {
    const pair = { plan: await time(plan), preview: await time(() => pulumi("preview")) };
    if (round > 0) pairs.push(pair); // the first one warms up
  }
  for (const key of ["seconds", "cpu"]) {
    const of = (side) => median(pairs.map((pair) => pair[side][key])).toFixed(2);
    const ratio = median(pairs.map((pair) => pair.plan[key] / pair.preview[key])).toFixed(2);
    const title = key === "cpu" ? "of the processors" : "by the clock";
    console.log(`plan of three clouds ${of("plan")} s, preview of one ${of("preview")} s ${title}: ratio ${ratio}`);
  }
} finally {
  await sandbox.close();
  rmSync(cwd, { recursive: true });
}
