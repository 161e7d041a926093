import type {} from "@isobar/aws";
import type {} from "@isobar/azure";
import { Bucket, Network, VirtualMachine } from "@isobar/core";
import type {} from "@isobar/gcp";

// Compiled, never run: each line marked as an error must be one, and no other.

const size = { vcpus: 2, memoryGib: 4 };

new Bucket("right", {
  overrides: {
    aws: { bucket: { forceDestroy: true } },
    gcp: { bucket: (args) => ({ ...args, requesterPays: true }) },
    azure: { account: { accessTier: "Cool" } },
  },
});
new VirtualMachine("right", {
  size,
  overrides: {
    aws: { instance: { hibernation: true } },
    gcp: { instance: { enableDisplay: true } },
    azure: { virtualMachine: { evictionPolicy: "Delete" } },
  },
});
new Network("right", { overrides: { aws: { vpc: { instanceTenancy: "dedicated" } } } });

// @ts-expect-error a wrong type of a native argument
new Bucket("wrong", { overrides: { aws: { bucket: { forceDestroy: "yes" } } } });
// @ts-expect-error an argument that the native resource has not
new Bucket("wrong", { overrides: { aws: { bucket: { forceDestroi: true } } } });
// @ts-expect-error a child that a bucket has not
new Bucket("wrong", { overrides: { aws: { instance: {} } } });
// @ts-expect-error a cloud that there is not
new Bucket("wrong", { overrides: { mars: { bucket: {} } } });
// @ts-expect-error a wrong type of a native argument
new VirtualMachine("wrong", { size, overrides: { gcp: { instance: { enableDisplay: "yes" } } } });
// @ts-expect-error a function that returns something else
new VirtualMachine("wrong", { size, overrides: { azure: { virtualMachine: () => 1 } } });
// @ts-expect-error a misspelt argument
new VirtualMachine("wrong", { size, publicIP: "static" });
// @ts-expect-error a size that is none
new VirtualMachine("wrong", { size: { vcpus: 2 } });

const machine = new VirtualMachine("natives", { size });
machine.native("aws")?.instance.arn.apply((arn: string) => arn);
machine.native("gcp")?.instance.selfLink.apply((link: string) => link);
// @ts-expect-error a cloud that there is not
machine.native("mars");
// @ts-expect-error a child that a machine has not
machine.native("aws")?.bucket;
