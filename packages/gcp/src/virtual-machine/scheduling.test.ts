import assert from "node:assert/strict";
import { Bucket, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { REGION, refusal, run } from "../simulated.test.helper";

const SIZE = { vcpus: 8, memoryGib: 30 };
const INSTANCE = "gcp:compute/instance:Instance";
const P100 = { ...SIZE, gpu: { model: "P100" } };
const native = (type: string) => ({ type: { gcp: type } });

const machine = (args: Partial<VirtualMachineArgs> = {}) => new VirtualMachine("web", { size: SIZE, ...args });

async function inputsOf(args: Partial<VirtualMachineArgs>, region = REGION) {
  return (await run(() => machine(args), { region })).find(INSTANCE, "web").inputs;
}

describe("GPUs of a VirtualMachine on GCP", () => {
  it("make what gcloud makes of n1-standard-8 with one P100, TERMINATE and a standard disk of 200 GB", async () => {
    const { find, result } = await run(() => {
      const data = new Bucket("data");
      return machine({
        size: P100,
        image: "ubuntu-22.04",
        bootDisk: { sizeGib: 200, class: "hdd" },
        startupScript: "#!/bin/bash\nnvidia-smi\n",
        access: [{ to: data, access: "read-write" }],
        maintenance: "restart",
      });
    });
    const { machineType, zone, guestAccelerators, scheduling, bootDisk, ...rest } = find(INSTANCE, "web").inputs;
    assert.deepEqual([machineType, zone], ["n1-standard-8", `${REGION}-a`]);
    assert.deepEqual(guestAccelerators, [{ type: "nvidia-tesla-p100", count: 1 }]);
    assert.deepEqual(scheduling, {
      provisioningModel: "STANDARD",
      onHostMaintenance: "TERMINATE",
      automaticRestart: true,
    });
    const { image, size, type } = (bootDisk as { initializeParams: Record<string, unknown> }).initializeParams;
    assert.deepEqual([size, type], [200, "pd-standard"]);
    assert.match(String(image), /ubuntu-os-cloud\/global\/images\/ubuntu-2204-lts-v\d+$/);
    assert.match((rest.metadata as Record<string, string>)["startup-script"] ?? "", /nvidia-smi/);
    assert.deepEqual((rest.serviceAccount as { scopes: string[] }).scopes, ["cloud-platform"]);
    assert.deepEqual(rest.shieldedInstanceConfig, {
      enableSecureBoot: false,
      enableVtpm: true,
      enableIntegrityMonitoring: true,
    });
    const { member, role } = find("gcp:storage/bucketIAMMember:BucketIAMMember", "data-web-read-write").inputs;
    assert.deepEqual(
      [member, role],
      [`serviceAccount:${(await settled(result.principal)).id}`, "roles/storage.objectUser"],
    );
  });

  it("come with the type where there is one that has them", async () => {
    for (const size of [{ vcpus: 4, memoryGib: 16, gpu: { model: "L4" } }, native("g2-standard-4")]) {
      const { machineType, guestAccelerators, scheduling } = await inputsOf({ size });
      assert.deepEqual([machineType, guestAccelerators], ["g2-standard-4", undefined]);
      assert.equal((scheduling as { onHostMaintenance: string }).onHostMaintenance, "TERMINATE");
    }
  });

  it("are found in any zone of the region, because a subnetwork spans them all", async () => {
    const { zone } = await inputsOf({ size: P100 }, "us-central1");
    assert.ok(["us-central1-c", "us-central1-f"].includes(String(zone)), String(zone));
  });

  it("can't be moved while the machine runs", async () => {
    assert.match(await refusal(() => machine({ size: P100, maintenance: "migrate" })), /maintenance.*restart/);
  });
});

describe("maintenance of a VirtualMachine on GCP", () => {
  const policy = async (args: Partial<VirtualMachineArgs>, region?: string) =>
    ((await inputsOf(args, region)).scheduling as { onHostMaintenance: string }).onHostMaintenance;

  it("moves the machine unless it is to be stopped", async () => {
    assert.equal(await policy({ size: native("n2-standard-2") }), "MIGRATE");
    assert.equal(await policy({ size: native("n2-standard-2"), maintenance: "restart" }), "TERMINATE");
  });

  it("always moves series E2, which GCP does not stop", async () => {
    assert.equal(await policy({ size: native("e2-standard-2"), maintenance: "restart" }), "MIGRATE");
  });

  it("stops what can't be moved", async () => {
    assert.equal(await policy({ size: native("c3-standard-192-metal") }, "us-central1"), "TERMINATE");
  });
});

describe("spot VirtualMachine on GCP", () => {
  for (const [spot, action] of [
    [true, "STOP"],
    [{ onInterruption: "stop" }, "STOP"],
    [{ onInterruption: "delete" }, "DELETE"],
  ] as const) {
    it(`is ${action} when GCP takes it back: ${JSON.stringify(spot)}`, async () => {
      const scheduling = {
        provisioningModel: "SPOT",
        preemptible: true,
        instanceTerminationAction: action,
        onHostMaintenance: "TERMINATE",
        automaticRestart: false,
      };
      assert.deepEqual((await inputsOf({ spot })).scheduling, scheduling);
      assert.deepEqual((await inputsOf({ spot, size: P100 })).scheduling, scheduling);
    });
  }

  it("has no price of its own", async () => {
    assert.match(await refusal(() => machine({ spot: { maxPricePerHour: 1 } })), /spot\.maxPricePerHour.*GCP/);
  });
});
