import { mkdirSync } from "node:fs";
import { open } from "lmdb";
import type { Fault } from "./faults/kinds.js";
import { OPTIONS, versionOf } from "./store.js";

/**
 * What people set while a sandbox runs: its faults and its clock. It is on disk, so that another process sets them for the
 * one that serves.
 */
export interface Control {
  faults(): readonly Fault[];
  /** @param owner Id of the process with which the fault goes, also if that is killed. Default: it stays until it is removed. */
  addFault(fault: Omit<Fault, "id">, owner?: number): Fault;
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
  const db = open<unknown, string>({ path: dir, ...OPTIONS });
  db.readerCheck();
  const get = <T>(key: string, otherwise: T): T => (db.get(key) as T | undefined) ?? otherwise;
  const latest = <T>(key: string, otherwise: T): T => {
    db.resetReadTxn();
    return get(key, otherwise);
  };
  const owners = () => get<Readonly<Record<string, number>>>("owners", {});
  const keepFaults = (isKept: (id: string) => boolean) => {
    db.put(
      "faults",
      get<readonly Fault[]>("faults", []).filter(({ id }) => isKept(id)),
    );
    db.put("owners", Object.fromEntries(Object.entries(owners()).filter(([id]) => isKept(id))));
  };
  const isLeft = (id: string) => !isRunning(owners()[id] ?? process.pid);
  if (Object.keys(owners()).some(isLeft)) db.transactionSync(() => keepFaults((id) => !isLeft(id)));
  const faults = () => latest<readonly Fault[]>("faults", []);
  const now = () => new Date(Date.now() + latest("clock", 0));
  return {
    faults,
    addFault: (fault, owner) =>
      db.transactionSync(() => {
        const number = get("last", 0) + 1;
        const added = { ...fault, id: `f${number}` };
        db.put("last", number);
        db.put("faults", [...get<readonly Fault[]>("faults", []), added]);
        if (owner !== undefined) db.put("owners", { ...owners(), [added.id]: owner });
        return added;
      }),
    removeFault: (id) =>
      db.transactionSync(() => {
        const isOn = get<readonly Fault[]>("faults", []).some((fault) => fault.id === id);
        keepFaults((other) => other !== id);
        return isOn;
      }),
    clearFaults: () => db.transactionSync(() => keepFaults(() => false)),
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

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
