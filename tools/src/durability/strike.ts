import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Estate } from "./estate.js";
import { callsLogged, type Moment, sizeOf, textFrom } from "./moments.js";
import { kill, processesIn, quiet } from "./processes.js";
import type { Random } from "./random.js";

/** An engine that lost its sandbox ends by itself, but not at once. */
const LAST_SECONDS = 30;

/** How a command that was to be killed ended. */
export interface Struck {
  /** Whether it was met before its end. */
  readonly hit: boolean;
  /** Names of processes that had to be ended because they did not by themselves. */
  readonly left: readonly string[];
  readonly seconds: number;
}

/** Runs a command and kills it at a moment. */
export async function strike(estate: Estate, args: readonly string[], moment: Moment, random: Random): Promise<Struck> {
  const started = performance.now();
  const { victim } = moment;
  const isFault = victim === "killed" || victim === "lost-answer";
  const child = estate.start(args, isFault ? [faultOf(victim, moment.calls, args, random)] : []);
  const ended = once(child, "exit");
  const hit = isFault ? await metFault(estate, victim, ended) : await killAt(estate, child.pid ?? 0, moment, ended);
  await ended;
  const left = await quiet(estate.folder, LAST_SECONDS);
  return { hit, left, seconds: (performance.now() - started) / 1000 };
}

function faultOf(kind: string, calls: number, [command]: readonly string[], random: Random): string {
  const operation = command === "destroy" ? "delete" : random.pick(["create", "create", "update", "delete"]);
  return `${kind}:operation=${operation},calls=${calls}`;
}

/** Whether the command met its fault, of which the log of calls tells. */
async function metFault(estate: Estate, kind: string, ended: Promise<unknown>): Promise<boolean> {
  const from = sizeOf(estate.callLog);
  await ended;
  return textFrom(estate.callLog, from).includes(`"verdict":"${kind}"`);
}

async function killAt(estate: Estate, sandbox: number, moment: Moment, ended: Promise<unknown>): Promise<boolean> {
  const abort = new AbortController();
  let over = false;
  ended.then(() => {
    over = true;
    abort.abort();
  });
  if (moment.calls > 0) {
    const from = sizeOf(estate.callLog);
    await callsLogged(estate.callLog, from, moment.calls, abort.signal);
  }
  if (moment.milliseconds > 0) await sleep(moment.milliseconds);
  const engine = processesIn(estate.folder).find(({ parent, name }) => parent === sandbox && name === "pulumi")?.pid;
  if (over) return false;
  if (moment.victim === "engine") return kill(engine);
  if (moment.victim === "both") kill(engine);
  return kill(sandbox);
}
