import type { Control } from "./control.js";
import { applyEffect, type Happened } from "./effects.js";
import { modelsOf } from "./lookup.js";
import type { Effect, Model, SimulatedProvider, StoredResource, World } from "./model.js";
import type { Store } from "./store.js";
import { worldOf } from "./world.js";

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
        const effects = ask(models.resource(model.type), record, world) ?? [];
        return effects.flatMap((effect) => applyEffect({ store, provider, now: control.now }, record, effect));
      }),
    );
  });
}
