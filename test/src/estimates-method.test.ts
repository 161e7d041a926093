import assert from "node:assert/strict";
import type { NativeResource } from "@isobar/core/estimate";
import { estimateOf, native } from "./estimates/place";

const INSTANCE = "aws:ec2/instance:Instance";
const GCE = "gcp:compute/instance:Instance";
const VM = "azure-native:compute:VirtualMachine";
const azureVm = (vmSize: string) => ({ hardwareProfile: { vmSize } });
/** kWh for each GiB of memory and hour: "Cloud Carbon Footprint", Methodology, memory. */
const MEMORY = 0.000392;
const LIFETIME = 4 * 365 * 24;

/**
 * By hand from what is published: ccf-coefficients of 2026-04 (W per vCPU, kg of making) and of 2024-03 (Azure D v3); GPUs by
 * 12 % and 102 % of their thermal design power, as Cloud Carbon Footprint does; the clouds' own PUE and Electricity Maps'
 * and Google's yearly means of the grids.
 */
const MACHINES: readonly { what: string; of: NativeResource; busy: number; kg: number }[] = [
  {
    what: "m7i.large in Frankfurt, half busy",
    of: native("aws", "eu-central-1", INSTANCE, { instanceType: "m7i.large" }),
    busy: 0.5,
    kg:
      (((2 * (1.0363 + 0.5 * (4.1605 - 1.0363))) / 1000 + 8 * MEMORY) * 730 * 1.35 * 370.9) / 1000 +
      (44.66 * 730) / LIFETIME,
  },
  {
    what: "m6g.large in Virginia, idle",
    of: native("aws", "us-east-1", INSTANCE, { instanceType: "m6g.large" }),
    busy: 0,
    kg: (((2 * 0.4743) / 1000 + 8 * MEMORY) * 730 * 1.15 * 396.2) / 1000 + (41.66 * 730) / LIFETIME,
  },
  {
    what: "n2-standard-2 in the Netherlands, half busy",
    of: native("gcp", "europe-west4", GCE, { machineType: "n2-standard-2" }),
    busy: 0.5,
    kg:
      (((2 * (0.7668 + 0.5 * (3.6516 - 0.7668))) / 1000 + 8 * MEMORY) * 730 * 1.07 * 208.8) / 1000 +
      (29.51 * 730) / LIFETIME,
  },
  {
    what: "a2-highgpu-1g with an A100 in Iowa, fully busy",
    of: native("gcp", "us-central1", GCE, { machineType: "a2-highgpu-1g" }),
    busy: 1,
    kg: (((12 * 3.7549 + 1.02 * 400) / 1000 + 85 * MEMORY) * 730 * 1.1 * 412.7) / 1000 + (683.19 * 730) / LIFETIME,
  },
  {
    what: "Standard_D2as_v4 in the Netherlands, 20 % busy",
    of: native("azure", "westeurope", VM, azureVm("Standard_D2as_v4")),
    busy: 0.2,
    kg:
      (((2 * (0.4743 + 0.2 * (1.693 - 0.4743))) / 1000 + 8 * MEMORY) * 730 * 1.14 * 283.2) / 1000 +
      (32.52 * 730) / LIFETIME,
  },
  {
    what: "Standard_D4s_v3 in Virginia, half busy",
    of: native("azure", "eastus", VM, azureVm("Standard_D4s_v3")),
    busy: 0.5,
    kg:
      (((4 * (0.974225 + 0.5 * (4.46472 - 0.974225))) / 1000 + 16 * MEMORY) * 730 * 1.14 * 396.2) / 1000 +
      (92.69 * 730) / LIFETIME,
  },
];

describe("emissions by Cloud Carbon Footprint's method", () => {
  for (const { what, of, busy, kg } of MACHINES) {
    it(what, () => {
      const [machine] =
        estimateOf([of], { default: { utilisation: busy, hoursPerMonth: 730 } }).resources[0]?.lines ?? [];
      const found = machine?.emissions;
      assert.ok(found);
      assert.ok(Math.abs(found.likely - kg) < 0.001 * kg, `${found.likely}, by hand ${kg}`);
      assert.ok(found.low <= found.likely && found.likely <= found.high);
    });
  }
  it("counts what storing and sending emits, with all copies and the data centre's overhead", () => {
    const usage = { default: { storedGb: 1000, egressGb: 1000 } };
    // "Cloud Carbon Footprint", Methodology: 0.65 Wh per TB and hour on disks that turn, S3 keeps 6 copies; 0.001 kWh per GB.
    const kept = estimateOf([native("aws", "us-east-1", "aws:s3/bucket:Bucket", {})], usage).emissions.likely;
    assert.ok(Math.abs(kept - (((0.65 * 730 * 6) / 1000) * 1.15 * 396.2) / 1000) < 1e-6, String(kept));
    const association = native("aws", "us-east-1", "aws:ec2/eipAssociation:EipAssociation", {});
    const sent = estimateOf([association], usage).emissions.likely;
    assert.ok(Math.abs(sent - (1000 * 0.001 * 1.15 * 396.2) / 1000) < 1e-6, String(sent));
  });
  it("does not know what a machine emits whose GPU's power is not known", () => {
    const machine = native("azure", "westus", VM, azureVm("Standard_ND96is_MI300X_v5"));
    assert.equal(estimateOf([machine]).resources[0]?.lines[0]?.emissions, undefined);
  });
});
