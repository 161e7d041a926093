import { Estate } from "./estate.js";
import { killOnTheWay, type Measured, measure, type Result, WISHES } from "./life.js";
import { VICTIMS } from "./moments.js";
import { Random } from "./random.js";

export { contradictions, inventory } from "./checkpoint.js";
export { Estate } from "./estate.js";
export type { Result } from "./life.js";

export interface KillOptions {
  readonly clouds: readonly string[];
  /** How many kills at least. */
  readonly kills: number;
  readonly seed: number;
  /** How many stacks live at the same time, each in a sandbox of its own. Default: 1. */
  readonly jobs?: number;
  /** Told of each kill. */
  readonly log?: (line: string) => void;
}

/** Kills commands at random moments, does each time what a user would do, and looks whether that ends in what was asked for. */
export async function kills({ clouds, kills: wanted, seed, jobs = 1, log }: KillOptions): Promise<Result[]> {
  const results: Result[] = [];
  const share = Math.ceil(wanted / clouds.length);
  const waiting = [...clouds];
  const work = async () => {
    for (let cloud = waiting.shift(); cloud !== undefined; cloud = waiting.shift()) {
      results.push(...(await killsOf(cloud, share, new Random(seed + clouds.indexOf(cloud)), log)));
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return results;
}

async function killsOf(cloud: string, share: number, random: Random, log: KillOptions["log"]): Promise<Result[]> {
  const results: Result[] = [];
  const estate = new Estate(cloud);
  const usual: Measured = await measure(estate);
  while (results.length < share) {
    for (const wish of WISHES) {
      if (results.length >= share) break;
      const some = await killOnTheWay(estate, wish, usual, random);
      results.push(...some);
      for (const result of some) log?.(formatResult(result));
      if (some.some(({ wrong }) => wrong.length > 0)) return results;
    }
  }
  estate.remove();
  return results;
}

function formatResult({ stack, wish, moment, cancelled, adopted, deleted, left, wrong }: Result): string {
  const did = [cancelled ? "cancelled" : "", adopted ? `adopted ${adopted}` : "", deleted ? `deleted ${deleted}` : ""];
  const slow = left.length > 0 ? ` (had to end ${left.join(", ")})` : "";
  const end = wrong.length > 0 ? `WRONG: ${wrong.join("; ")}` : "as asked for";
  return [`${stack}, to ${wish}: ${moment}${slow}`, ...did.filter(Boolean), end].join(", ");
}

/** The totals of some kills, in lines. */
export function totals(results: readonly Result[]): string[] {
  const sum = (of: (result: Result) => number) => results.reduce((total, result) => total + of(result), 0);
  const groups = [...new Set(results.map(({ stack }) => stack)), ...WISHES.map((wish) => `to ${wish}`), ...VICTIMS].map(
    (group) => {
      const of = results.filter(({ stack, wish, victim }) => [stack, `to ${wish}`, victim].includes(group));
      return `${group} ${of.length}`;
    },
  );
  return [
    `${results.length} kills: ${groups.join(", ")}`,
    `after ${sum(({ cancelled }) => Number(cancelled))} the stack was locked; creations without an answer: ` +
      `${sum(({ adopted }) => adopted)} adopted, ${sum(({ deleted }) => deleted)} deleted by hand`,
    `${results.filter(({ left }) => left.length > 0).length} left processes that did not end by themselves`,
    `${results.filter(({ wrong }) => wrong.length > 0).length} did not end in what was asked for`,
  ];
}
