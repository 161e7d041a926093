import * as fs from "node:fs";
import * as path from "node:path";
import type { Lab, Outcome } from "../lab/lab.js";
import type { Order } from "../lab/program-host.js";
import type { LabStack } from "../lab/stack.js";
import { restore } from "./cloud.js";
import type { Recorded } from "./recorded.js";

const DIST = path.resolve(__dirname, "..");

export function orderOf({ module, args }: Pick<Recorded, "module" | "args">): Order {
  return { module: path.join(DIST, module), args };
}

/** A stack that has a recorded state, and a simulated cloud that has the recorded resources. */
export async function replay(lab: Lab, { stack, config, state, cloud }: Recorded): Promise<LabStack> {
  const replayed = lab.stack(stack, config);
  await restore(lab.sandbox.stateDir, state.deployment.resources, cloud);
  const file = path.join(lab.folder, `${stack}.json`);
  fs.writeFileSync(file, JSON.stringify(state));
  const { code, output } = await replayed.pulumi("stack", "import", "--file", file);
  if (code !== 0) throw new Error(output);
  return replayed;
}

/** `pulumi up` with its preview; it fails if either would change anything. */
export function upWithoutChanges(stack: LabStack, recorded: Recorded): Promise<Outcome> {
  return stack.run("up", orderOf(recorded), "--yes", "--expect-no-changes");
}
