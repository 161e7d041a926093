import * as assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryFolder, writeFiles } from "../testing/project.js";
import { keptMachines } from "./catalog-kept.js";

const ISOBAR = path.join(__dirname, "..", "..", "bin", "isobar.js");
const PACKAGES = path.join(__dirname, "..", "..", "..");

interface Offer {
  readonly cloud: string;
  readonly region: string;
  readonly machine: { readonly type: string; readonly vcpus: number };
  readonly gpu?: { readonly model: string };
  readonly price?: { readonly usdPerHour: number; readonly basis: { readonly kind: string } };
}

interface Upgrade {
  readonly changes: readonly { readonly cloud: string; readonly up: number; readonly typesNew: readonly string[] }[];
  readonly rows: readonly {
    readonly machine: string;
    readonly kept: string;
    readonly today?: string;
    readonly changes: boolean;
    readonly problem?: string;
    readonly keptThen?: { readonly usdPerHour: number };
    readonly keptNow?: { readonly usdPerHour: number };
  }[];
}

/** A state with one machine, whose type was kept for a wish. */
function state(at: string, kept: object, size: object): string {
  const parent = "urn:pulumi:dev::app::isobar:index:VirtualMachine::web";
  const stash = (part: string, output: unknown, trigger: unknown) => ({
    urn: `urn:pulumi:dev::app::isobar:index:VirtualMachine$pulumi:index:Stash::web-${part}`,
    type: "pulumi:index:Stash",
    parent,
    outputs: { output },
    replacementTrigger: JSON.stringify(trigger),
  });
  return JSON.stringify({
    version: 3,
    deployment: {
      resources: [
        { urn: parent, type: "isobar:index:VirtualMachine" },
        stash("size", kept, [
          ["anew", null],
          ["at", at],
          ["size", size],
        ]),
        stash("image", "image-of-then", [
          ["anew", null],
          ["arch", "amd64"],
          ["at", at],
          ["image", "debian-12"],
        ]),
        stash("script", "#!/bin/sh", [
          ["image", "debian-12"],
          ["at", at],
        ]),
      ],
    },
  });
}

describe("isobar catalog", function () {
  this.timeout(60_000);
  let folder: string;
  const isobar = (...args: string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [ISOBAR, "catalog", ...args], { cwd: folder, encoding: "utf8" });
  const json = <T>(...args: string[]): T => {
    const { stdout, stderr, status } = isobar(...args, "--json");
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as T;
  };

  before(() => {
    folder = temporaryFolder();
    const scope = path.join(folder, "node_modules", "@isobar");
    fs.mkdirSync(scope, { recursive: true });
    for (const name of ["aws", "gcp", "azure"]) fs.symlinkSync(path.join(PACKAGES, name), path.join(scope, name));
    writeFiles(folder, { "package.json": "{}" });
  });

  it("lists machines by price with the basis, as a table and as JSON", () => {
    const args = ["machines", "--vcpus", "4", "--memory", "16", "--arch", "amd64", "--eu", "--limit", "3"];
    const { editions, rows } = json<{ editions: Record<string, string>; rows: Offer[] }>(...args);
    assert.deepEqual(Object.keys(editions).sort(), ["aws", "azure", "gcp"]);
    assert.equal(rows.length, 3);
    assert.ok(rows.every(({ machine, price }) => machine.vcpus >= 4 && price?.basis.kind));
    const { stdout } = isobar(...args);
    for (const { machine, region } of rows) assert.match(stdout, new RegExp(`${machine.type} .* ${region} `));
    assert.match(stdout, /│ (exact|derived) 2026-/);
    assert.match(stdout, /^Editions: aws 2026-07-20, azure 2026-06-18, gcp 2026-08-17\.$/m);
  });

  it("filters by cloud, region, GPU and its memory", () => {
    const { rows } = json<{ rows: Offer[] }>("machines", "--cloud", "gcp", "--gpu", "A100", "--gpu-memory", "80");
    assert.ok(rows.length > 0 && rows.every(({ cloud, gpu }) => cloud === "gcp" && gpu?.model === "A100-80GB"));
    const here = json<{ rows: Offer[] }>("machines", "--region", "westeurope", "--gpus", "1");
    assert.ok(here.rows.length > 0 && here.rows.every(({ region }) => region === "westeurope"));
  });

  it("shows what one GPU costs, the cheapest first", () => {
    const { rows } = json<{ rows: { usdPerGpuHour?: number; usdPerPflopHour?: number; cloud: string }[] }>(
      "gpus",
      "--gpu",
      "L4",
    );
    assert.deepEqual(rows.map(({ cloud }) => cloud).sort(), ["aws", "gcp"]);
    assert.ok((rows[0]?.usdPerPflopHour ?? 0) <= (rows[1]?.usdPerPflopHour ?? 0));
  });

  it("shows regions with grid and law", () => {
    const { rows } = json<{ rows: { country: string; grid?: { gco2ePerKwh: number } }[] }>(
      "regions",
      "--country",
      "se,fi",
    );
    assert.ok(rows.length >= 4 && rows.every(({ country }) => ["SE", "FI"].includes(country)));
    const grids = rows.flatMap(({ grid }) => grid?.gco2ePerKwh ?? []);
    assert.deepEqual(
      grids,
      [...grids].sort((a, b) => a - b),
    );
    const t4 = json<{ rows: { cloud: string }[] }>("regions", "--gpu", "T4", "--cloud", "azure");
    assert.ok(t4.rows.length > 10);
  });

  it("shows a type's price in every region, and a region's other prices", () => {
    const { stdout } = isobar("prices", "e2-standard-2", "--region", "europe-west4");
    assert.match(stdout, /europe-west4 +│ +0\.07\d+ │ exact 2026-07-30/);
    const other = isobar("prices", "--region", "eu-central-1").stdout;
    assert.match(other, /disk gp3 +│ +0\.08 │ GB-month │ estimate 2024/);
    assert.match(other, /^estimate 2024, price of us-east-1/m);
  });

  it("refuses what is not known, with what may have been meant", () => {
    const refused: [string[], RegExp][] = [
      [
        ["machines", "--region", "euwest1"],
        /--region euwest1: no such region in the catalogue; did you mean .*eu-west-1/,
      ],
      [["machines", "--cloud", "asw"], /--cloud asw: no such cloud/],
      [["machines", "--arch", "x86"], /--arch x86: give amd64 or arm64/],
      [["machines", "--vcpus", "many"], /--vcpus: give a number/],
      [["prices", "m99.large"], /no machine type "m99\.large"/],
      [["prices"], /which region\?/],
      [["upgrade", "--state", "none.json"], /state can't be read/],
      [["upgrade", "--from", "nowhere"], /--from nowhere: there is no catalogue\.json/],
    ];
    for (const [args, message] of refused) {
      const { stderr, status } = isobar(...args);
      assert.equal(status, 1, args.join(" "));
      assert.match(stderr, message);
    }
  });

  it("says what to install where no backend is", () => {
    const empty = temporaryFolder();
    const { stderr } = spawnSync(process.execPath, [ISOBAR, "catalog", "gpus"], { cwd: empty, encoding: "utf8" });
    assert.match(stderr, /no backend with a catalogue is installed .*npm install @isobar\/aws/);
  });

  it("shows what today's edition would choose, and changes nothing", () => {
    const wish = { vcpus: 2, memoryGib: 8, arch: "amd64", burstable: false };
    writeFiles(folder, {
      "same.json": state("gcp/europe-west4", { type: "e2-standard-2" }, wish),
      "old.json": state("aws/eu-central-1", { type: "m5.large" }, wish),
      "named.json": state("aws/eu-central-1", { type: "m5.large" }, { type: { aws: "m5.large" } }),
    });
    const [same] = json<Upgrade>("upgrade", "--state", "same.json").rows;
    assert.deepEqual([same?.machine, same?.today, same?.changes], ["web", "e2-standard-2", false]);
    const [old] = json<Upgrade>("upgrade", "--state", "old.json").rows;
    assert.deepEqual([old?.kept, old?.today, old?.changes], ["m5.large", "m7i.large", true]);
    const [named] = json<Upgrade>("upgrade", "--state", "named.json").rows;
    assert.deepEqual([named?.today, named?.changes], ["m5.large", false]);
    const { stdout } = isobar("upgrade", "--state", "old.json");
    assert.match(stdout, /m5\.large .* m7i\.large .* image-of-then /);
    assert.match(stdout, /A kept choice stays until the program asks/);
  });

  it("compares with an older edition: prices then and now", () => {
    const older = path.join(folder, "older", "gcp");
    fs.cpSync(path.join(PACKAGES, "gcp", "generated"), older, { recursive: true });
    const file = path.join(older, "prices.json");
    const prices = JSON.parse(fs.readFileSync(file, "utf8"));
    const row = prices.onDemand.keys.indexOf("e2-standard-2");
    prices.onDemand.usd[row] = prices.onDemand.usd[row].map((value: number) => value / 2);
    fs.writeFileSync(file, JSON.stringify(prices));
    const { changes, rows } = json<Upgrade>("upgrade", "--state", "same.json", "--from", "older");
    assert.equal(changes[0]?.up, prices.onDemand.usd[row].length);
    assert.ok(Math.abs((rows[0]?.keptNow?.usdPerHour ?? 0) - 2 * (rows[0]?.keptThen?.usdPerHour ?? 0)) < 1e-9);
    assert.match(isobar("upgrade", "--from", "older").stdout, /^gcp: edition 2026-08-17 to .*\n {2}e2-standard-2 in /);
  });
});

describe("keptMachines", () => {
  it("reads type, wish, place and image, and refuses what is no state", () => {
    const wish = { vcpus: 4, memoryGib: 16, arch: "amd64", burstable: false, gpu: { model: "T4", count: 1 } };
    const kept = { type: "n1-standard-4", accelerator: { name: "nvidia-tesla-t4", count: 1 } };
    assert.deepEqual(keptMachines(state("gcp/us-central1/my-project", kept, { ...wish, other: 1 })), [
      {
        name: "web",
        cloud: "gcp",
        region: "us-central1",
        ...kept,
        wish,
        image: { kept: "image-of-then", name: "debian-12", arch: "amd64" },
      },
    ]);
    assert.throws(() => keptMachines("no"), /is no JSON/);
    assert.throws(() => keptMachines("{}"), /no exported state/);
  });
});
