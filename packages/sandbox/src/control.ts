import { mkdirSync } from "node:fs";
import { open } from "lmdb";
import type { Fault } from "./faults/kinds.js";
import { versionOf } from "./store.js";

/**
 * What people set while a sandbox runs: its faults and its clock. It is on disk, so that another process sets them for the
 * one that serves.
 */
export interface Control {
  faults(): readonly Fault[];
  addFault(fault: Omit<Fault, "id">): Fault;
  /** @returns whether there was one. */
  removeFault(id: string): boolean;
  clearFaults(): void;
  /** Counts a call that matches a fault, from 1. */
  count(id: string): number;
  /** The sandbox's time. */
  now(): Date;
  /** Sets the clock forward; it never goes back. */
  advance(milliseconds: number): Date;
  /** Grows with every change of faults and clock, also by another process. */
  version(): number;
  /** No faults, and the time of the machine. */
  reset(): void;
  close(): Promise<void>;
}

/** Opens the control of a sandbox in a folder, which is made if it doesn't exist. */
export function openControl(dir: string): Control {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const db = open<unknown, string>({ path: dir, encoding: "json" });
  db.readerCheck();
  const get = <T>(key: string, otherwise: T): T => (db.get(key) as T | undefined) ?? otherwise;
  const latest = <T>(key: string, otherwise: T): T => {
    db.resetReadTxn();
    return get(key, otherwise);
  };
  const faults = () => latest<readonly Fault[]>("faults", []);
  const now = () => new Date(Date.now() + latest("clock", 0));
  return {
    faults,
    addFault: (fault) =>
      db.transactionSync(() => {
        const number = get("last", 0) + 1;
        const added = { ...fault, id: `f${number}` };
        db.put("last", number);
        db.put("faults", [...get<readonly Fault[]>("faults", []), added]);
        return added;
      }),
    removeFault: (id) =>
      db.transactionSync(() => {
        const all = get<readonly Fault[]>("faults", []);
        db.put(
          "faults",
          all.filter((fault) => fault.id !== id),
        );
        return all.some((fault) => fault.id === id);
      }),
    clearFaults: () => db.transactionSync(() => void db.put("faults", [])),
    count: (id) =>
      db.transactionSync(() => {
        const nth = get(`count/${id}`, 0) + 1;
        db.put(`count/${id}`, nth);
        return nth;
      }),
    now,
    advance: (milliseconds) => {
      if (milliseconds < 0) throw new RangeError("a clock is set forward only");
      db.transactionSync(() => void db.put("clock", get("clock", 0) + milliseconds));
      return now();
    },
    version: () => versionOf(db),
    reset: () => db.clearSync(),
    close: () => db.close(),
  };
}
