import { drifted } from "./drift.js";
import type { Effect, Model, SimulatedProvider } from "./model.js";
import type { Store, StoredRecord } from "./store.js";
import { worldOf } from "./world.js";

/** A resource that changed, or went, without a call. */
export interface Happened {
  readonly type: string;
  readonly id: string;
  readonly what: "changed" | "gone";
}

/** Where effects happen. */
export interface Scene {
  readonly store: Store;
  readonly provider: SimulatedProvider;
  /** The sandbox's time. */
  now(): Date;
}

/**
 * Lets an effect happen, and what follows from it.
 *
 * @param cause The resource that it comes from, which is in the same part of the cloud.
 */
export function applyEffect(scene: Scene, cause: StoredRecord, { type, id, become }: Effect): Happened[] {
  const record = scene.store.get(type, id, cause.scope);
  if (!record) return [];
  if (become === "gone") return removeRecord(scene, record);
  scene.store.put(drifted(record, become));
  return [{ type, id, what: "changed" }];
}

/** Takes a resource out of the cloud, and whatever goes with it. */
export function removeRecord(scene: Scene, record: StoredRecord): Happened[] {
  const { store, provider, now } = scene;
  const { type, id, region, scope } = record;
  store.delete(type, id, scope);
  store.bury(record, now());
  const model = provider.models.find((it) => it.type === type) ?? provider.modelOf?.(type);
  const world = worldOf({ ...scene, config: { [provider.regionKey]: region } }, record.inputs);
  const effects = model?.afterDelete?.(record, world) ?? [];
  return [
    { type, id, what: "gone" },
    ...alongWith(scene, model, record).flatMap((other) => removeRecord(scene, other)),
    ...effects.flatMap((effect) => applyEffect(scene, record, effect)),
  ];
}

function alongWith({ store }: Scene, model: Model | undefined, record: StoredRecord): StoredRecord[] {
  if (!model?.takesAlong) return [];
  const inSameCloud = (other: StoredRecord) => other.cloud === record.cloud && other.scope === record.scope;
  return store.all().filter((other) => inSameCloud(other) && model.takesAlong?.(record, other));
}
