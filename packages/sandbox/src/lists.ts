import type { StoredRecord } from "./store.js";

/**
 * Resources by type, as they were read and since changed by this process, so that a model which looks at a resource's
 * siblings does not read all of them anew. In the order of the database: by id, then by scope.
 */
export class Lists {
  readonly #lists = new Map<string, StoredRecord[]>();
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
    this.#version = undefined;
  }

  of(type: string, read: () => StoredRecord[]): readonly StoredRecord[] {
    const known = this.#lists.get(type) ?? read();
    this.#lists.set(type, known);
    return known;
  }

  put(record: StoredRecord): void {
    const list = this.#lists.get(record.type);
    if (!list) return;
    const at = placeOf(list, record);
    list.splice(at, isSame(list[at], record) ? 1 : 0, record);
  }

  delete(record: Key): void {
    const list = this.#lists.get(record.type) ?? [];
    const at = placeOf(list, record);
    if (isSame(list[at], record)) list.splice(at, 1);
  }
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
