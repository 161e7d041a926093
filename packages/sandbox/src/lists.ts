import type { Having, StoredResource } from "./model.js";
import type { StoredRecord } from "./store.js";

/**
 * Resources by type, as they were read and since changed by this process, so that a model which looks at a resource's
 * siblings does not read all of them anew. In the order of the database: by id, then by scope.
 */
export class Lists {
  readonly #lists = new Map<string, StoredRecord[]>();
  /** By type, output and its value, for the outputs that somebody asked for. */
  readonly #groups = new Map<string, Map<string, Map<unknown, StoredRecord[]>>>();
  #version: number | undefined;

  /** Forgets everything if the database is not as it was left: another process has changed it. */
  expect(version: number): void {
    if (version !== this.#version) this.forget();
    this.#version = version;
  }

  /** The database has the changes that were told, and no others since. */
  advance(version: number): void {
    this.#version = version;
  }

  forget(): void {
    this.#lists.clear();
    this.#groups.clear();
    this.#version = undefined;
  }

  has(type: string): boolean {
    return this.#lists.has(type);
  }

  of(type: string, read: () => StoredRecord[]): readonly StoredRecord[] {
    const known = this.#lists.get(type) ?? read();
    this.#lists.set(type, known);
    return known;
  }

  /** A resource of a type that is known as a whole. */
  get(key: Key): StoredRecord | undefined {
    const list = this.#lists.get(key.type) ?? [];
    const found = list[placeOf(list, key)];
    return isSame(found, key) ? found : undefined;
  }

  /** Those of a type of which one output has this value, in any case of its letters. */
  having(type: string, output: string, value: unknown, read: () => StoredRecord[]): readonly StoredRecord[] {
    const groups = this.#groups.get(type) ?? new Map<string, Map<unknown, StoredRecord[]>>();
    this.#groups.set(type, groups);
    const known = groups.get(output) ?? groupsOf(this.of(type, read), output);
    groups.set(output, known);
    return known.get(folded(value)) ?? [];
  }

  put(record: StoredRecord): void {
    const list = this.#lists.get(record.type);
    if (!list) return;
    const at = placeOf(list, record);
    const previous = isSame(list[at], record) ? list[at] : undefined;
    list.splice(at, previous ? 1 : 0, record);
    this.#regroup(record.type, previous, record);
  }

  delete(record: Key): void {
    const list = this.#lists.get(record.type) ?? [];
    const at = placeOf(list, record);
    if (isSame(list[at], record)) this.#regroup(record.type, list.splice(at, 1)[0], undefined);
  }

  #regroup(type: string, previous: StoredRecord | undefined, now: StoredRecord | undefined): void {
    for (const [output, groups] of this.#groups.get(type) ?? []) {
      const group = groups.get(previous && keyed(previous, output)) ?? [];
      if (previous) group.splice(placeOf(group, previous), 1);
      if (!now) continue;
      const value = keyed(now, output);
      const joined = groups.get(value) ?? [];
      joined.splice(placeOf(joined, now), 0, now);
      groups.set(value, joined);
    }
  }
}

/** Those of a type, and with that output if one is named. */
export function listed<R extends StoredResource>(resources: Iterable<R>, type: string, having?: Having): R[] {
  const [output, value] = having ?? [];
  const has = (it: R) => output === undefined || keyed(it, output) === folded(value);
  return [...resources].filter((it) => it.type === type && has(it));
}

function keyed({ id, outputs }: StoredResource, output: string): unknown {
  return folded(output === "id" ? id : outputs[output]);
}

function folded(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function groupsOf(records: readonly StoredRecord[], output: string): Map<unknown, StoredRecord[]> {
  const groups = new Map<unknown, StoredRecord[]>();
  for (const record of records) {
    const value = keyed(record, output);
    const group = groups.get(value);
    if (group) group.push(record);
    else groups.set(value, [record]);
  }
  return groups;
}

type Key = Pick<StoredRecord, "type" | "id"> & { readonly scope?: string | undefined };

function isSame(one: Key | undefined, other: Key): boolean {
  return one?.id === other.id && one.scope === other.scope;
}

/** Where a resource is in a list, or belongs. */
function placeOf(list: readonly StoredRecord[], record: Key): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(list[middle] as StoredRecord, record)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(one: Key, other: Key): boolean {
  return one.id === other.id ? (one.scope ?? "") < (other.scope ?? "") : one.id < other.id;
}
