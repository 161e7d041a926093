import assert from "node:assert/strict";
import type { NativeResource } from "@isobar/core/estimate";
import fc from "fast-check";
import { BACKENDS, estimateOf, native } from "./estimates/place";

const RUNS = { numRuns: 150 };
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  aws: ["us-east-1", "eu-central-1", "ap-northeast-1"],
  gcp: ["us-central1", "europe-west4", "asia-east1"],
  azure: ["eastus", "westeurope", "japaneast"],
};

/** Arguments of the types that decide by them; all others take none. */
function inputsOf(type: string, machine: string, gib: number): Readonly<Record<string, unknown>> {
  if (type.endsWith("instance:Instance") && type.startsWith("aws:ec2")) return { instanceType: machine };
  if (type.endsWith("instance:Instance")) return { machineType: machine };
  if (type.endsWith(":VirtualMachine")) return { hardwareProfile: { vmSize: machine } };
  if (type.endsWith("volume:Volume")) return { type: "gp3", size: gib };
  if (type.endsWith("disk:Disk")) return { type: "pd-balanced", size: gib };
  if (type.endsWith(":Disk")) return { sku: { name: "Premium_LRS" }, diskSizeGB: gib };
  if (type.endsWith("StorageAccount")) return { sku: { name: "Standard_LRS" } };
  return {};
}

const resource: fc.Arbitrary<NativeResource> = fc.constantFrom(...BACKENDS).chain((backend) => {
  const machines = backend.catalogue().candidates.map(({ machine }) => machine.type);
  const types = Object.entries(backend.consumers()).filter(([, consumer]) => consumer !== "free");
  return fc
    .record({
      type: fc.constantFrom(...types.map(([type]) => type)),
      region: fc.constantFrom(...(REGIONS[backend.name] ?? [])),
      machine: fc.constantFrom(...machines),
      gib: fc.integer({ min: 1, max: 4096 }),
      name: fc.constantFrom("a", "b", "c"),
    })
    .map(({ type, region, machine, gib, name }) =>
      native(backend.name, region, type, inputsOf(type, machine, gib), name),
    );
});
const resources = fc.array(resource, { maxLength: 12 });
const keys = ["hoursPerMonth", "egressGb", "natGb", "storedGb", "writes", "reads", "retrievedGb"] as const;
const ROUNDING = 1e-9;

function notLess(more: number, less: number): void {
  assert.ok(more >= less - ROUNDING * Math.max(1, less), `${more} is less than ${less}`);
}

describe("an estimate of any program", () => {
  it("never costs or emits less for more of any use", () => {
    const use = fc.integer({ min: 0, max: 700 });
    fc.assert(
      fc.property(resources, fc.constantFrom(...keys), use, fc.integer({ min: 0, max: 44 }), (all, key, of, more) => {
        const [less, much] = [of, of + more].map((value) => estimateOf(all, { default: { [key]: value } }));
        notLess(much?.cost.likely ?? 0, less?.cost.likely ?? 0);
        notLess(much?.emissions.likely ?? 0, less?.emissions.likely ?? 0);
      }),
      RUNS,
    );
  });
  it("never emits less for a busier machine", () => {
    fc.assert(
      fc.property(resources, fc.double({ min: 0, max: 1, noNaN: true }), (all, busy) => {
        const [less, much] = [busy / 2, busy].map((utilisation) => estimateOf(all, { default: { utilisation } }));
        notLess(much?.emissions.likely ?? 0, less?.emissions.likely ?? 0);
      }),
      RUNS,
    );
  });
  it("never costs or emits less for more resources", () => {
    fc.assert(
      fc.property(resources, resources, (some, others) => {
        const [less, much] = [estimateOf(some), estimateOf([...some, ...others])];
        notLess(much.cost.likely, less.cost.likely);
        notLess(much.emissions.likely, less.emissions.likely);
      }),
      RUNS,
    );
  });
  it("has a likely figure inside of its range, and the sum of its lines as its total", () => {
    fc.assert(
      fc.property(resources, (all) => {
        const { cost, emissions, resources: each } = estimateOf(all);
        const lines = each.flatMap((one) => one.lines);
        for (const amount of [
          cost,
          emissions,
          ...lines.flatMap((one) => [one.cost ?? [], one.emissions ?? []].flat()),
        ]) {
          assert.ok(
            amount.low >= 0 && amount.low <= amount.likely && amount.likely <= amount.high,
            JSON.stringify(amount),
          );
          assert.ok(Number.isFinite(amount.high));
        }
        const sum = lines.reduce((total, one) => total + (one.cost?.likely ?? 0), 0);
        assert.ok(Math.abs(sum - cost.likely) < 1e-6);
      }),
      RUNS,
    );
  });
  it("has sane units: a vCPU costs between a tenth of a cent and ten dollars an hour, and emits less than a kg", () => {
    for (const backend of BACKENDS) {
      for (const { machine } of backend.catalogue().candidates.filter(({ machine: { gpu } }) => !gpu)) {
        const [region = ""] = REGIONS[backend.name] ?? [];
        const type =
          Object.keys(backend.consumers()).find((each) => /instance:Instance$|:VirtualMachine$/.test(each)) ?? "";
        const [line] =
          estimateOf([native(backend.name, region, type, inputsOf(type, machine.type, 1))]).resources[0]?.lines ?? [];
        const hourly = (line?.cost?.likely ?? 730 * 0.05 * machine.vcpus) / 730 / machine.vcpus;
        assert.ok(hourly > 0.001 && hourly < 10, `${machine.type}: ${hourly} USD`);
        const kg = (line?.emissions?.likely ?? 0) / 730 / machine.vcpus;
        assert.ok(kg < 1, `${machine.type}: ${kg} kg`);
      }
    }
  });
});
