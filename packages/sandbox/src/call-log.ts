import { closeSync, existsSync, openSync, readFileSync, readSync, statSync, writeSync } from "node:fs";
import type { Operation } from "./calls.js";

/** One call of a simulated cloud's API, and how it ended. */
export interface LoggedCall {
  /** The sandbox's time, in ISO 8601. */
  readonly time: string;
  readonly cloud: string;
  readonly region: string;
  readonly operation: Operation;
  readonly token: string;
  /** Name in the program; empty for functions. */
  readonly name: string;
  readonly id?: string;
  readonly milliseconds: number;
  /** "ok", or why it was refused. */
  readonly verdict: string;
}

/** Appends to a log of calls, one line of JSON for each. */
export class CallLog {
  #file: number | undefined;

  constructor(path: string) {
    this.#file = openSync(path, "a", 0o600);
  }

  /** Lines of several processes do not mix, because each is written at once. */
  append(call: LoggedCall): void {
    if (this.#file !== undefined) writeSync(this.#file, `${JSON.stringify(call)}\n`);
  }

  /** Calls that still run are not logged any more. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

/** All calls in a log, the oldest first; none if there is no log. */
export function readCallLog(path: string): LoggedCall[] {
  if (!existsSync(path)) return [];
  return callsIn(readFileSync(path, "utf8"));
}

/** Lines that were half written by a process that was killed are left out. */
function callsIn(text: string): LoggedCall[] {
  return text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line) as LoggedCall];
    } catch {
      return [];
    }
  });
}

/** A part of a log of calls. */
export interface CallLogPart {
  /** The oldest first. */
  readonly calls: readonly LoggedCall[];
  /** Where the part begins in the log: 0 if all was read, also because the log was begun anew. */
  readonly from: number;
  /** Where the next part begins. */
  readonly to: number;
}

/** The calls that were logged after an earlier part ended. */
export function readCallLogFrom(path: string, position: number): CallLogPart {
  const size = existsSync(path) ? statSync(path).size : 0;
  const from = size < position ? 0 : position;
  if (size === from) return { calls: [], from, to: from };
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(size - from);
    readSync(file, bytes, 0, bytes.length, from);
    // The last line may be half written.
    const whole = bytes.subarray(0, bytes.lastIndexOf("\n") + 1);
    return { calls: callsIn(whole.toString("utf8")), from, to: from + whole.length };
  } finally {
    closeSync(file);
  }
}
