import assert from "node:assert/strict";
import { type Outcome, Project } from "@isobar/tools";

/** A bucket and a machine, and what they cost as an output. */
export const PROGRAM = `
const { Bucket, estimate, VirtualMachine } = require("@isobar/core");
new Bucket("data", { onDelete: "delete" });
new VirtualMachine("web", { size: { vcpus: 2, memoryGib: 4 }, publicIp: "static", bootDisk: { sizeGib: 40 } });
exports.monthly = estimate();
`;

/** A project whose program is plain JavaScript, so that no run waits for a compiler. */
export async function scriptProject(stack: string): Promise<Project> {
  const project = await Project.create("web-and-data", stack);
  const runtime = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
  project.write("Pulumi.yaml", project.read("Pulumi.yaml").replace("runtime: nodejs\n", runtime));
  project.write("package.json", JSON.stringify({ ...JSON.parse(project.read("package.json")), main: "index.js" }));
  project.write("index.js", PROGRAM);
  return project;
}

/** The table at the end of a run; empty if there is none. */
export function summaryOf({ diagnostics }: Pick<Outcome, "diagnostics">): string {
  return diagnostics.map(({ message }) => message).find((text) => text.startsWith("Estimate for a month")) ?? "";
}

/** Nothing in the simulated clouds, and nothing of theirs in the state. */
export async function assertNothing(project: Project): Promise<void> {
  assert.deepEqual(await project.resources(), []);
  const { deployment } = JSON.parse((await project.must("stack", "export")).output) as {
    deployment: { resources?: readonly { type: string }[] };
  };
  const native = (deployment.resources ?? [])
    .map(({ type }) => type)
    .filter((type) => /^(aws|gcp|azure-native):/.test(type));
  assert.deepEqual(native, []);
}
