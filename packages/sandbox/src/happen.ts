import type { Control } from "./control.js";
import { modelsOf } from "./lookup.js";
import type { Effect, Model, SimulatedProvider, StoredResource, World } from "./model.js";
import type { Store } from "./store.js";
import { worldOf } from "./world.js";

/** A resource that changed, or went, without a call. */
export interface Happened {
  readonly type: string;
  readonly id: string;
  readonly what: "changed" | "gone";
}

/** Lets everything happen that has come due at the sandbox's time. */
export function tick(store: Store, control: Control, providers: readonly SimulatedProvider[]): Happened[] {
  return store.transaction(() =>
    each(store, control, providers, (model, resource, world) => model.tick?.(resource, world)),
  );
}

/**
 * Takes a machine's capacity back, as a cloud does with spot capacity.
 *
 * @returns undefined if no resource of that id or name can be taken back.
 */
export function reclaim(
  store: Store,
  control: Control,
  providers: readonly SimulatedProvider[],
  idOrName: string,
): Happened[] | undefined {
  const meant = ({ id, urn }: StoredResource) => id === idOrName || urn.endsWith(`::${idOrName}`);
  let found = false;
  const happened = store.transaction(() =>
    each(store, control, providers, (model, resource, world) => {
      const effects = meant(resource) ? model.reclaim?.(resource, world) : undefined;
      found ||= effects !== undefined;
      return effects;
    }),
  );
  return found ? happened : undefined;
}

type Ask = (model: Model, resource: StoredResource, world: World) => readonly Effect[] | undefined;

function each(store: Store, control: Control, providers: readonly SimulatedProvider[], ask: Ask): Happened[] {
  return providers.flatMap((provider) => {
    const models = modelsOf(provider);
    return provider.models.flatMap((model) =>
      store.list(model.type).flatMap((record) => {
        const configured = { provider, store, now: control.now, config: { [provider.regionKey]: record.region } };
        const world = worldOf(configured, record.inputs);
        return (ask(models.resource(model.type), record, world) ?? []).map((effect) => apply(store, control, effect));
      }),
    );
  });
}

function apply(store: Store, control: Control, { type, id, become }: Effect): Happened {
  const record = store.get(type, id);
  if (record && become === "gone") {
    store.delete(type, id);
    store.bury(record, control.now());
  } else if (record && become !== "gone") {
    store.put({ ...record, outputs: { ...record.outputs, ...become } });
  }
  return { type, id, what: become === "gone" ? "gone" : "changed" };
}
