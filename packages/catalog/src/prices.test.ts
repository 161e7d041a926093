import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { basisOf } from "./build/bases.js";
import { parseCsv } from "./build/csv.js";
import { builtCatalogue, CLOUDS, DATA, priceRows } from "./testing.js";

const BASES = parseCsv(readFileSync(join(DATA, "bases.csv"), "utf8"));

describe("prices of machines", () => {
  it("are those of prices.csv to the last digit, all of them, with their bases", () => {
    let checked = 0;
    for (const row of priceRows()) {
      const [cloud = "", region = "", , type = "", onDemand = "", spot = "", basis = "", spotBasis = "", band = ""] =
        row;
      const { prices } = builtCatalogue(cloud);
      const found = prices.priceOfMachine(type, region);
      assert.equal(found?.usdPerHour, onDemand === "" ? undefined : Number(onDemand), `${type} in ${region}`);
      const foundSpot = prices.priceOfMachine(type, region, { spot: true });
      assert.equal(foundSpot?.usdPerHour, spot === "" ? undefined : Number(spot), `spot ${type} in ${region}`);
      if (foundSpot) assert.equal(foundSpot.interruptionBand, band === "" ? undefined : Number(band));
      if (checked++ % 500 === 0 && found) assert.deepEqual(found.basis, basisOf(BASES, cloud, basis));
      if (checked % 500 === 0 && foundSpot) assert.deepEqual(foundSpot.basis, basisOf(BASES, cloud, spotBasis));
    }
    assert.ok(checked > 95_000);
  });

  it("are 1/1000 cent to 1000 dollars an hour, spot below on-demand but for one known row", () => {
    const dearer: string[] = [];
    for (const cloud of CLOUDS) {
      const { prices } = builtCatalogue(cloud);
      for (const type of prices.onDemand.keys) {
        for (const region of prices.regions) {
          const usd = prices.priceOfMachine(type, region)?.usdPerHour;
          const spot = prices.priceOfMachine(type, region, { spot: true })?.usdPerHour;
          if (usd !== undefined) assert.ok(usd > 0.00001 && usd < 1000, `${type} ${region} ${usd}`);
          if (spot !== undefined && usd !== undefined && spot > usd) dearer.push(`${type} ${region}`);
        }
      }
    }
    assert.equal(dearer.length, 1, dearer.join());
  });

  it("are unknown where the source has none, never zero", () => {
    const { prices } = builtCatalogue("gcp");
    assert.equal(prices.priceOfMachine("a4-highgpu-8g", "us-central1"), undefined);
    assert.equal(prices.priceOfMachine("e2-standard-2", "nowhere"), undefined);
    assert.equal(prices.priceOfMachine("none", "us-central1"), undefined);
    assert.equal(builtCatalogue("aws").prices.priceOfMachine("m5.large", "cn-north-1"), undefined);
    assert.equal(builtCatalogue("aws").prices.priceOfMachine("m5.large", "ap-southeast-7"), undefined);
  });

  it("add attached GPUs, and are unknown when those are", () => {
    const { prices } = builtCatalogue("gcp");
    const host = prices.priceOfMachine("n1-standard-4", "us-central1");
    const one = prices.priceOfAccelerator("nvidia-tesla-t4", "us-central1");
    const both = prices.priceOfMachine("n1-standard-4", "us-central1", {
      accelerator: { name: "nvidia-tesla-t4", count: 2 },
    });
    assert.ok(host && one && both);
    assert.equal(one.usdPerHour, 0.35);
    assert.equal(both.usdPerHour, host.usdPerHour + 0.7);
    const unknown = { accelerator: { name: "nvidia-tesla-k80", count: 1 } };
    assert.equal(prices.priceOfMachine("n1-standard-4", "us-central1", unknown), undefined);
    assert.equal(prices.priceOfAccelerator("nvidia-tesla-v100", "us-central1")?.basis.kind, "estimate");
  });

  it("say how they are known", () => {
    const basis = (cloud: string, type: string, region: string, spot = false) =>
      builtCatalogue(cloud).prices.priceOfMachine(type, region, { spot })?.basis;
    assert.deepEqual(basis("aws", "m5.large", "us-east-1"), { kind: "exact", date: "2026-07-20" });
    assert.equal(basis("aws", "m5.large", "eu-central-1")?.kind, "derived");
    assert.equal(basis("aws", "m8g.large", "eu-central-1")?.kind, "estimate");
    assert.equal(basis("aws", "m5.large", "eu-central-1", true)?.plusMinus, 0.5);
    assert.deepEqual(basis("gcp", "e2-standard-2", "europe-west4"), { kind: "exact", date: "2026-07-30" });
    assert.equal(basis("azure", "Standard_B2ats_v2", "eastus")?.kind, "corrected");
  });
});

describe("other prices", () => {
  const places = fc
    .constantFrom(...CLOUDS)
    .chain((cloud) => fc.constantFrom(...builtCatalogue(cloud).regions).map(({ name }) => ({ cloud, region: name })));

  it("of egress grow with the amount, and never faster than the dearest tier", () => {
    const property = fc.property(places, fc.nat(500_000), fc.nat(500_000), ({ cloud, region }, gb, more) => {
      const { services } = builtCatalogue(cloud);
      const small = services.priceOfEgress(region, gb);
      const big = services.priceOfEgress(region, gb + more);
      if (!small || !big) return;
      const dearest = Math.max(...small.tiers.map(({ usdPerGb }) => usdPerGb));
      const added = big.usdPerMonth - small.usdPerMonth;
      assert.ok(added >= -1e-6 && added <= more * dearest + 1e-6, `${added}`);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("of disks grow with the size and stay within sane bounds", () => {
    const classes: Record<string, readonly string[]> = {
      aws: ["gp3", "gp2", "st1"],
      gcp: ["pd-balanced", "pd-ssd", "pd-standard"],
      azure: ["Premium_LRS", "StandardSSD_LRS", "Standard_LRS"],
    };
    const property = fc.property(places, fc.nat(2), fc.integer({ min: 1, max: 8000 }), (place, which, sizeGib) => {
      const { services } = builtCatalogue(place.cloud);
      const kind = classes[place.cloud]?.[which] as string;
      const small = services.priceOfDisk({ class: kind, sizeGib }, place.region);
      const big = services.priceOfDisk({ class: kind, sizeGib: sizeGib * 2 }, place.region);
      if (!small || !big) return;
      assert.ok(big.usdPerMonth > small.usdPerMonth);
      const perGb = big.usdPerMonth / (sizeGib * 2);
      assert.ok(sizeGib < 64 || (perGb > 0.01 && perGb < 0.6), `${kind} ${perGb}`);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("add what a disk is faster than its class", () => {
    const { services } = builtCatalogue("aws");
    const plain = services.priceOfDisk({ class: "gp3", sizeGib: 100, iops: 3000, mbps: 125 }, "us-east-1");
    const fast = services.priceOfDisk({ class: "gp3", sizeGib: 100, iops: 4000, mbps: 225 }, "us-east-1");
    assert.equal(plain?.usdPerMonth, 8);
    assert.equal(fast?.usdPerMonth, 8 + 1000 * 0.005 + 100 * 0.04);
  });

  it("of another region are an estimate that names it, and China's stay unknown", () => {
    const { services } = builtCatalogue("aws");
    const here = services.priceOfStorage("gp3", "us-east-1");
    const there = services.priceOfStorage("gp3", "eu-central-1");
    assert.equal(here?.basis.kind, "exact");
    assert.equal(there?.usdPerGbMonth, 0.08);
    assert.equal(there?.basis.kind, "estimate");
    assert.match(there?.basis.note ?? "", /^price of us-east-1/);
    assert.equal(services.priceOfStorage("gp3", "cn-north-1"), undefined);
    assert.equal(services.priceOfStorage("gp3", "nowhere"), undefined);
    assert.equal(services.priceOfStorage("gp9", "us-east-1"), undefined);
  });

  it("of fixed disk sizes take the next size, in proportion where its price is not known", () => {
    const { services } = builtCatalogue("azure");
    assert.equal(services.priceOfDisk({ class: "Premium_LRS", sizeGib: 30 }, "eastus")?.usdPerMonth, 5.28);
    const bigger = services.priceOfDisk({ class: "Premium_LRS", sizeGib: 500 }, "eastus");
    assert.equal(bigger?.usdPerMonth, 19.71 * 4);
    assert.equal(bigger?.basis.kind, "estimate");
  });

  it("of requests to Azure's zone-redundant storage are those without zones, and say so", () => {
    const { services } = builtCatalogue("azure");
    const [local, zonal] = ["Hot-LRS", "Hot-ZRS"].map((kind) => services.priceOfObjectStorage(kind, "westus"));
    assert.ok(local?.usdPer1000Writes && local.requestsBasis?.kind !== zonal?.requestsBasis?.kind);
    assert.equal(zonal?.usdPer1000Writes, local.usdPer1000Writes);
    assert.match(zonal?.requestsBasis?.note ?? "", /Hot-LRS/);
    assert.equal(services.priceOfObjectStorage("Cold-ZRS", "westus")?.usdPer1000Writes, undefined);
  });

  it("know control planes, load balancers and databases", () => {
    assert.equal(builtCatalogue("gcp").services.controlPlane("europe-west4")?.usdPerHour, 0.1);
    assert.equal(builtCatalogue("azure").services.controlPlane("eastus", "free")?.usdPerHour, 0);
    assert.equal(builtCatalogue("aws").services.loadBalancer("us-east-1")?.usdPerUnitHour, 0.006);
    assert.equal(builtCatalogue("aws").services.loadBalancer("us-east-1", { http: true })?.usdPerUnitHour, 0.008);
    assert.equal(builtCatalogue("azure").services.loadBalancer("eastus")?.usdPerHour, undefined);
    const custom = { engine: "postgres", vcpus: 2, memoryGib: 8 } as const;
    const one = builtCatalogue("gcp").services.database(custom, "us-central1");
    const two = builtCatalogue("gcp").services.database({ ...custom, highlyAvailable: true }, "us-central1");
    assert.ok(one && two);
    assert.ok(Math.abs(two.usdPerHour - 2 * one.usdPerHour) < 1e-9);
    assert.equal(builtCatalogue("gcp").services.interRegion("us-central1"), undefined);
  });
});
