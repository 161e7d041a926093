import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { basisOf } from "./build/bases.js";
import { parseCsv } from "./build/csv.js";
import { buildCatalogue } from "./build.js";
import { builtCatalogue, builtPath, DATA, priceRows, temporaryFolder } from "./testing.js";

const CLOUDS = ["aws", "gcp", "azure"];
const FILES = ["catalogue.json", "prices.json", "services.json", "carbon.json"];

describe("build", () => {
  it("writes nothing when its inputs are unchanged, and writes again when a slice is damaged", () => {
    const target = temporaryFolder();
    const files = buildCatalogue(DATA, target);
    assert.equal(files.length, CLOUDS.length * FILES.length);
    const times = files.map((file) => statSync(file).mtimeMs);
    assert.deepEqual(buildCatalogue(DATA, target), []);
    assert.deepEqual(
      files.map((file) => statSync(file).mtimeMs),
      times,
    );
    const before = readFileSync(files[0] as string, "utf8");
    writeFileSync(files[0] as string, "{}");
    assert.equal(buildCatalogue(DATA, target).length, files.length);
    assert.equal(readFileSync(files[0] as string, "utf8"), before);
  });

  it("keeps the slices small: what a deployment reads, and all together", () => {
    let all = 0;
    for (const cloud of CLOUDS) {
      const bytes = readFileSync(builtPath(cloud));
      assert.ok(bytes.length < 200_000, `${cloud}: ${bytes.length} bytes`);
      assert.ok(gzipSync(bytes).length < 25_000, `${cloud}: ${gzipSync(bytes).length} bytes compressed`);
      for (const file of FILES) all += gzipSync(readFileSync(join(dirname(builtPath(cloud)), file))).length;
    }
    assert.ok(all < 500_000, `${all} bytes compressed`);
  });

  it("has exactly the offers of prices.csv", () => {
    for (const cloud of CLOUDS) {
      const catalogue = builtCatalogue(cloud);
      const listed = new Set<string>();
      for (const [rowCloud, region, , type] of priceRows()) {
        if (rowCloud !== cloud || !catalogue.machineType(type as string)) continue;
        assert.equal(catalogue.offered(type as string, region as string), true, `${type} in ${region}`);
        listed.add(`${type} ${region}`);
      }
      const offers = catalogue.candidates.flatMap(({ machine, offered }) =>
        catalogue.regionsOf(offered).map((region) => `${machine.type} ${region}`),
      );
      assert.ok(listed.size > 10_000);
      assert.equal(offers.length, listed.size);
    }
  });

  it("has the price of the region that it names", () => {
    const bases = parseCsv(readFileSync(join(DATA, "bases.csv"), "utf8"));
    const prices = new Map(priceRows().map((row) => [`${row[0]} ${row[1]} ${row[3]}`, row]));
    for (const cloud of CLOUDS) {
      const priced = builtCatalogue(cloud).candidates.filter(({ machine }) => machine.listPrice);
      assert.ok(priced.length > 500);
      for (const { machine } of priced) {
        const row = prices.get(`${cloud} ${machine.listPrice?.region} ${machine.type}`);
        assert.equal(machine.listPrice?.usdPerHour, Number(row?.[4]), machine.type);
        assert.deepEqual(machine.listPrice?.basis, basisOf(bases, cloud, row?.[6] ?? ""), machine.type);
      }
    }
  });

  it("agrees with prices that were looked up by hand", () => {
    const known: [string, string, string, number][] = [
      ["aws", "m7i.large", "us-east-1", 0.1008],
      ["aws", "c6i.large", "us-east-1", 0.085],
      ["aws", "t3.medium", "us-east-1", 0.0416],
      ["aws", "m6a.large", "us-east-1", 0.0864],
      ["gcp", "e2-standard-2", "us-central1", 0.06701],
      ["gcp", "g2-standard-4", "us-central1", 0.70683],
      ["gcp", "n2-standard-2", "us-central1", 0.09712],
      ["azure", "Standard_D2s_v5", "eastus", 0.096],
      ["azure", "Standard_F2s_v2", "eastus", 0.0846],
      ["azure", "Standard_B2ats_v2", "eastus", 0.0094],
    ];
    for (const [cloud, type, region, usd] of known) {
      const price = builtCatalogue(cloud).machineType(type)?.listPrice;
      assert.deepEqual([price?.usdPerHour, price?.region], [usd, region], type);
    }
  });

  it("leaves a hole unknown", () => {
    const machine = builtCatalogue("gcp").machineType("a4-highgpu-8g");
    assert.ok(machine);
    assert.equal("listPrice" in machine, false);
    assert.equal("localDiskGb" in (builtCatalogue("aws").machineType("i7i.large") ?? {}), false);
    for (const cloud of CLOUDS) {
      for (const { machine: m } of builtCatalogue(cloud).candidates) {
        assert.ok(m.listPrice === undefined || m.listPrice.usdPerHour > 0, m.type);
      }
    }
  });

  it("finds GPUs in the same regions as gpu_availability.csv", () => {
    const rows = parseCsv(readFileSync(join(DATA, "gpu_availability.csv"), "utf8"));
    for (const cloud of CLOUDS) {
      const listed = rows.filter((row) => row.cloud === cloud).map((row) => `${row.gpu_model_neutral} ${row.region}`);
      const catalogue = builtCatalogue(cloud);
      const found = catalogue
        .gpus()
        .flatMap(({ model }) => catalogue.gpuRegions(model).map((g) => `${model} ${g.region}`));
      assert.deepEqual(found.sort(), listed.sort());
    }
  });
});

describe("families.csv", () => {
  it("names families that the catalogue has, each once, with types that can be chosen", () => {
    const rows = parseCsv(readFileSync(join(DATA, "families.csv"), "utf8"));
    assert.equal(new Set(rows.map((row) => `${row.cloud} ${row.family}`)).size, rows.length);
    for (const row of rows) {
      const members = builtCatalogue(row.cloud as string).candidates.filter((c) => c.machine.family === row.family);
      assert.ok(members.length > 0, `${row.cloud} ${row.family} has no types`);
      for (const { machine } of members) assert.equal(machine.arch, row.arch, machine.type);
    }
  });

  it("never offers bare metal, constrained or confidential types to a wish", () => {
    for (const cloud of CLOUDS) {
      for (const { machine, selectable } of builtCatalogue(cloud).candidates) {
        if (!selectable) continue;
        assert.doesNotMatch(machine.type, /metal|^Standard_[A-Z]+\d+-\d|^Standard_(DC|EC)|^(m[1-4]|c[134]|r[34])\./);
      }
    }
  });
});

describe("parseCsv", () => {
  it("reads quoted fields with commas and doubled quotes", () => {
    assert.deepEqual(parseCsv('a,b,c\n1,"x, ""y""",\n'), [{ a: "1", b: 'x, "y"', c: "" }]);
    assert.deepEqual(parseCsv('a,b\n"x",\n,"y,z"\n'), [
      { a: "x", b: "" },
      { a: "", b: "y,z" },
    ]);
  });

  it("refuses a line with missing fields, naming it", () => {
    assert.throws(() => parseCsv("a,b\n1\n"), /line 2 has 1 fields, the header has 2/);
  });
});
