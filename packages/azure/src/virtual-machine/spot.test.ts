import assert from "node:assert/strict";
import { Bucket, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { recordOnAzure, refusalOnAzure } from "../fixture.test";

const MACHINE = "azure-native:compute:VirtualMachine";

const machine = (args: Partial<VirtualMachineArgs> = {}) =>
  new VirtualMachine("web", { size: { type: { azure: "Standard_D2ls_v5" } }, ...args });

async function inputsOf(args: Partial<VirtualMachineArgs> = {}) {
  return (await recordOnAzure(() => machine(args))).find(MACHINE, "web").inputs;
}

async function spotOf(spot: VirtualMachineArgs["spot"] & {}) {
  const { priority, evictionPolicy, billingProfile } = await inputsOf({ spot });
  return { priority, evictionPolicy, billingProfile };
}

describe("spot machines on Azure", () => {
  it("are stopped when Azure needs the capacity, and never for their price", async () => {
    assert.deepEqual(await spotOf(true), {
      priority: "Spot",
      evictionPolicy: "Deallocate",
      billingProfile: { maxPrice: -1 },
    });
  });

  it("are deleted above a price, if so wished", async () => {
    assert.deepEqual(await spotOf({ maxPricePerHour: 0.01538, onInterruption: "delete" }), {
      priority: "Spot",
      evictionPolicy: "Delete",
      billingProfile: { maxPrice: 0.01538 },
    });
  });

  it("are nothing but that: others have none of it", async () => {
    const inputs = await inputsOf();
    for (const property of ["priority", "evictionPolicy", "billingProfile"]) assert.ok(!(property in inputs), property);
  });

  it("are refused for sizes without spot capacity", async () => {
    const refusal = (size: VirtualMachineArgs["size"]) =>
      refusalOnAzure(() => machine({ spot: true, size }), { region: "canadacentral" });
    assert.match(await refusal({ type: { azure: "Standard_B2s_v2" } }), /spot: .*burstable.*Standard_B2s_v2/s);
    assert.match(await refusal({ vcpus: 2, memoryGib: 4, burstable: true }), /spot: .*burstable/);
    assert.match(await refusal({ type: { azure: "Standard_D2as_v5_Promo" } }), /spot: .*promotional/);
  });

  it("are refused with a price that Azure would not take", async () => {
    const program = () => machine({ spot: { maxPricePerHour: 0.123456 } });
    assert.match(await refusalOnAzure(program), /spot\.maxPricePerHour.*five decimal places/);
  });

  it("are refused if an interruption would delete data disks", async () => {
    const dataDisks = { data: { sizeGib: 10 } };
    const program = () => machine({ spot: { onInterruption: "delete" }, dataDisks });
    assert.match(await refusalOnAzure(program), /spot\.onInterruption.*together with its disks/);
    await inputsOf({ spot: true, dataDisks });
  });
});

describe("machines with GPUs on Azure", () => {
  const WISH = { vcpus: 4, memoryGib: 16 };

  it("are of a size that has exactly those", async () => {
    const { hardwareProfile } = await inputsOf({ size: { ...WISH, gpu: { model: "T4" } } });
    assert.deepEqual(hardwareProfile, { vmSize: "Standard_NC4as_T4_v3" });
  });

  it("are had in what the wish prefers, of what the region has", async () => {
    const size = { ...WISH, gpu: { model: ["P100", "T4"] as [string, ...string[]] } };
    assert.deepEqual((await inputsOf({ size, maintenance: "restart" })).hardwareProfile, {
      vmSize: "Standard_NC4as_T4_v3",
    });
  });

  it("can't be moved while they run, whether wished for or named", async () => {
    for (const size of [{ ...WISH, gpu: { model: "T4" } }, { type: { azure: "Standard_NC4as_T4_v3" } }]) {
      await inputsOf({ size });
      const message = await refusalOnAzure(() => machine({ size, maintenance: "migrate" }));
      assert.match(message, /maintenance: a machine with GPUs can't be moved/);
    }
  });

  it("are refused with the GPUs of the region where it has no P100", async () => {
    const message = await refusalOnAzure(() =>
      machine({
        size: { vcpus: 8, memoryGib: 30, gpu: { model: "P100" } },
        bootDisk: { sizeGib: 200, class: "hdd" },
        image: "ubuntu-24.04",
        startupScript: "#!/bin/sh\nnvidia-smi\n",
        access: [{ to: new Bucket("data"), access: "read-write" }],
        maintenance: "restart",
      }),
    );
    assert.match(message, /size: .*P100/);
    assert.match(message, /T4.*A100-80GB/s);
  });
});
