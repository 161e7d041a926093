import assert from "node:assert/strict";
import fc from "fast-check";
import { machines } from "./machine-query.js";
import { builtCatalogue, CLOUDS } from "./testing.js";

const all = () => CLOUDS.map(builtCatalogue);

describe("machines", () => {
  it("gives only what was asked for, cheapest first", () => {
    const filters = fc.record({
      vcpus: fc.integer({ min: 1, max: 64 }),
      memoryGib: fc.integer({ min: 1, max: 512 }),
      arch: fc.constantFrom("amd64" as const, "arm64" as const),
      spot: fc.boolean(),
      perRegion: fc.boolean(),
      jurisdictions: fc.constantFrom(["EU"], ["US"], ["CH", "NO"]),
    });
    const property = fc.property(filters, (filter) => {
      const found = machines(all(), filter);
      let before = 0;
      for (const { cloud, region, machine, price } of found) {
        assert.ok(machine.vcpus >= filter.vcpus && machine.memoryGib >= filter.memoryGib);
        assert.equal(machine.arch, filter.arch);
        const jurisdictions = builtCatalogue(cloud).region(region)?.jurisdictions ?? [];
        assert.ok(filter.jurisdictions.some((each) => jurisdictions.includes(each)));
        assert.equal(builtCatalogue(cloud).offered(machine.type, region), true);
        const usd = price?.usdPerHour ?? Number.POSITIVE_INFINITY;
        assert.ok(usd >= before, machine.type);
        before = usd;
      }
    });
    fc.assert(property, { numRuns: 60 });
  });

  it("finds the same cheapest with a limit as without", () => {
    const whole = machines(all(), { perRegion: true, limit: Number.POSITIVE_INFINITY });
    assert.ok(whole.length > 90_000);
    const few = machines(all(), { perRegion: true, limit: 70 });
    assert.deepEqual(few, whole.slice(0, 70));
    assert.equal(whole.at(-1)?.price, undefined);
  });

  it("takes each type where it is cheapest", () => {
    const [offer] = machines([builtCatalogue("gcp")], { type: "n2-standard-8", jurisdictions: ["EU"] });
    const { prices, regions } = builtCatalogue("gcp");
    const usd = regions
      .filter(({ jurisdictions }) => jurisdictions.includes("EU"))
      .flatMap(({ name }) => prices.priceOfMachine("n2-standard-8", name)?.usdPerHour ?? []);
    assert.equal(offer?.price?.usdPerHour, Math.min(...usd));
  });

  it("tells A100 of 40 GB from those of 80 GB", () => {
    const models = (model: string, memoryGib?: number) => [
      ...new Set(machines(all(), { gpu: { model, memoryGib } }).map(({ gpu }) => gpu?.model)),
    ];
    assert.deepEqual(models("A100").sort(), ["A100-40GB", "A100-80GB"]);
    assert.deepEqual(models("a100-80gb"), ["A100-80GB"]);
    assert.deepEqual(models("A100", 80), ["A100-80GB"]);
    assert.deepEqual(models("none"), []);
    const small = machines(all(), { gpu: { model: "A100-40GB" } });
    assert.ok(small.some(({ machine }) => machine.type === "a2-highgpu-1g"));
    assert.ok(small.some(({ machine }) => machine.type === "p4d.24xlarge"));
  });

  it("attaches GPUs where they are no part of a type, and adds their price", () => {
    const filter = { gpu: { model: "T4", count: 2 }, regions: ["us-central1"] };
    const offers = machines([builtCatalogue("gcp")], filter);
    const offer = offers.find(({ machine }) => machine.type === "n1-standard-4");
    assert.equal(offer?.accelerator, "nvidia-tesla-t4");
    const host = builtCatalogue("gcp").prices.priceOfMachine("n1-standard-4", "us-central1");
    assert.equal(offer?.price?.usdPerHour, (host?.usdPerHour ?? 0) + 0.7);
    assert.ok(offers.every(({ gpu, machine }) => gpu?.count === 2 && machine.vcpus <= 48));
  });

  it("finds GPUs by vendor and memory, and machines without any", () => {
    const amd = machines(all(), { gpu: { vendor: "amd", memoryGib: 100 } });
    assert.ok(amd.length > 0 && amd.every(({ gpu }) => gpu?.model.startsWith("MI300X")));
    assert.ok(machines(all(), { gpu: false }).every(({ machine }) => machine.gpu === undefined));
    assert.ok(machines(all(), { burstable: false }).every(({ machine }) => !machine.burstable));
  });

  it("leaves out what is not sold as spot", () => {
    const offers = machines(all(), { spot: true });
    assert.ok(offers.length > 2000 && offers.every(({ price }) => price !== undefined));
  });
});
