import { randomUUID } from "node:crypto";
import { randomHex } from "./autoname.js";
import { type Props, type ResourceWorld, type SimulatedProvider, UNKNOWN, type World } from "./model.js";
import type { Recording } from "./recording.js";
import type { Store, StoredRecord } from "./store.js";

/** One simulated provider as one provider resource of a program configured it. */
export interface Configured {
  readonly provider: SimulatedProvider;
  readonly store: Store;
  readonly config: Props;
  /** The sandbox's time. */
  now(): Date;
  readonly recording?: Recording;
}

/** A resource that is there: somebody made it, or it was there from the beginning and nobody deleted it. */
export function recordOf({ provider, store, config }: Configured, type: string, id: string): StoredRecord | undefined {
  const scope = provider.scopeOf?.(config);
  const stored = store.get(type, id, scope);
  const initial = stored ? undefined : provider.initial?.(type, id);
  if (!initial || store.buried(type, id, scope)) return stored;
  return { ...initial, type, id, urn: "", cloud: provider.cloud, region: "", secrets: [], autonamed: [] };
}

/** The world as a call with these inputs sees it. */
export function worldOf(configured: Configured, inputs: Props): World {
  const { provider, store, config, now } = configured;
  const region = inputs[provider.regionKey] ?? config[provider.regionKey];
  const scope = provider.scopeOf?.(config);
  return {
    config,
    account: provider.account,
    region: typeof region === "string" ? region : "",
    find: (type, id) => recordOf(configured, type, id),
    list: (type, having) => store.list(type, having).filter((record) => record.scope === scope),
    deleted: (type, id) => {
      const buried = store.buried(type, id, scope);
      return buried && { ...buried, deletedAt: new Date(buried.deleted) };
    },
    now,
    hex: randomHex,
    uuid: randomUUID,
  };
}

/** Which of the stored resources a call is about. */
export interface Identity {
  readonly type: string;
  readonly id: string;
}

/** The world as one resource sees it. At an update (`self` is given) it doesn't meet itself there. */
export function resourceWorldOf(world: World, name: string, previous: Props = {}, self?: Identity): ResourceWorld {
  return {
    ...world,
    name,
    previous,
    find: (type, id) => (type === self?.type && id === self.id ? undefined : world.find(type, id)),
    list: (type, having) => {
      const all = world.list(type, having);
      return type === self?.type ? all.filter(({ id }) => id !== self.id) : all;
    },
    keep: <T>(output: string, make: () => T) => (previous[output] as T | undefined) ?? make(),
  };
}

/** Like {@link resourceWorldOf}, for previews: what would be made anew is unknown there, not a value that never comes true. */
export function previewWorldOf(world: World, name: string, previous: Props, self: Identity): ResourceWorld {
  return {
    ...resourceWorldOf(world, name, previous, self),
    hex: () => UNKNOWN,
    uuid: () => UNKNOWN,
    keep: <T>(output: string) => (previous[output] ?? UNKNOWN) as T,
  };
}
