import { type Answer, save, scopeOf, type Target } from "./lifecycle.js";
import type { Models } from "./lookup.js";
import type { LiveAnswer, LiveCloud, Props } from "./model.js";
import { parseUrn } from "./urn.js";
import { plainProps, secretPaths, wrapSecrets } from "./values.js";
import { type Configured, worldOf } from "./world.js";

/** Creates a resource in a cloud that really holds it. What it answered is written down for those who look on. */
export async function createLive(
  configured: Configured,
  live: LiveCloud,
  models: Models,
  urn: string,
  wireInputs: Props,
): Promise<Answer> {
  const wanted = { type: parseUrn(urn).type, inputs: plainProps(wireInputs) };
  const answered = await live.create(wanted, configured.config);
  return saveLive(configured, models, urn, answered, wireInputs);
}

export async function updateLive(
  configured: Configured,
  live: LiveCloud,
  models: Models,
  { urn, id }: Target,
  wireInputs: Props,
): Promise<Answer> {
  const wanted = { type: parseUrn(urn).type, id, inputs: plainProps(wireInputs) };
  const answered = await live.update(wanted, configured.config);
  return saveLive(configured, models, urn, answered, wireInputs);
}

/** @param wireInputs What the program wanted last time; empty for a resource that it only looks at. */
export async function readLive(
  configured: Configured,
  live: LiveCloud,
  models: Models,
  { urn, id }: Target,
  wireInputs: Props,
): Promise<Answer | undefined> {
  const { type } = parseUrn(urn);
  const found = await live.read({ type, id, inputs: plainProps(wireInputs) }, configured.config);
  if (!found) {
    forget(configured, type, id);
    return undefined;
  }
  const inputs = keepSecrets(models, type, found.inputs, wireInputs);
  return saveLive(configured, models, urn, found, inputs);
}

export async function removeLive(configured: Configured, live: LiveCloud, { urn, id }: Target): Promise<void> {
  const { type } = parseUrn(urn);
  const inputs = configured.store.get(type, id, scopeOf(configured))?.inputs ?? {};
  await live.delete({ type, id, inputs }, configured.config);
  forget(configured, type, id);
}

function forget(configured: Configured, type: string, id: string): void {
  const { store, now } = configured;
  const stored = store.get(type, id, scopeOf(configured));
  if (stored) {
    store.delete(type, id, scopeOf(configured));
    store.bury(stored, now());
  }
}

function saveLive(
  configured: Configured,
  models: Models,
  urn: string,
  { id, outputs }: LiveAnswer,
  wireInputs: Props,
): Answer {
  const inputs = plainProps(wireInputs);
  const { region } = worldOf(configured, inputs);
  return save(configured, models, { urn, type: parseUrn(urn).type, id, region, inputs, outputs, wireInputs });
}

/** Inputs as they were found, with secrets where they were. */
function keepSecrets(models: Models, type: string, found: Props, before: Props): Props {
  const always = (models.resource(type).secrets ?? []).map((name) => [name]);
  return wrapSecrets(found, [...secretPaths(before), ...always]);
}
