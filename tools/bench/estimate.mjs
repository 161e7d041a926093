// Times the estimate of a program of many machines beyond everything else that its preview does: the medians of the seconds
// that previews take, and of the processor's time in the program, with and without `isobar:estimate`, in turn, on the simulated
// AWS; and with a budget, which is looked at before anything else.
// Usage: node tools/bench/estimate.mjs [--rounds N] [--resources N]
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const { openSandbox } = createRequire(path.join(ROOT, "tools/package.json"))("@isobar/cli");
const { values } = parseArgs({
  options: { rounds: { type: "string", default: "3" }, resources: { type: "string", default: "1000" } },
});

/** Six native resources to each machine. */
const PER_MACHINE = 6;
const machines = Math.ceil(Number(values.resources) / PER_MACHINE);
const PROGRAM = `
require("./report");
const { Network, VirtualMachine } = require("@isobar/core");
const network = new Network("net");
for (let i = 0; i < ${machines}; i++) new VirtualMachine("machine-" + i, { network, size: { vcpus: 2, memoryGib: 4 } });
`;
const CASES = {
  without: "  isobar:estimate: false\n",
  estimate: "",
  budget: "  isobar:budget: { monthly: 1000000 }\n",
};

function projectOf() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "isobar-bench-"));
  symlinkSync(path.join(ROOT, "test/node_modules"), path.join(folder, "node_modules"));
  writeFileSync(
    path.join(folder, "Pulumi.yaml"),
    "name: bench\nruntime:\n  name: nodejs\n  options:\n    typescript: false\nmain: index.js\n",
  );
  writeFileSync(path.join(folder, "index.js"), PROGRAM);
  copyFileSync(path.join(ROOT, "tools/bench/programs/report.js"), path.join(folder, "report.js"));
  return folder;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

const cwd = projectOf();
const report = path.join(cwd, "report.json");
const sandbox = await openSandbox({ cwd, stateDir: path.join(cwd, ".sandbox"), log: () => undefined });
const run = async (...args) => {
  const done = await sandbox.run("pulumi", [...args, "--non-interactive", "--color", "never"], {
    cwd,
    stdio: "pipe",
    env: { BENCH_REPORT: report },
  });
  if (done.code !== 0) throw new Error(`pulumi ${args.join(" ")}:\n${done.stdout}${done.stderr}`);
  return done.stdout;
};
const lists = () => Object.fromEntries(Object.keys(CASES).map((name) => [name, []]));
const [seconds, cpu] = [lists(), lists()];
try {
  await run("stack", "init", "bench");
  let resources = 0;
  for (let round = 0; round <= Number(values.rounds); round++) {
    for (const [name, more] of Object.entries(CASES)) {
      writeFileSync(
        path.join(cwd, "Pulumi.bench.yaml"),
        `config:\n  isobar:cloud: aws\n  isobar:region: eu-central-1\n${more}`,
      );
      const started = process.hrtime.bigint();
      const out = await run("preview");
      resources = Number(/\+ (\d+) to create/.exec(out)?.[1]);
      // The first round warms the disk up.
      if (round === 0) continue;
      seconds[name].push(Number(process.hrtime.bigint() - started) / 1e9);
      cpu[name].push(JSON.parse(readFileSync(report, "utf8")).cpu);
    }
  }
  const more = (of, name) =>
    `${median(of[name]).toFixed(2)} s (${(median(of[name]) - median(of.without)).toFixed(2)} more)`;
  for (const name of Object.keys(CASES)) {
    console.log(`${name}: preview ${more(seconds, name)}, program ${more(cpu, name)}, ${resources} resources`);
  }
} finally {
  await sandbox.close();
  rmSync(cwd, { recursive: true, force: true });
}
