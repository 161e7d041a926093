// Prints how long the catalogue takes to load and to answer, in time of the processor, so that other work on the machine counts
// little: the first time in a process, and the median of many.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const CLOUDS = ["aws", "gcp", "azure"];
const FILES = ["catalogue.json", "prices.json", "services.json", "carbon.json"];
const ROUNDS = 51;

const file = (cloud, name) => path.join(ROOT, "packages", cloud, "generated", name);
const { loadCatalogue, machines } = createRequire(import.meta.url)(path.join(ROOT, "packages/catalog"));

/** Milliseconds of the processor that a function takes, garbage collection and compilation included. */
function time(run) {
  const started = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const ms = (value) => `${value.toFixed(2).padStart(8)} ms`;

/** Loads everything in a fresh process, so that no file was read and no code compiled before. */
function coldLoad() {
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "--cold"], { encoding: "utf8" });
  return JSON.parse(stdout);
}

function load() {
  const types = time(() => CLOUDS.map((cloud) => loadCatalogue(file(cloud, "catalogue.json"))));
  const all = CLOUDS.map((cloud) => loadCatalogue(file(cloud, "catalogue.json")));
  const rest = time(() =>
    all.map(({ prices, services, carbon }) => [prices.onDemand.flat(), prices.spot.flat(), services, carbon]),
  );
  return { types, all: types + rest };
}

if (process.argv.includes("--cold")) {
  process.stdout.write(JSON.stringify(load()));
} else {
  const cold = Array.from({ length: 9 }, coldLoad);
  console.log(`load types, regions, images of three clouds ${ms(median(cold.map(({ types }) => types)))}`);
  console.log(`load everything of three clouds             ${ms(median(cold.map(({ all }) => all)))}`);
  load();
  const all = CLOUDS.map((cloud) => loadCatalogue(file(cloud, "catalogue.json")));
  const [aws, gcp] = all;
  const queries = {
    "machines: all types, where each is cheapest": () => machines(all),
    "machines: 4 vCPUs, 16 GiB, EU": () => machines(all, { vcpus: 4, memoryGib: 16, jurisdictions: ["EU"] }),
    "machines: 50 cheapest of 93,031 offers": () => machines(all, { perRegion: true, limit: 50 }),
    "machines: A100 in every region": () => machines(all, { gpu: { model: "A100" }, perRegion: true }),
    "machines: one T4, spot": () => machines(all, { gpu: { model: "T4", count: 1 }, spot: true }),
    "choose 2 vCPUs, 8 GiB": () => aws.choose({ vcpus: 2, memoryGib: 8, region: "eu-central-1" }),
    "price of a machine": () => aws.prices.priceOfMachine("m7i.large", "eu-central-1"),
    "price of egress": () => gcp.services.priceOfEgress("europe-west4", 5000),
    "price of a disk, from the nearest region": () => aws.services.priceOfStorage("gp3", "eu-central-1"),
    "price of a database": () => aws.services.database({ engine: "postgres", class: "db.m5.large" }, "eu-central-1"),
    "power of a machine": () => aws.carbon.powerOf(aws.machineType("m7i.large")),
  };
  for (const [name, run] of Object.entries(queries)) {
    const first = time(run);
    console.log(`${name.padEnd(44)}${ms(median(Array.from({ length: ROUNDS }, () => time(run))))}, first ${ms(first)}`);
  }
  const packed = CLOUDS.flatMap((cloud) =>
    FILES.map((name) => gzipSync(readFileSync(file(cloud, name)), { level: 9 }).length),
  );
  console.log(`slices compressed: ${packed.reduce((sum, bytes) => sum + bytes)} bytes`);
}
