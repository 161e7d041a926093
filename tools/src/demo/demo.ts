import { findEngine } from "@isobar/cli";
import { type Outcome, Project } from "../project.js";
import { made, outputs, seconds, title } from "./report.js";

const EXAMPLE = "web-and-data";

type Config = Readonly<Record<string, string>>;

/** The stacks, and the config by which each is told to move to another cloud. */
const STACKS: readonly { readonly stack: string; readonly moveTo: Config }[] = [
  { stack: "aws", moveTo: { "isobar:cloud": "gcp", "isobar:region": "europe-west4", "gcp:project": "my-project" } },
  { stack: "gcp", moveTo: { "isobar:cloud": "azure", "isobar:region": "westeurope" } },
  { stack: "azure", moveTo: { "isobar:cloud": "aws", "isobar:region": "eu-central-1" } },
];

/**
 * Deploys one program to three simulated clouds by the real Pulumi engine, and shows what happens.
 *
 * @returns The exit code: 0 if everything went as promised.
 */
export async function demo(): Promise<number> {
  const started = Date.now();
  console.log(`The program examples/${EXAMPLE} goes up on three simulated clouds, unchanged.`);
  console.log(`Engine: ${(await findEngine()).description}`);
  try {
    for (const { stack, moveTo } of STACKS) await show(stack, moveTo);
  } catch (error) {
    console.error(`\nThe demo failed: ${error instanceof Error ? error.message : error}`);
    return 1;
  }
  console.log(`\nThree clouds, one program, ${((Date.now() - started) / 1000).toFixed(0)} s. Try it by hand:`);
  console.log(`  cd examples/${EXAMPLE}`);
  console.log("  npx --yes pnpm@12.21.0 exec isobar sandbox -- pulumi up -s aws");
  return 0;
}

async function show(stack: string, moveTo: Config): Promise<void> {
  const project = await Project.create(EXAMPLE, stack, (line) => console.error(`isobar: ${line}`));
  try {
    title(stack);
    const up = succeeded("up", await project.up());
    console.log(made(await project.resources()));
    console.log(outputs(await project.outputs()));
    seconds("up", up, `${up.changes.create} native resources created`);
    await upAgain(project);
    await resize(project);
    await move(project, moveTo);
    await destroy(project);
  } finally {
    await project.close();
  }
}

async function upAgain(project: Project): Promise<void> {
  const again = succeeded("a second up", await project.up());
  expect(again.steps.length === 0, "a second up changes nothing", again);
  seconds("up again", again, "nothing to change");
}

async function resize(project: Project): Promise<void> {
  await project.must("config", "set", "memoryGib", "16");
  const resized = succeeded("up with more memory", await project.up());
  const [step] = resized.steps;
  expect(resized.steps.length === 1 && step?.op === "update", "more memory updates the machine in place", resized);
  seconds("more memory", resized, `${step?.type} "${step?.name}" updated in place`);
}

async function move(project: Project, to: Config): Promise<void> {
  const before = await project.resources();
  const config = project.read(`Pulumi.${project.stack}.yaml`);
  for (const [key, value] of Object.entries(to)) await project.must("config", "set", key, value);
  const refused = await project.up();
  const message = refused.diagnostics.find(({ message }) => message.includes("holds data"))?.message ?? "";
  expect(refused.code !== 0 && message !== "", "a switch of the cloud is refused", refused);
  const after = await project.resources();
  expect(JSON.stringify(after) === JSON.stringify(before), "a refused switch changes nothing", refused);
  seconds(`switch to ${to["isobar:cloud"]}`, refused, "refused, nothing changed:");
  console.log(`      ${message}`);
  project.write(`Pulumi.${project.stack}.yaml`, config);
}

async function destroy(project: Project): Promise<void> {
  await project.must("config", "set", "onDelete", "delete");
  const released = succeeded("up with onDelete: delete", await project.up());
  seconds("up, onDelete: delete", released, "the bucket may go now");
  const destroyed = succeeded("destroy", await project.pulumi("destroy", "--yes", "--skip-preview"));
  const left = await project.resources();
  expect(left.length === 0, `nothing is left after destroy (left: ${JSON.stringify(left)})`, destroyed);
  seconds("destroy", destroyed, "the simulated cloud is empty");
}

function succeeded(what: string, outcome: Outcome): Outcome {
  expect(outcome.code === 0, `${what} succeeds`, outcome);
  return outcome;
}

function expect(holds: boolean, promise: string, outcome: Outcome): void {
  if (!holds) throw new Error(`expected that ${promise}:\n${outcome.output}`);
}
