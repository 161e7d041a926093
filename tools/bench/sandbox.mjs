// Measures the simulated clouds through gRPC from a process of its own: operations a second, start, memory, and what the call log and the
// check of the user cost; beside moto, if its server is given.
// Usage: node tools/bench/sandbox.mjs [--count N] [--rounds N] [--sizes N,N,…] [--moto path/of/moto_server]
import { fork, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const { SameUser } = createRequire(path.resolve(HERE, "../../test/package.json"))("@isobar/sandbox");
const { values } = parseArgs({
  options: {
    count: { type: "string", default: "2000" },
    rounds: { type: "string", default: "3" },
    sizes: { type: "string", default: "1000,10000,50000" },
    moto: { type: "string" },
  },
});
const [count, rounds] = [Number(values.count), Number(values.rounds)];
/** "Amazon VPC quotas": subnets of one VPC. */
const SUBNETS = 200;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const message = (child) =>
  new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`${child.spawnfile} ended with ${code}`)));
  });
const program = (name, args, execArgv = []) => fork(path.join(HERE, "programs", name), args.map(String), { execArgv });

async function withServer(without, use) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "isobar-bench-"));
  const server = program("sandbox-server.cjs", [folder, without], ["--expose-gc"]);
  try {
    return await use(await message(server), server);
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of a kind such as "aws bucket". */
const figuresOf = (ports, kind, many, from = 0, ...flags) =>
  message(program("sandbox-client.cjs", [ports[kind.split(" ")[0]], kind, many, from, ...flags]));

async function operations(kind, many) {
  const runs = { "": [], log: [] };
  const starts = [];
  for (let round = 0; round < rounds; round++) {
    for (const [without, all] of Object.entries(runs)) {
      await withServer(without, async ({ ports, startMs, loadMs }) => {
        all.push(await figuresOf(ports, kind, many));
        starts.push({ startMs, loadMs });
      });
    }
  }
  console.log(
    `${many} of ${kind}, medians of ${rounds} rounds: operations a second, p99, share of an empty call, without the log`,
  );
  for (const [index, { what }] of runs[""][0].entries()) {
    const of = (without, key) => median(runs[without].map((run) => run[index][key]));
    const empty = median(runs[""].map((run) => run[index].perSecond / run[0].perSecond));
    const log = median(runs.log.map((run, round) => run[index].perSecond / runs[""][round][index].perSecond));
    console.log(
      `  ${what.padEnd(15)} ${of("", "perSecond").toFixed(0).padStart(6)}/s ${of("", "p99").toFixed(1).padStart(6)} ms` +
        ` ${empty.toFixed(2)} ×${log.toFixed(2)}`,
    );
  }
  return starts;
}

function printStarts(starts) {
  const [start, load] = ["startMs", "loadMs"].map((key) => median(starts.map((it) => it[key])));
  console.log(`start of three clouds: ${start.toFixed(0)} ms, after ${load.toFixed(0)} ms to load their modules`);
}

async function memory() {
  await withServer("", async ({ ports }, server) => {
    let made = 0;
    for (const size of values.sizes.split(",").filter(Boolean).map(Number)) {
      const figures = await figuresOf(ports, "aws bucket", size - made, made, "--create-only");
      made = size;
      server.send("memory");
      const { rss, heapUsed } = await message(server);
      const mib = (bytes) => (bytes / 2 ** 20).toFixed(0);
      const speed = figures.at(-1).perSecond.toFixed(0);
      console.log(`${size} resources: heap ${mib(heapUsed)} MiB, RSS ${mib(rss)} MiB, create ${speed}/s`);
    }
  });
}

/** Once for each connection; what is open on the machine counts. */
async function userCheck() {
  const server = createServer().listen(0, "127.0.0.1");
  const accepted = new Promise((resolve) => server.once("connection", resolve));
  await new Promise((resolve) => server.once("listening", resolve));
  const socket = connect(server.address().port, "127.0.0.1");
  const theirs = await accepted;
  const [times, started] = [200, performance.now()];
  for (let n = 0; n < times; n++) new SameUser().allows(theirs);
  console.log(
    `check of the user: ${((performance.now() - started) / times).toFixed(2)} ms a connection, nothing a call`,
  );
  socket.destroy();
  server.close();
}

async function compareWithMoto(file) {
  const port = 5000 + Math.floor(Math.random() * 900);
  const server = spawn(file, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const base = `http://127.0.0.1:${port}`;
  const until = Date.now() + 60_000;
  while (!(await fetch(base).catch(() => undefined))) {
    if (Date.now() > until) throw new Error(`${file} does not answer`);
    await sleep(100);
  }
  const auth = (service) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  });
  const ec2 = async (action, args) => {
    const body = new URLSearchParams({ Action: action, Version: "2016-11-15", ...args });
    const response = await fetch(base, { method: "POST", headers: auth("ec2"), body });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text;
  };
  const timed = async (numbers, operate) => {
    const waiting = [...numbers];
    const started = performance.now();
    const work = async () => {
      for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) await operate(n);
    };
    await Promise.all(Array.from({ length: 16 }, work));
    return numbers.length / ((performance.now() - started) / 1000);
  };
  try {
    const numbers = Array.from({ length: count }, (_, n) => n);
    const location =
      "<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>";
    const buckets = await timed(numbers, async (n) => {
      const response = await fetch(`${base}/bench-${n}`, { method: "PUT", headers: auth("s3"), body: location });
      if (!response.ok) throw new Error(await response.text());
    });
    const networks = [];
    for (let n = 0; n < count / SUBNETS; n++) {
      const made = await ec2("CreateVpc", { CidrBlock: `10.${n}.0.0/16` });
      networks.push(/<vpcId>(.*?)<\/vpcId>/.exec(made)[1]);
    }
    const subnets = await timed(numbers, (n) => {
      const [network, at] = [Math.floor(n / SUBNETS), n % SUBNETS];
      return ec2("CreateSubnet", { VpcId: networks[network], CidrBlock: `10.${network}.${at}.0/28` });
    });
    for (const [kind, theirs] of Object.entries({ "aws bucket": buckets, "aws subnet": subnets })) {
      const own = await withServer("", ({ ports }) => figuresOf(ports, kind, count, 0, "--create-only"));
      const of = (call) => own.find(({ what }) => what === call).perSecond;
      const both = 1 / (1 / of("check") + 1 / of("create"));
      console.log(
        `${count} of ${kind}, checked and created: ${both.toFixed(0)}/s, moto ${theirs.toFixed(0)}/s: ×${(both / theirs).toFixed(1)}`,
      );
    }
  } finally {
    server.kill();
  }
}

const starts = [];
for (const cloud of ["aws", "gcp", "azure"]) {
  for (const kind of ["bucket", "subnet"]) starts.push(...(await operations(`${cloud} ${kind}`, count)));
}
printStarts(starts);
await userCheck();
await memory();
if (values.moto) await compareWithMoto(values.moto);
else console.log("moto: left out; give --moto path/of/moto_server (pip install 'moto[server]')");
