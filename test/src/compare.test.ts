import assert from "node:assert/strict";
import * as path from "node:path";
import { isobar, reported } from "./plan/planning.js";

type Buying = "onDemand" | "discounted" | "spot";
type Line = { readonly category: string; readonly items: readonly string[] } & Readonly<Record<Buying, number>>;
type Place = { readonly cloud: string; readonly region: string; readonly lines: readonly Line[] } & Readonly<
  Record<Buying, number>
>;
interface Comparison {
  readonly places: readonly Place[];
  readonly differences: readonly {
    readonly place: string;
    readonly cheapest: string;
    readonly more: number;
    readonly by: readonly { readonly category: string; readonly more: number }[];
  }[];
}
interface Plan {
  readonly places: readonly { readonly cost: { readonly likely: number } }[];
}

const EXAMPLE = path.resolve(__dirname, "../../examples/web-and-data");
const PLACES = ["--stack", "aws", "--clouds", "aws,gcp", "--regions", "eu-central-1,europe-west4"];

function near(a: number | undefined, b: number | undefined, what: string): void {
  assert.ok(Math.abs((a ?? Number.NaN) - (b ?? Number.NaN)) < 1e-6, `${what}: ${a} is not ${b}`);
}

describe("isobar compare", () => {
  let comparison: Comparison;
  const line = (place: Place | undefined, category: string) => place?.lines.find((each) => each.category === category);
  before(() => {
    const discounts = ["--discount", "aws=10%", "--discount", "gcp:machines=20%", "--discount", "gcp=5"];
    comparison = reported(EXAMPLE, "compare", ...PLACES, ...discounts);
  });

  it("adds up to what the plan says", () => {
    const plan = reported<Plan>(EXAMPLE, "plan", ...PLACES);
    for (const [index, place] of comparison.places.entries()) {
      near(place.onDemand, plan.places[index]?.cost.likely, place.cloud);
    }
  });
  it("adds up its lines", () => {
    for (const place of comparison.places) {
      for (const buying of ["onDemand", "discounted", "spot"] as const) {
        const sum = place.lines.reduce((total, each) => total + each[buying], 0);
        near(sum, place[buying], `${place.cloud} ${buying}`);
      }
    }
  });
  it("takes off a discount on everything, and before it one on a category", () => {
    const [aws, gcp] = comparison.places;
    near(aws?.discounted, (aws?.onDemand ?? 0) * 0.9, "aws");
    near(line(gcp, "machines")?.discounted, (line(gcp, "machines")?.onDemand ?? 0) * 0.8, "machines of gcp");
    near(line(gcp, "disks")?.discounted, (line(gcp, "disks")?.onDemand ?? 0) * 0.95, "disks of gcp");
  });
  it("prices machines on spot, and nothing else", () => {
    for (const place of comparison.places) {
      for (const { category, onDemand, spot } of place.lines) {
        if (category === "machines") assert.ok(spot > 0 && spot < onDemand, `${place.cloud}: ${spot} of ${onDemand}`);
        else near(spot, onDemand, `${place.cloud} ${category}`);
      }
    }
  });
  it("explains differences by line", () => {
    const [difference, ...others] = comparison.differences;
    assert.deepEqual(
      [difference?.place, difference?.cheapest, others.length],
      ["aws eu-central-1", "gcp europe-west4", 0],
    );
    const explained = difference?.by.reduce((sum, { more }) => sum + more, 0) ?? 0;
    assert.ok(Math.abs(explained - (difference?.more ?? 0)) < 0.05);
    assert.equal(difference?.by[0]?.category, "nat");
  });
  it("refuses a discount on nothing before it runs the program", () => {
    const { code, stderr } = isobar(EXAMPLE, "compare", "--stack", "aws", "--discount", "azure=5%");
    assert.equal(code, 1);
    assert.match(stderr, /nothing is compared on azure, only on aws/);
  });
  it("compares GPUs on demand and on spot", () => {
    interface Row {
      readonly model: string;
      readonly cloud: string;
      readonly region?: string;
      readonly fp16Tflops: number;
      readonly onDemand: { readonly usdPerGpuHour: number; readonly usdPerPflopHour: number; readonly region: string };
      readonly spot: { readonly usdPerGpuHour: number };
    }
    const rows = (...args: string[]) => reported<{ rows: readonly Row[] }>(EXAMPLE, "compare", "gpus", ...args).rows;
    const [a100, ...others] = rows("--gpu", "A100-80GB", "--region", "eu-central-1");
    assert.deepEqual([a100?.cloud, a100?.onDemand.region, others.length], ["aws", "eu-central-1", 0]);
    // "Amazon EC2 P4 Instances": a p4de.24xlarge has 8 GPUs; NVIDIA A100: 312 TFLOPS of dense FP16.
    near(a100?.onDemand.usdPerPflopHour, (a100?.onDemand.usdPerGpuHour ?? 0) / 0.312, "PFLOPS");
    assert.ok((a100?.spot.usdPerGpuHour ?? 0) < (a100?.onDemand.usdPerGpuHour ?? 0));
    const l4 = rows("--gpu", "L4", "--cloud", "gcp", "--per-region");
    assert.ok(l4.length > 5 && l4.every((row) => row.onDemand === undefined || row.onDemand.region === row.region));
  });
});
