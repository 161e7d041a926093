import assert from "node:assert/strict";
import * as path from "node:path";
import { backendOf } from "../clouds.js";
import { Lab } from "../lab/lab.js";
import type { Order } from "../lab/program-host.js";
import { isNative, type LabStack } from "../lab/stack.js";
import { impossibleValues, programsFor } from "./cases.js";
import { type Case, featuresOf } from "./factor.js";
import { type CloudName, cloudOf, configOf, instructionOf } from "./places.js";
import { assertProtection, keptByProtection } from "./retained.js";
import { plainCase, refusals } from "./space.js";

const PROGRAM = path.join(__dirname, "program.js");

/** Runs the programs of one cloud through the real engine. */
export function matrix(cloud: CloudName): void {
  const features = featuresOf(backendOf(cloudOf(cloud)));
  const programs = programsFor(cloud, features);
  const refused = impossibleValues(cloud, features);
  describe(`${programs.length} programs on ${cloud}, and ${refused.length} refusals, by the real engine`, () => {
    let lab: Lab;
    before(async () => {
      lab = await Lab.open({ project: "matrix" });
    });
    after(async () => {
      console.log(`\n${cloud}: ${programs.length} programs of the matrix, ${refused.length} refusals`);
      await lab?.close();
    });

    for (const [i, values] of refused.entries()) {
      const { where = /^$/ } = refusals({ ...plainCase(), ...values }, cloud, features)[0] ?? {};
      it(`refuses ${title(values)}`, () =>
        assertRefused(lab.stack(`refused-${i}`, configOf(cloud)), cloud, values, where));
    }
    for (const [i, chosen] of programs.entries()) {
      it(`builds ${title(chosen)}`, () => assertBuilt(lab.stack(`built-${i}`, configOf(cloud)), cloud, i, chosen));
    }
  });
}

function orderOf(cloud: CloudName, id: string, chosen: Case): Order {
  return { module: PROGRAM, args: instructionOf(cloud, id, chosen) };
}

async function assertRefused(stack: LabStack, cloud: CloudName, values: Case, where: RegExp): Promise<void> {
  const { code, output } = await stack.up(orderOf(cloud, "0", { ...plainCase(), ...values }));
  assert.notEqual(code, 0, output);
  assert.match(output, where);
  assert.doesNotMatch(output, /\n\s+at /);
  assert.deepEqual(await stack.resources(), []);
}

async function assertBuilt(stack: LabStack, cloud: CloudName, id: number, chosen: Case): Promise<void> {
  const order = orderOf(cloud, `${id}`, chosen);
  const up = await stack.up(order);
  assert.equal(up.code, 0, up.output);
  assert.doesNotMatch(up.output, /\b(warning|error):/);
  const state = stack.state();
  assert.deepEqual(sorted(await stack.resources()), sorted(state.filter(isNative)));
  const again = await stack.up(order, "--expect-no-changes");
  assert.equal(again.code, 0, again.output);
  assertProtection(chosen, state);
  // What is around a protected machine can't go before it.
  if (chosen.machineOnDelete === "protect") return;
  const destroyed = await stack.destroy();
  assert.equal(destroyed.code, 0, destroyed.output);
  assert.deepEqual(sorted(await stack.resources()), sorted(keptByProtection(state).filter(isNative)));
}

function sorted(resources: readonly { readonly type: string; readonly id?: string }[]): string[] {
  return resources.map(({ type, id }) => `${type} ${id}`).sort();
}

function title(chosen: Case): string {
  const others = Object.entries(chosen).filter(([name, value]) => plainCase()[name] !== value);
  return others.map(([name, value]) => `${name} ${value}`).join(", ");
}
