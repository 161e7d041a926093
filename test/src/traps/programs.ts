import { Bucket, Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import type { Registered } from "@isobar/core/testing";
import type { Cloud } from "../clouds.js";
import { nativesOf } from "../lab/everything.js";

export const SIZE = { vcpus: 2, memoryGib: 4 };

/** A machine in a network of its own, the only one of its program. */
export function machineOn(cloud: Cloud, args: Partial<VirtualMachineArgs> = {}): Promise<Registered[]> {
  return nativesOf(cloud, () => new VirtualMachine("web", { size: SIZE, network: new Network("net"), ...args }));
}

/** The machine of {@link machineOn} itself. */
export async function machine(cloud: Cloud, args: Partial<VirtualMachineArgs> = {}): Promise<Registered["inputs"]> {
  const types = ["aws:ec2/instance:Instance", "gcp:compute/instance:Instance", "azure-native:compute:VirtualMachine"];
  const found = (await machineOn(cloud, args)).find(({ type }) => types.includes(type));
  if (!found) throw new Error("the program made no machine");
  return found.inputs;
}

/** A bucket with old versions that expire, and a machine that may do something to it. */
export function dataOn(cloud: Cloud, access: "read" | "write", config: object = {}): Promise<Registered[]> {
  const program = () => {
    const data = new Bucket("data", {
      versioned: true,
      lifecycle: { all: { expireAfterDays: 90, expireOldVersionsAfterDays: 30 } },
    });
    new VirtualMachine("web", { size: SIZE, access: [{ to: data, access }] });
  };
  return nativesOf(cloud, program, { config });
}
