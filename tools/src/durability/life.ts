import { contradictions, inventory } from "./checkpoint.js";
import type { Estate, Wish } from "./estate.js";
import { formatMoment, linesFrom, momentOf, sizeOf, type Usual, type Victim } from "./moments.js";
import type { Random } from "./random.js";
import { recover } from "./recover.js";
import { strike } from "./strike.js";

export const WISHES = ["first", "second", "nothing"] as const satisfies readonly Wish[];

/** Also what is resumed after a kill is killed. */
const MOST_KILLS = 3;

/** What an undisturbed life is like. */
export type Measured = Readonly<Record<Wish, Usual & { readonly inventory: readonly string[] }>>;

/** What came of one kill. */
export interface Result {
  readonly stack: string;
  readonly wish: Wish;
  readonly victim: Victim;
  readonly moment: string;
  readonly cancelled: boolean;
  readonly adopted: number;
  readonly deleted: number;
  /** Names of processes that did not end by themselves. */
  readonly left: readonly string[];
  /** What is wrong in the end; empty if all is as it was asked for. */
  readonly wrong: readonly string[];
}

/** Lets a stack come, change and go once without any kill. */
export async function measure(estate: Estate): Promise<Measured> {
  const sandbox = await estate.open();
  await estate.must(sandbox, "stack", "init");
  await sandbox.close();
  const measured: Partial<Record<Wish, Measured[Wish]>> = {};
  for (const wish of WISHES) {
    const [from, started] = [sizeOf(estate.callLog), performance.now()];
    const { exitCode } = await ended(estate.start(estate.wish(wish), []));
    const milliseconds = performance.now() - started;
    if (exitCode !== 0) throw new Error(estate.output());
    const looking = await estate.open();
    const there = inventory(estate.cloud(looking));
    await looking.close();
    measured[wish] = { calls: linesFrom(estate.callLog, from), milliseconds, inventory: there };
  }
  return measured as Measured;
}

/**
 * Brings one wish about, with one to three kills on the way.
 *
 * @returns one result for each kill that met something.
 */
export async function killOnTheWay(estate: Estate, wish: Wish, usual: Measured, random: Random): Promise<Result[]> {
  const results: Result[] = [];
  const args = estate.wish(wish);
  const strikes = random.upTo(MOST_KILLS);
  for (let nth = 0; nth < strikes; nth++) {
    const moment = momentOf(random, usual[wish]);
    const { hit, left } = await strike(estate, args, moment, random);
    if (!hit) continue;
    const result = { stack: estate.stack, wish, victim: moment.victim, moment: formatMoment(moment), left };
    const sandbox = await estate.open();
    try {
      results.push({ ...result, ...(await recover(estate, sandbox, random)), wrong: [] });
    } catch (error) {
      const wrong = [error instanceof Error ? error.message : String(error)];
      return [...results, { ...result, cancelled: false, adopted: 0, deleted: 0, wrong }];
    } finally {
      await sandbox.close();
    }
  }
  const wrong = await finish(estate, wish, args, usual[wish].inventory);
  const last = results.pop();
  return last ? [...results, { ...last, wrong }] : [];
}

/** Runs the command to its end, and looks at what came of it. */
async function finish(estate: Estate, wish: Wish, args: string[], expected: readonly string[]): Promise<string[]> {
  const sandbox = await estate.open();
  try {
    const first = await estate.pulumi(sandbox, ...args);
    if (first.code !== 0) return [first.output];
    const cloud = estate.cloud(sandbox);
    const wrong = contradictions(cloud, estate.checkpoint());
    const there = inventory(cloud);
    if (there.join() !== expected.join()) wrong.push(`there is ${there.join(", ")} instead of ${expected.join(", ")}`);
    if (wish === "nothing") return wrong;
    const again = await estate.pulumi(sandbox, ...args, "--expect-no-changes");
    return again.code === 0 ? wrong : [...wrong, again.output];
  } finally {
    await sandbox.close();
  }
}

function ended(child: ReturnType<Estate["start"]>): Promise<{ exitCode: number | null }> {
  return new Promise((resolve) => child.once("exit", (exitCode) => resolve({ exitCode })));
}
