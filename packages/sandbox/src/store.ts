import { mkdirSync } from "node:fs";
import { open } from "lmdb";
import { Lists } from "./lists.js";
import type { Having, StoredResource } from "./model.js";
import type { Path } from "./paths.js";

/** What the store keeps of a resource beside what models see. */
export interface StoredRecord extends StoredResource {
  /** Name of the cloud, for people. */
  readonly cloud: string;
  readonly region: string;
  /** Where it is, on clouds in which the same id can exist at several places. */
  readonly scope?: string;
  /** Inputs that were secret. */
  readonly secrets: readonly Path[];
  /** Inputs that the provider named by itself. */
  readonly autonamed: readonly string[];
}

/** A deleted resource, and when that was in milliseconds since 1970. */
export interface BuriedRecord extends StoredRecord {
  readonly deleted: number;
}

/**
 * The resources of the simulated clouds on disk. Several processes may hold one store open at once. A change is committed
 * when the call that makes it returns, and outlives the process from then on, though not always a crash of the machine.
 */
export interface Store {
  get(type: string, id: string, scope?: string): StoredRecord | undefined;
  /** Resources of one type, by id; with `having` those of which one output has a value. */
  list(type: string, having?: Having): StoredRecord[];
  /** All resources, by type and id. */
  all(): StoredRecord[];
  put(record: StoredRecord): void;
  /** Does nothing if there is no such resource. */
  delete(type: string, id: string, scope?: string): void;
  /** Remembers a resource that is deleted. */
  bury(record: StoredRecord, at: Date): void;
  /** A resource that was deleted, the last one of that id. Upper and lower case are the same. */
  buried(type: string, id: string, scope?: string): BuriedRecord | undefined;
  /** Grows with every change of the resources, also by another process; 0 where nobody looks on. */
  version(): number;
  /** Deletes all resources. */
  reset(): void;
  /** Runs reads and writes as one: no other process writes between them, and a throw undoes the writes. */
  transaction<T>(action: () => T): T;
  close(): Promise<void>;
}

/**
 * How the sandbox's databases are opened. What is committed lies in the system's memory, where a killed process can't take it
 * along; to wait for the disk at each change would make changes a hundred times slower.
 */
export const OPTIONS = { encoding: "json", noSync: true } as const;

/** Opens the store in a folder, which is made if it doesn't exist. */
export function openStore(dir: string): Store {
  for (const folder of [dir, `${dir}-deleted`]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Keys begin with the type, and a type token with the package of its provider: no two providers' keys meet.
  const db = open<StoredRecord, Key>({ path: dir, ...OPTIONS });
  const graves = open<BuriedRecord, Key>({ path: `${dir}-deleted`, ...OPTIONS });
  // Frees what processes that were killed still occupy.
  db.readerCheck();
  const lists = new Lists();
  let inTransaction = false;
  let changed = false;

  function transaction<T>(action: () => T): T {
    if (inTransaction) {
      return action();
    }
    inTransaction = true;
    changed = false;
    let before = 0;
    try {
      const result = db.transactionSync(() => {
        before = versionOf(db);
        lists.expect(before);
        return action();
      });
      // Another process may have changed it since, so its version now is not asked for.
      lists.advance(changed ? before + 1 : before);
      return result;
    } catch (error) {
      lists.forget();
      throw error;
    } finally {
      inTransaction = false;
    }
  }

  function change(action: () => void): void {
    transaction(() => {
      changed = true;
      action();
    });
  }

  function latest<T>(read: () => T): T {
    if (!inTransaction) {
      // A snapshot from before would hide what other processes have written since.
      db.resetReadTxn();
    }
    return read();
  }

  return {
    get: (type, id, scope) => {
      // What this transaction has seen or done is in the lists.
      if (inTransaction && lists.has(type)) return lists.get({ type, id, scope });
      return latest(() => db.get(keyOf({ type, id, scope })));
    },
    list: (type, having) => {
      if (!inTransaction) lists.expect(versionOf(db));
      const read = () => latest(() => values(db.getRange(keysOf(type))));
      return [...(having ? lists.having(type, ...having, read) : lists.of(type, read))];
    },
    all: () => latest(() => values(db.getRange({}))),
    put: (record) =>
      change(() => {
        db.put(keyOf(record), record);
        // As it is read again, without what JSON leaves out.
        if (lists.has(record.type)) lists.put(JSON.parse(JSON.stringify(record)));
      }),
    delete: (type, id, scope) =>
      change(() => {
        db.remove(keyOf({ type, id, scope }));
        lists.delete({ type, id, scope });
      }),
    bury: (record, at) => graves.putSync(graveOf(record), { ...record, deleted: at.getTime() }),
    buried: (type, id, scope) => {
      graves.resetReadTxn();
      return graves.get(graveOf({ type, id, scope }));
    },
    version: () => versionOf(db),
    reset: () => {
      lists.forget();
      db.clearSync();
      graves.clearSync();
    },
    transaction,
    close: async () => {
      await db.close();
      await graves.close();
    },
  };
}

/** The number of a database's last commit. */
export function versionOf(db: { getStats(): object }): number {
  return (db.getStats() as { readonly lastTxnId: number }).lastTxnId;
}

type Key = [type: string, id: string] | [type: string, id: string, scope: string];

function keyOf({ type, id, scope }: { type: string; id: string; scope?: string | undefined }): Key {
  return scope === undefined ? [type, id] : [type, id, scope];
}

function graveOf({ type, id, scope }: { type: string; id: string; scope?: string | undefined }): Key {
  return keyOf({ type, id: id.toLowerCase(), scope });
}

/** No type has spaces. The database sorts a long text with a zero behind it before the text itself. */
function keysOf(type: string): { start: Key; end: Key } {
  return { start: [type, ""], end: [`${type} `, ""] };
}

function values<R>(range: Iterable<{ value: R }>): R[] {
  return Array.from(range, ({ value }) => value);
}
