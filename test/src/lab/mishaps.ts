import assert from "node:assert/strict";
import type { Happened } from "@isobar/tools";
import type { LabProject, ProjectOutcome } from "./project.js";

/** A program with these machines in one network, and their arguments. */
export function machinesProgram(machines: Readonly<Record<string, string>>): string {
  const lines = Object.entries(machines).map(
    ([name, args]) => `new VirtualMachine("${name}", { network, size, ${args} });`,
  );
  return `
import { Network, VirtualMachine } from "@isobar/core";
const network = new Network("net", { cidr: "10.0.0.0/16", zones: 1 });
const size = { vcpus: 2, memoryGib: 4 };
${lines.join("\n")}
`;
}

/** What a run did. */
export function changed({ steps }: Happened): string[] {
  return steps.map(({ op, name }) => `${op} ${name}`).sort();
}

/**
 * What tests do in a project of one cloud to which something happens.
 *
 * @param shown How what failed is read.
 */
export function mishaps(project: () => LabProject, machineType: string, shown = (output: string) => output) {
  return {
    /** Machines of that name in the simulated cloud. */
    machines: (name: string) =>
      project()
        .controls.find(name)
        .filter(({ type }) => type === machineType),
    async fails(words: RegExp): Promise<void> {
      const failed = await project().up();
      assert.notEqual(failed.code, 0, failed.output);
      assert.match(shown(failed.output), words);
    },
    async up(...args: string[]): Promise<ProjectOutcome> {
      const outcome = await project().up(...args);
      assert.equal(outcome.code, 0, outcome.output);
      return outcome;
    },
  };
}
