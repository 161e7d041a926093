import assert from "node:assert/strict";
import { Bucket, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { refusal, run } from "../testing";

const INSTANCE = "aws:ec2/instance:Instance";
const size = { vcpus: 2, memoryGib: 4 };

async function instanceOf(args: Partial<VirtualMachineArgs>) {
  return (await run(() => new VirtualMachine("web", { size, publicIp: "ephemeral", ...args }))).find(INSTANCE, "web");
}

async function spotOf(spot: VirtualMachineArgs["spot"]) {
  return (await instanceOf(spot === undefined ? {} : { spot })).inputs.instanceMarketOptions;
}

describe("aws: GPUs", () => {
  it("come with the machine type, wished for or named", async () => {
    const wished = { vcpus: 8, memoryGib: 30, gpu: { model: "T4" } };
    assert.equal((await instanceOf({ size: wished })).inputs.instanceType, "g4dn.2xlarge");
    const ranked = { vcpus: 8, memoryGib: 30, gpu: { model: ["P100", "A10G"] as [string, string], count: 1 } };
    assert.equal((await instanceOf({ size: ranked })).inputs.instanceType, "g5.2xlarge");
    const named = { type: { aws: "g6.xlarge" } };
    assert.equal((await instanceOf({ size: named, image: "ubuntu-24.04-nvidia" })).inputs.instanceType, "g6.xlarge");
  });

  it("are those of the region: the classic machine with a P100 is refused with their names", async () => {
    const message = await refusal(
      () =>
        new VirtualMachine("train", {
          size: { vcpus: 8, memoryGib: 30, gpu: { model: "P100", count: 1 } },
          bootDisk: { sizeGib: 200, class: "hdd" },
          image: "ubuntu-24.04",
          startupScript: "#!/bin/sh\necho ready\n",
          access: [{ to: new Bucket("data"), access: "read-write" }],
          maintenance: "restart",
        }),
    );
    assert.match(message, /size: aws eu-central-1 offers no machine.*P100.*Its GPUs are V100-16GB, T4, A10G,/);
  });
});

describe("aws: maintenance", () => {
  it("is a restart, because EC2 never moves machines while they run", async () => {
    assert.equal((await instanceOf({ maintenance: "restart" })).inputs.maintenanceOptions, undefined);
    const moved = () => new VirtualMachine("web", { size, maintenance: "migrate" });
    assert.match(await refusal(moved), /maintenance: not available on AWS.*Allowed: restart/);
  });
});

describe("aws: spot", () => {
  it("is a persistent request whose machine stops, or a one-time request that ends with it", async () => {
    const stops = { spotInstanceType: "persistent", instanceInterruptionBehavior: "stop" };
    assert.deepEqual(await spotOf(true), { marketType: "spot", spotOptions: stops });
    assert.deepEqual(await spotOf({ onInterruption: "delete" }), {
      marketType: "spot",
      spotOptions: { spotInstanceType: "one-time", instanceInterruptionBehavior: "terminate" },
    });
    assert.deepEqual(await spotOf({ maxPricePerHour: 0.25 }), {
      marketType: "spot",
      spotOptions: { ...stops, maxPrice: "0.250000" },
    });
    assert.equal(await spotOf(false), undefined);
  });

  it("is replaced by another type, which a machine that is not spot takes on in place", async () => {
    assert.deepEqual((await instanceOf({ spot: true })).replaceOnChanges, ["instanceType"]);
    assert.deepEqual((await instanceOf({ spot: true, rerunScriptOnChange: true })).replaceOnChanges, [
      "userData",
      "instanceType",
    ]);
    assert.deepEqual((await instanceOf({})).replaceOnChanges, []);
  });

  it("has a price that EC2 takes, and no protection", async () => {
    const program = (args: Partial<VirtualMachineArgs>) => () => new VirtualMachine("web", { size, ...args });
    assert.match(
      await refusal(program({ spot: { maxPricePerHour: 0.001 } })),
      /spot\.maxPricePerHour.*more than 0\.001/,
    );
    assert.match(await refusal(program({ spot: true, onDelete: "protect" })), /onDelete: AWS does not protect Spot/);
  });
});
