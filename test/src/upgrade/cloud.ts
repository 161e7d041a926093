import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { openStore, type StoredRecord } from "../../../packages/sandbox/dist/store.js";
import { isNative, nameOf, type StateResource } from "../lab/stack.js";

type Props = Readonly<Record<string, unknown>>;

const CLOUDS: Readonly<Record<string, string>> = { "azure-native": "azure" };

/**
 * What the simulated cloud has otherwise than the state: what is secret in the state, and what changed by itself, such as
 * the word of a machine that it is ready.
 */
export async function differences(
  stateDir: string,
  stack: string,
  resources: readonly StateResource[],
): Promise<StoredRecord[]> {
  const states = new Map(resources.filter(isNative).map((resource) => [resource.urn, resource]));
  const store = openStore(path.join(stateDir, "resources"));
  const records = store.all().filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`));
  await store.close();
  return records.filter(({ urn, outputs }) => {
    const state = states.get(urn);
    return !state || !isDeepStrictEqual(known(state.outputs ?? {}), known(outputs));
  });
}

/** Fills the simulated cloud with what a state tells of it, and with what is known otherwise. */
export async function restore(
  stateDir: string,
  resources: readonly StateResource[],
  otherwise: readonly StoredRecord[],
): Promise<void> {
  const store = openStore(path.join(stateDir, "resources"));
  store.reset();
  for (const resource of resources.filter(isNative)) store.put(recordOf(resource));
  for (const record of otherwise) store.put(record);
  await store.close();
}

function recordOf(resource: StateResource): StoredRecord {
  const { type, id = nameOf(resource), urn, inputs = {}, outputs = {} } = resource;
  const [provider = ""] = type.split(":");
  const region = String(inputs.region ?? inputs.location ?? "");
  return { type, id, urn, inputs, outputs, cloud: CLOUDS[provider] ?? provider, region, secrets: [], autonamed: [] };
}

/** Without the nulls by which the state tells that an output has no value. */
function known(outputs: Props): Props {
  return Object.fromEntries(Object.entries(outputs).filter(([name, value]) => value !== null && name !== "id"));
}
