// Times `pulumi up` of an Isobar program against a hand-written native one that makes the same resources, in turn, on the
// simulated AWS, and the type check of both.
// Usage: node tools/bench/up.mjs [--rounds N] [--buckets N] [--machines N,N,…]
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, "../..");
const require = createRequire(path.join(ROOT, "tools/package.json"));
const ts = createRequire(path.join(ROOT, "package.json"))("typescript");
const { openSandbox, resetSandbox } = require("@isobar/cli");
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    buckets: { type: "string", default: "500" },
    machines: { type: "string", default: "10,100,1000" },
  },
});
const rounds = Number(values.rounds);

const CONFIG = `config:
  aws:region: eu-central-1
  isobar:cloud: aws
  isobar:region: eu-central-1
`;

function projectOf(program) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "isobar-bench-"));
  cpSync(path.join(HERE, "programs"), folder, { recursive: true });
  compile(folder);
  symlinkSync(path.join(ROOT, "test/node_modules"), path.join(folder, "node_modules"));
  const options = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
  writeFileSync(path.join(folder, "Pulumi.yaml"), `name: bench\n${options}main: ${program}.js\n`);
  writeFileSync(path.join(folder, "Pulumi.bench.yaml"), CONFIG);
  return folder;
}

/** The programs that are written in TypeScript, so that neither side pays for a compiler in `up`. */
function compile(folder) {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
    const source = readFileSync(path.join(folder, file), "utf8");
    const { outputText } = ts.transpileModule(source, { compilerOptions });
    writeFileSync(path.join(folder, file.replace(/ts$/, "js")), outputText);
  }
}

/** One `up` from an empty sandbox. */
async function up(program, env) {
  const cwd = projectOf(program);
  const stateDir = path.join(cwd, ".sandbox");
  const sandbox = await openSandbox({ cwd, stateDir, log: () => undefined });
  const report = path.join(cwd, "report.json");
  const run = (...args) =>
    sandbox.run("pulumi", [...args, "--non-interactive", "--color", "never"], {
      cwd,
      stdio: "pipe",
      env: { BENCH_REPORT: report, ...env },
    });
  await run("stack", "init", "bench");
  writeFileSync(path.join(cwd, "Pulumi.bench.yaml"), CONFIG);
  const started = performance.now();
  const { code, stdout, stderr } = await run("up", "--yes", "--skip-preview");
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${program}: ${stdout}${stderr}`);
  const created = Number(/\+ (\d+) created/.exec(stdout)?.[1]);
  const usage = JSON.parse(readFileSync(report, "utf8"));
  await sandbox.close();
  await resetSandbox(stateDir);
  rmSync(cwd, { recursive: true });
  return { seconds, created, ...usage };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function compare(title, isobar, native, env = {}) {
  const pairs = [];
  for (let round = 0; round <= rounds; round++) {
    const pair = { isobar: await up(isobar, env), native: await up(native, env) };
    if (round > 0) pairs.push(pair); // the first one warms up
  }
  const figure = (key) => {
    const of = (side) => median(pairs.map((pair) => pair[side][key]));
    const ratio = median(pairs.map((pair) => pair.isobar[key] / pair.native[key]));
    return `${of("isobar").toFixed(2)} / ${of("native").toFixed(2)} = ${ratio.toFixed(2)}`;
  };
  const [{ isobar: a, native: b }] = pairs;
  console.log(
    `${title} (${a.created} and ${b.created} resources in the state, ${rounds} rounds, medians isobar / native)`,
  );
  console.log(`  wall seconds of up   ${figure("seconds")}`);
  console.log(`  program CPU seconds  ${figure("cpu")}`);
  console.log(`  program peak MiB     ${figure("peakMib")}`);
}

function typeCheck(program) {
  const folder = projectOf(program);
  const tsc = createRequire(path.join(ROOT, "package.json")).resolve("typescript/bin/tsc");
  const flags = "--noEmit --strict --skipLibCheck --module nodenext --moduleResolution nodenext --target es2023";
  const args = [tsc, ...flags.split(" "), "--extendedDiagnostics", `${program}.ts`];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stdout);
  rmSync(folder, { recursive: true });
  const number = (name) => Number(new RegExp(`${name}:\\s+([\\d.]+)`).exec(stdout)?.[1]);
  return { seconds: number("Total time"), mib: number("Memory used") / 1024 };
}

function compareTypeChecks(title, isobar, native) {
  const pairs = Array.from({ length: rounds }, () => ({ isobar: typeCheck(isobar), native: typeCheck(native) }));
  const of = (side, key) => median(pairs.map((pair) => pair[side][key]));
  console.log(`${title} (${rounds} rounds, medians isobar / native)`);
  console.log(`  seconds ${of("isobar", "seconds").toFixed(2)} / ${of("native", "seconds").toFixed(2)}`);
  console.log(`  MiB     ${of("isobar", "mib").toFixed(0)} / ${of("native", "mib").toFixed(0)}`);
}

await compare("example", "example-isobar", "example-native");
for (const [what, counts] of Object.entries({ buckets: values.buckets, machines: values.machines })) {
  for (const count of counts.split(",").filter(Boolean)) {
    const env = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true", BENCH_COUNT: count };
    await compare(`${count} ${what}, checkpoints off`, `${what}-isobar`, `${what}-native`, env);
  }
}
compareTypeChecks("tsc of the example", "example-isobar", "example-native");
