import { status } from "@grpc/grpc-js";
import { DEFAULTS_KEY } from "./autoname.js";
import { removeRecord } from "./effects.js";
import { Refusal } from "./errors.js";
import type { Models } from "./lookup.js";
import type { Model, Props, ResourceWorld } from "./model.js";
import type { StoredRecord } from "./store.js";
import { parseUrn } from "./urn.js";
import { blurUnknown, plainProps, secretPaths, wrapSecrets } from "./values.js";
import { type Configured, previewWorldOf, recordOf, resourceWorldOf, worldOf } from "./world.js";

/** A resource as the engine gets it: secrets wrapped. */
export interface Answer {
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
}

/** An existing resource. */
export interface Target {
  readonly urn: string;
  readonly id: string;
}

/**
 * Creates a resource with checked inputs.
 *
 * @param leaves Outputs that differ because the cloud fails half-way.
 * @throws Refusal if the real API would refuse.
 */
export function create(
  configured: Configured,
  models: Models,
  urn: string,
  wireInputs: Props,
  leaves: Props = {},
): Answer {
  const { type, name } = parseUrn(urn);
  const model = models.resource(type);
  const inputs = plainProps(wireInputs);
  return configured.store.transaction(() => {
    const world = resourceWorldOf(worldOf(configured, inputs), name);
    refuseIf(model.refuse?.(inputs, world));
    const id = model.id(inputs, world);
    if (recordOf(configured, type, id) && !model.singleton) {
      throw new Refusal(
        `${type} "${id}" already exists in the simulated cloud: choose another name, or import it`,
        status.ALREADY_EXISTS,
      );
    }
    const outputs = { ...outputsOf(model, models, inputs, { ...world, id }), ...leaves };
    return save(configured, models, { urn, type, id, region: world.region, inputs, outputs, wireInputs });
  });
}

/** What is known of a resource before it is created: its inputs. The engine takes all else as unknown. */
export function previewCreate(wireInputs: Props): Props {
  return wrapSecrets(plainProps(wireInputs), secretPaths(wireInputs));
}

/**
 * Updates a resource to new checked inputs.
 *
 * @throws Refusal if the real API would refuse, or the resource is gone.
 */
export function update(configured: Configured, models: Models, { urn, id }: Target, wireInputs: Props): Answer {
  const { type, name } = parseUrn(urn);
  const model = models.resource(type);
  const inputs = plainProps(wireInputs);
  return configured.store.transaction(() => {
    const stored = existing(configured, type, id);
    const world = { ...resourceWorldOf(worldOf(configured, inputs), name, stored.outputs, { type, id }), id };
    refuseIf(model.refuse?.(inputs, world));
    const outputs = outputsOf(model, models, inputs, world);
    return save(configured, models, { urn, type, id, region: world.region, inputs, outputs, wireInputs });
  });
}

/** What an update would give, as far as it can be known. */
export function previewUpdate(
  configured: Configured,
  models: Models,
  { urn, id }: Target,
  wireInputs: Props,
  oldOutputs: Props,
): Props {
  const { type, name } = parseUrn(urn);
  const model = models.resource(type);
  const inputs = plainProps(wireInputs);
  const previous = plainProps(oldOutputs);
  const world = previewWorldOf(worldOf(configured, inputs), name, previous, { type, id });
  let outputs: Props;
  try {
    outputs = outputsOf(model, models, inputs, { ...world, id });
  } catch {
    // Models may not be able to compute with unknown inputs. Then the computed outputs stay, as in the plans of real providers.
    outputs = { ...previous, ...inputs };
  }
  const secrets = [...secretPaths(wireInputs), ...secretOutputs(model)];
  return wrapSecrets(complete(models, type, readable(model, blurUnknown(outputs) as Props)), secrets);
}

/** The resource as it is in the simulated cloud, or undefined if it isn't there. */
export function read(configured: Configured, models: Models, { urn, id }: Target): Answer | undefined {
  const { type } = parseUrn(urn);
  const model = models.resource(type);
  const stored = recordOf(configured, type, id);
  return stored && answer(models, model, stored);
}

/**
 * Deletes a resource. One that is gone already is deleted.
 *
 * @throws Refusal if the real API would refuse.
 */
export function remove(configured: Configured, models: Models, { urn, id }: Target): void {
  const { type } = parseUrn(urn);
  const model = models.resource(type);
  configured.store.transaction(() => {
    const stored = recordOf(configured, type, id);
    if (stored) {
      refuseIf(model.refuseDelete?.(stored, worldOf(configured, stored.inputs)));
      removeRecord(configured, stored);
    }
  });
}

export function scopeOf({ provider, config }: Configured): string | undefined {
  return provider.scopeOf?.(config);
}

function existing(configured: Configured, type: string, id: string): StoredRecord {
  const stored = recordOf(configured, type, id);
  if (!stored) {
    throw new Refusal(
      `${type} "${id}" does not exist in the simulated ${configured.provider.cloud} cloud: run \`pulumi refresh\` to take that into the stack`,
      status.NOT_FOUND,
    );
  }
  return stored;
}

function refuseIf(reason: string | undefined): void {
  if (reason !== undefined) {
    throw new Refusal(reason);
  }
}

function outputsOf(model: Model, { schema }: Models, inputs: Props, world: ResourceWorld & { id: string }): Props {
  const computed = model.outputs?.(inputs, world) ?? {};
  if (model.undeclared) {
    return plainProps({ ...inputs, ...computed });
  }
  const declared = schema.resources[model.type];
  const invented = Object.keys(computed).filter(
    (name) =>
      name !== "id" &&
      !declared?.outputs.includes(name) &&
      !declared?.inputs.properties[name] &&
      !model.hidden?.includes(name),
  );
  if (invented.length > 0) {
    throw new Error(
      `the model of ${model.type} computes outputs that ${schema.sdk} doesn't have: ${invented.join(", ")}`,
    );
  }
  return plainProps({ ...inputs, ...computed });
}

export interface Saved {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly region: string;
  readonly inputs: Props;
  readonly outputs: Props;
  readonly wireInputs: Props;
}

/** Writes a resource down as it is now. */
export function save(configured: Configured, models: Models, { wireInputs, ...saved }: Saved): Answer {
  const { provider, store } = configured;
  const scope = scopeOf(configured);
  const defaults = wireInputs[DEFAULTS_KEY];
  const record: StoredRecord = {
    ...saved,
    cloud: provider.cloud,
    ...(scope !== undefined && { scope }),
    secrets: secretPaths(wireInputs),
    autonamed: Array.isArray(defaults) ? defaults : [],
  };
  store.put(record);
  return answer(models, models.resource(saved.type), record);
}

function answer(models: Models, model: Model, stored: StoredRecord): Answer {
  const inputs = wrapSecrets(stored.inputs, stored.secrets);
  return {
    id: stored.id,
    inputs: model.autoname ? { ...inputs, [DEFAULTS_KEY]: stored.autonamed } : inputs,
    outputs: wrapSecrets(complete(models, stored.type, readable(model, stored.outputs)), [
      ...stored.secrets,
      ...secretOutputs(model),
    ]),
  };
}

function secretOutputs({ secrets = [] }: Model): string[][] {
  return secrets.map((name) => [name]);
}

function readable({ hidden = [] }: Model, outputs: Props): Props {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !hidden.includes(name)));
}

/** With null for each output that has no value: an output that is left out would be unknown in previews. */
function complete({ schema }: Models, type: string, outputs: Props): Props {
  const names = schema.resources[type]?.outputs ?? [];
  return { ...Object.fromEntries(names.map((name) => [name, null])), ...outputs };
}
