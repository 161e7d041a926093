import assert from "node:assert/strict";
import { Bucket, VirtualMachine } from "@isobar/core";
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";

// A program that a consumer runs with Node in a folder where the packages are installed: it drives stacks in this one process.

const AWS = { "isobar:cloud": "aws", "isobar:region": "eu-central-1" };
const GCP = { "isobar:cloud": "gcp", "isobar:region": "europe-west4", "gcp:project": "my-project" };

const web: PulumiFn = async () => {
  const data = new Bucket("data", { onDelete: "delete" });
  const machine = new VirtualMachine("web", {
    size: { vcpus: 2, memoryGib: 4 },
    access: [{ to: data, access: "read" }],
  });
  return { url: data.url, id: machine.id };
};

const bucketAlone: PulumiFn = async () => {
  new Bucket("data", { onDelete: "delete" });
};

const bucketWithoutItsRefusal: PulumiFn = async () => {
  assert.throws(() => new Bucket("data", { undelete: { days: -1 } }));
};

async function open(name: string, program: PulumiFn, config: Record<string, string>): Promise<Stack> {
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: name, projectName: "automation", program });
  await stack.setAllConfig(Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }])));
  return stack;
}

async function resources(stack: Stack): Promise<number> {
  const { deployment } = await stack.exportStack();
  return deployment.resources?.length ?? 0;
}

async function refused(program: PulumiFn, config: Record<string, string>, words: RegExp): Promise<void> {
  const stack = await open("one", program, config);
  const before = await resources(stack);
  await assert.rejects(stack.up(), words);
  assert.equal(await resources(stack), before, "a refused program deleted resources");
}

async function main(): Promise<void> {
  const one = await open("one", web, AWS);
  const { changeSummary } = await one.preview();
  assert.ok((changeSummary.create ?? 0) > 20, JSON.stringify(changeSummary));
  const { outputs, summary } = await one.up();
  assert.match(outputs.url?.value, /^s3:\/\/data-/);
  assert.deepEqual(summary.resourceChanges, changeSummary);

  const two = await open("two", web, GCP);
  const [again, other] = await Promise.all([one.up(), two.up()]);
  assert.deepEqual(Object.keys(again.summary.resourceChanges ?? {}), ["same"]);
  assert.match(other.outputs.url?.value, /^gs:\/\/data-/);

  await refused(bucketAlone, { ...AWS, "isobar:region": "us-east-1" }, /holds data in the sandbox's aws\/eu-central-1/);
  await refused(bucketWithoutItsRefusal, AWS, /undelete\.days/);

  await Promise.all([one.destroy(), two.destroy()]);
  assert.deepEqual([await resources(one), await resources(two)], [0, 0]);
  console.log("done");
}

main();
