import * as path from "node:path";
import { backendOf, CLOUDS, type Cloud } from "../clouds.js";
import { exampleConfig } from "../lab/example.js";
import { Lab } from "../lab/lab.js";
import { everyValue } from "../pairwise/cases.js";
import { featuresOf } from "../pairwise/factor.js";
import { configOf, instructionOf } from "../pairwise/places.js";
import { possible } from "../pairwise/space.js";
import { differences } from "./cloud.js";
import { forget, keep, type Recorded } from "./recorded.js";
import { orderOf } from "./replay.js";

type Program = Omit<Recorded, "state" | "cloud">;

const EXAMPLE = "web-and-data";
const OWNERS = { "isobar:owner": "platform@example.com", "isobar:team": "platform", "isobar:service": "shop" };

/** What changes from one recording to the next, or tells where it was made. */
const VOLATILE = new Set(["created", "modified", "sourcePosition", "stackTrace", "manifest"]);

/** Programs that have every value of every argument that the cloud has, and the example. */
function programs(cloud: Cloud): [name: string, program: Program][] {
  const features = featuresOf(backendOf(cloud));
  const config = { ...configOf(cloud.cloud), ...OWNERS };
  const cases = everyValue().map((chosen, i): [string, Program] => {
    const args = instructionOf(cloud.cloud, `state${i}`, possible(chosen, cloud.cloud, features));
    return [
      `matrix-${i}`,
      { project: "matrix", stack: `${cloud.cloud}-${i}`, module: "pairwise/program.js", args, config },
    ];
  });
  const example: Program = {
    ...{ project: EXAMPLE, stack: cloud.cloud, module: "lab/example.js", args: { example: EXAMPLE } },
    config: { ...config, ...exampleConfig(EXAMPLE) },
  };
  return [["example", example], ...cases];
}

/** Records the states of today's version, and forgets those recorded of it before. */
export async function recordStates(log: (line: string) => void): Promise<void> {
  const { version } = require(path.resolve(__dirname, "../../../packages/core/package.json")) as { version: string };
  const all = CLOUDS.flatMap((cloud) =>
    programs(cloud).map(([name, program]) => ({ name: `${cloud.cloud}-${name}`, program })),
  );
  forget(version);
  for (const project of new Set(all.map(({ program }) => program.project))) {
    const lab = await Lab.open({ project, faithful: true });
    try {
      for (const { name, program } of all.filter((it) => it.program.project === project)) {
        keep(version, name, await recorded(lab, program));
        log(`recorded ${name} of ${version}`);
      }
    } finally {
      await lab.close();
    }
  }
}

async function recorded(lab: Lab, program: Program): Promise<Recorded> {
  const stack = lab.stack(program.stack, program.config);
  const up = await stack.up(orderOf(program));
  if (up.code !== 0) throw new Error(up.output);
  const { output } = await stack.pulumi("stack", "export");
  const state = JSON.parse(output, (key, value) => (VOLATILE.has(key) ? undefined : value)) as Recorded["state"];
  const cloud = await differences(lab.sandbox.stateDir, program.stack, state.deployment.resources);
  return { ...program, state, cloud };
}
