import * as fs from "node:fs";
import * as path from "node:path";
import { openStore } from "../../../packages/sandbox/dist/store.js";
import type { Lab, Outcome } from "../lab/lab.js";
import type { Order } from "../lab/program-host.js";
import { isNative, type LabStack, nameOf, type StateResource } from "../lab/stack.js";
import type { Recorded } from "./recorded.js";

const DIST = path.resolve(__dirname, "..");
const CLOUDS: Readonly<Record<string, string>> = { "azure-native": "azure" };

export function orderOf({ module, args }: Pick<Recorded, "module" | "args">): Order {
  return { module: path.join(DIST, module), args };
}

/** A stack that has a recorded state, and a simulated cloud that has the recorded resources. */
export async function replay(lab: Lab, { stack, config, state }: Recorded): Promise<LabStack> {
  const replayed = lab.stack(stack, config);
  await restore(lab.sandbox.stateDir, state.deployment.resources);
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

async function restore(stateDir: string, resources: readonly StateResource[]): Promise<void> {
  const store = openStore(path.join(stateDir, "resources"));
  store.reset();
  for (const resource of resources.filter(isNative)) {
    const { type, id = nameOf(resource), urn, inputs = {}, outputs = {} } = resource;
    const [provider = ""] = type.split(":");
    const region = String(inputs.region ?? inputs.location ?? "");
    const cloud = CLOUDS[provider] ?? provider;
    store.put({ type, id, urn, inputs, outputs, cloud, region, secrets: [], autonamed: [] });
  }
  await store.close();
}
