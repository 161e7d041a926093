import { mkdirSync } from "node:fs";
import { open } from "lmdb";
import type { StoredResource } from "./model.js";
import type { Path } from "./paths.js";

/** What the store keeps of a resource beside what models see. */
export interface StoredRecord extends StoredResource {
  /** Name of the cloud, for people. */
  readonly cloud: string;
  readonly region: string;
  /** Inputs that were secret. */
  readonly secrets: readonly Path[];
  /** Inputs that the provider named by itself. */
  readonly autonamed: readonly string[];
}

/**
 * The resources of the simulated clouds on disk. Several processes may hold one store open at once. A change is committed
 * when the call that makes it returns, and outlives the process from then on.
 */
export interface Store {
  get(type: string, id: string): StoredRecord | undefined;
  /** Resources of one type, by id. */
  list(type: string): StoredRecord[];
  /** All resources, by type and id. */
  all(): StoredRecord[];
  put(record: StoredRecord): void;
  /** Does nothing if there is no such resource. */
  delete(type: string, id: string): void;
  /** Deletes all resources. */
  reset(): void;
  /** Runs reads and writes as one: no other process writes between them, and a throw undoes the writes. */
  transaction<T>(action: () => T): T;
  close(): Promise<void>;
}

/** Opens the store in a folder, which is made if it doesn't exist. */
export function openStore(dir: string): Store {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  // Keys begin with the type, and a type token with the package of its provider: no two providers' keys meet.
  const db = open<StoredRecord, [type: string, id: string]>({ path: dir, encoding: "json" });
  // Frees what processes that were killed still occupy.
  db.readerCheck();
  let inTransaction = false;

  function transaction<T>(action: () => T): T {
    if (inTransaction) {
      return action();
    }
    inTransaction = true;
    try {
      return db.transactionSync(action);
    } finally {
      inTransaction = false;
    }
  }

  function latest<T>(read: () => T): T {
    if (!inTransaction) {
      // A snapshot from before would hide what other processes have written since.
      db.resetReadTxn();
    }
    return read();
  }

  return {
    get: (type, id) => latest(() => db.get([type, id])),
    list: (type) => latest(() => values(db.getRange({ start: [type, ""], end: [`${type}\0`, ""] }))),
    all: () => latest(() => values(db.getRange({}))),
    put: (record) => transaction(() => void db.put([record.type, record.id], record)),
    delete: (type, id) => transaction(() => void db.remove([type, id])),
    reset: () => db.clearSync(),
    transaction,
    close: () => db.close(),
  };
}

function values(range: Iterable<{ value: StoredRecord }>): StoredRecord[] {
  return Array.from(range, ({ value }) => value);
}
