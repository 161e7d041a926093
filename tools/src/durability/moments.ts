import * as fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "./random.js";

/** What is killed: the engine, the process of the sandbox, both, or by a fault only the provider or its answer. */
export const VICTIMS = ["engine", "sandbox", "both", "killed", "lost-answer"] as const;
export type Victim = (typeof VICTIMS)[number];

/** Who is killed and when. */
export interface Moment {
  readonly victim: Victim;
  /** After so many calls of the clouds, or none: by time alone. For faults the number of the call. */
  readonly calls: number;
  /** Then after so many milliseconds. */
  readonly milliseconds: number;
}

/** What one undisturbed run took. */
export interface Usual {
  readonly calls: number;
  readonly milliseconds: number;
}

export function momentOf(random: Random, usual: Usual): Moment {
  const victim = random.pick(VICTIMS);
  if (victim === "killed" || victim === "lost-answer") {
    return { victim, calls: random.upTo(usual.calls), milliseconds: 0 };
  }
  // A third by the clock, which also meets the start, the end and what is between calls.
  return random.next() < 1 / 3
    ? { victim, calls: 0, milliseconds: random.next() * usual.milliseconds }
    : { victim, calls: random.upTo(usual.calls), milliseconds: random.pick([0, 0, 2, 10, 30]) };
}

export function formatMoment({ victim, calls, milliseconds }: Moment): string {
  const after = calls > 0 ? `call ${calls}` : "start";
  return `${victim} ${Math.round(milliseconds)} ms after ${after}`;
}

/** Waits until the log of calls has grown by so many lines. @returns false if it doesn't before the signal. */
export async function callsLogged(file: string, from: number, count: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (linesFrom(file, from) >= count) return true;
    await sleep(1);
  }
  return false;
}

/** Lines of a file behind a position. */
export function linesFrom(file: string, position: number): number {
  return textFrom(file, position).split("\n").length - 1;
}

/** What a file holds behind a position. */
export function textFrom(file: string, position: number): string {
  return sizeOf(file) <= position ? "" : fs.readFileSync(file).subarray(position).toString("utf8");
}

export function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
