import assert from "node:assert/strict";
import fc from "fast-check";
import { builtCatalogue } from "./testing.js";
import type { MachineChoice, NoMachine, Wish } from "./types.js";

const CLOUDS = ["aws", "gcp", "azure"];

const anyWish = fc.constantFrom(...CLOUDS).chain((cloud) => {
  const catalogue = builtCatalogue(cloud);
  const wish: fc.Arbitrary<Wish> = fc.record(
    {
      vcpus: fc.oneof(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 500 })),
      memoryGib: fc.oneof(fc.integer({ min: 1, max: 64 }), fc.double({ min: 0.5, max: 4000, noNaN: true })),
      arch: fc.constantFrom("amd64", "arm64"),
      burstable: fc.boolean(),
      gpu: fc.record({
        model: fc.constantFrom(...catalogue.gpus().map((gpu) => gpu.model)),
        count: fc.constantFrom(1, 2, 4, 8),
      }),
      region: fc.constantFrom(...catalogue.regions.map((region) => region.name)),
    },
    { requiredKeys: ["vcpus", "memoryGib", "region"] },
  );
  return wish.map((w) => ({ catalogue, wish: w }));
});

function gpuCount(choice: MachineChoice): number {
  return choice.accelerator?.count ?? choice.gpu?.count ?? 0;
}

function chosen(result: MachineChoice | NoMachine): MachineChoice {
  assert.ok(result.ok, result.ok ? "" : result.message);
  return result;
}

function choose(
  cloud: string,
  vcpus: number,
  memoryGib: number,
  region: string,
  more: Partial<Wish> = {},
): MachineChoice {
  return chosen(builtCatalogue(cloud).choose({ vcpus, memoryGib, region, ...more }));
}

describe("choose: properties", () => {
  it("gives at least the wish, of the wished kind, offered in the region", () => {
    const property = fc.property(anyWish, ({ catalogue, wish }) => {
      const result = catalogue.choose(wish);
      if (!result.ok) return;
      assert.ok(result.vcpus >= wish.vcpus && result.memoryGib >= wish.memoryGib, result.type);
      assert.equal(result.arch, wish.arch ?? "amd64");
      assert.equal(gpuCount(result), wish.gpu ? (wish.gpu.count ?? 1) : 0);
      assert.equal(catalogue.offered(result.type, wish.region), true);
      assert.ok(wish.burstable || !result.burstable, result.type);
      for (const other of result.alternatives) assert.equal(catalogue.offered(other, wish.region), true);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("gives the same answer to the same wish", () => {
    const property = fc.property(anyWish, ({ catalogue, wish }) => {
      assert.deepEqual(catalogue.choose(wish), catalogue.choose({ ...wish }));
    });
    fc.assert(property, { numRuns: 100 });
  });

  it("never gives a smaller machine to a bigger wish", () => {
    const growth = fc.record({ vcpus: fc.integer({ min: 0, max: 32 }), memoryGib: fc.integer({ min: 0, max: 256 }) });
    const property = fc.property(anyWish, growth, ({ catalogue, wish }, more) => {
      const small = catalogue.choose(wish);
      const bigger = { ...wish, vcpus: wish.vcpus + more.vcpus, memoryGib: wish.memoryGib + more.memoryGib };
      const big = catalogue.choose(bigger);
      if (!big.ok) return;
      assert.ok(small.ok, "the smaller wish must be met as well");
      const grown = big.vcpus > small.vcpus || big.memoryGib > small.memoryGib;
      assert.ok(big.type === small.type || grown, `${small.type}, then ${big.type}`);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("leaves no closer number of vCPUs unused, up to 64", () => {
    const sizes = fc.record({ vcpus: fc.integer({ min: 1, max: 64 }), memoryGib: fc.integer({ min: 1, max: 128 }) });
    const property = fc.property(fc.constantFrom(...CLOUDS), sizes, (cloud, size) => {
      const region = { aws: "us-east-1", gcp: "us-central1", azure: "eastus" }[cloud] as string;
      const catalogue = builtCatalogue(cloud);
      const result = catalogue.choose({ ...size, region });
      if (!result.ok || result.vcpus > 64) return;
      const closer = catalogue.candidates.find(
        ({ machine, selectable, tier, offered }) =>
          selectable &&
          tier < 3 &&
          machine.arch === "amd64" &&
          !machine.burstable &&
          !machine.purpose?.startsWith("gpu") &&
          machine.vcpus >= size.vcpus &&
          machine.vcpus < result.vcpus &&
          machine.memoryGib >= size.memoryGib &&
          catalogue.hasRegion(offered, region),
      );
      assert.equal(closer?.machine.type, undefined, `closer than ${result.type}`);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("says in a failure which regions meet the wish, and they do", () => {
    const property = fc.property(anyWish, ({ catalogue, wish }) => {
      const result = catalogue.choose(wish);
      if (result.ok) return;
      assert.ok(result.message.length > 20);
      for (const region of result.regions) assert.ok(catalogue.choose({ ...wish, region }).ok, region);
      assert.equal(result.reason === "nowhere", result.regions.length === 0 && result.reason !== "offers-not-known");
    });
    fc.assert(property, { numRuns: 200 });
  });
});

describe("choose: examples", () => {
  it("picks what a platform engineer would for a small web server", () => {
    assert.equal(choose("aws", 2, 4, "eu-central-1").type, "c7i.large");
    assert.equal(choose("gcp", 2, 4, "europe-west4").type, "e2-standard-2");
    assert.equal(choose("azure", 2, 4, "westeurope").type, "Standard_D2ls_v5");
  });

  it("takes an older family where the preferred one is not offered", () => {
    const catalogue = builtCatalogue("aws");
    const region = catalogue.regions.find(
      ({ name }) => catalogue.offered("m6i.large", name) && catalogue.offered("m7i.large", name) !== true,
    );
    assert.equal(choose("aws", 2, 8, region?.name as string).type, "m6i.large");
  });

  it("takes the cheapest when a burstable machine will do", () => {
    assert.equal(choose("aws", 2, 4, "us-east-1", { burstable: true }).type, "t3a.medium");
    assert.equal(choose("gcp", 2, 4, "us-central1", { burstable: true }).type, "e2-medium");
    assert.equal(choose("azure", 2, 4, "eastus", { burstable: true }).type, "Standard_B2als_v2");
  });

  it("finds arm64 machines", () => {
    assert.equal(choose("aws", 4, 16, "us-east-1", { arch: "arm64" }).type, "m7g.xlarge");
    assert.equal(choose("gcp", 4, 16, "us-central1", { arch: "arm64" }).type, "c4a-standard-4");
    assert.equal(choose("azure", 4, 16, "eastus", { arch: "arm64" }).type, "Standard_D4ps_v6");
  });

  it("takes a type that carries the GPU", () => {
    const gpu = { model: "A100-80GB" };
    const machine = choose("gcp", 8, 64, "us-central1", { gpu });
    assert.equal(machine.type, "a2-ultragpu-1g");
    assert.deepEqual(machine.gpu, { model: "A100-80GB", count: 1, memoryGib: 80 });
    assert.equal(machine.accelerator, undefined);
    assert.deepEqual(machine.zones, ["us-central1-a", "us-central1-c"]);
    assert.equal(choose("azure", 8, 64, "eastus", { gpu }).type, "Standard_NC24ads_A100_v4");
  });

  it("attaches a GPU to a host within the host's limits", () => {
    const machine = choose("gcp", 4, 15, "europe-west4", { gpu: { model: "T4" } });
    assert.equal(machine.type, "n1-standard-4");
    assert.deepEqual(machine.accelerator, { name: "nvidia-tesla-t4", count: 1, usdPerHour: 0.35 });
    assert.deepEqual(machine.zones, ["europe-west4-a", "europe-west4-b", "europe-west4-c"]);
    assert.equal(choose("gcp", 12, 40, "us-central1", { gpu: { model: "V100-16GB", count: 2 } }).vcpus, 16);
    const tooBig = builtCatalogue("gcp").choose({
      vcpus: 32,
      memoryGib: 64,
      region: "us-central1",
      gpu: { model: "V100-16GB" },
    });
    assert.equal(tooBig.ok, false);
  });

  it("tries GPUs in the order of wish and knows them without their memory", () => {
    const gpu = { model: ["L4", "H200", "T4"] };
    assert.equal(choose("azure", 4, 16, "eastus", { gpu }).gpu?.model, "T4");
    assert.equal(choose("aws", 4, 16, "us-east-1", { gpu: { model: "h200", count: 8 } }).type, "p5en.48xlarge");
  });
});

describe("choose: failures", () => {
  it("suggests a region", () => {
    const result = builtCatalogue("aws").choose({ vcpus: 2, memoryGib: 4, region: "eu-centrl-1" });
    assert.ok(!result.ok);
    assert.equal(result.reason, "unknown-region");
    assert.equal(result.suggestions[0], "eu-central-1");
    assert.match(result.message, /no region "eu-centrl-1".*Did you mean eu-central-1/);
  });

  it("names the closest machine and never gives eight GPUs for one", () => {
    const wish = { vcpus: 4, memoryGib: 16, region: "eastus", gpu: { model: "H100-80GB" } };
    const result = builtCatalogue("azure").choose(wish);
    assert.ok(!result.ok);
    assert.equal(result.closest?.type, "Standard_ND96isr_H100_v5");
    assert.match(result.message, /exactly 1 x H100-80GB .* The closest there is Standard_ND96isr_H100_v5 .*8 x H100/);
  });

  it("names the regions that have the GPU and the GPUs that the region has", () => {
    const wish = { vcpus: 4, memoryGib: 16, region: "eu-central-1", gpu: { model: "H100-80GB", count: 8 } };
    const result = builtCatalogue("aws").choose(wish);
    assert.ok(!result.ok);
    assert.equal(result.reason, "not-in-region");
    assert.ok(result.regions.includes("us-east-1"));
    assert.match(result.message, /Its GPUs are V100-16GB, T4, .*Regions that have one: /);
  });

  it("refuses an ambiguous GPU", () => {
    const result = builtCatalogue("aws").choose({
      vcpus: 4,
      memoryGib: 16,
      region: "us-east-1",
      gpu: { model: "A100" },
    });
    assert.ok(!result.ok);
    assert.equal(result.reason, "unknown-gpu");
    assert.deepEqual(result.suggestions.slice(0, 2), ["A100-40GB", "A100-80GB"]);
  });

  it("doesn't guess in a region without data", () => {
    const result = builtCatalogue("aws").choose({ vcpus: 2, memoryGib: 4, region: "cn-north-1" });
    assert.ok(!result.ok);
    assert.equal(result.reason, "offers-not-known");
  });
});
