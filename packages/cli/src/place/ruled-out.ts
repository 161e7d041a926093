import type { Placing } from "./schema.js";
import type { Obstacle, RuledOut } from "./sites.js";

const NEAREST = 3;

/** Counts by rule, and of each rule the regions that it alone stands against, those that miss it by least first. */
export function summaryOf(ruledOut: readonly RuledOut[]): Placing["ruledOut"] {
  const byRule: Record<string, number> = {};
  for (const { obstacles } of ruledOut) {
    for (const rule of new Set(obstacles.map((each) => each.rule))) byRule[rule] = (byRule[rule] ?? 0) + 1;
  }
  const single = ruledOut.flatMap(({ cloud, region, obstacles: [only, ...others] }) =>
    only && others.length === 0 && tellsMore(only) ? [{ cloud, region, only }] : [],
  );
  const nearest = Object.keys(byRule).flatMap((rule) =>
    single
      .filter(({ only }) => only.rule === rule)
      .sort((a, b) => (a.only.excess ?? 0) - (b.only.excess ?? 0) || order(a.region, b.region))
      .slice(0, NEAREST)
      .map(({ cloud, region, only }) => ({ cloud, region, why: only.text })),
  );
  return { regions: ruledOut.length, byRule, nearest };
}

/** A region in another country misses the rule no less than any other. */
function tellsMore({ rule, excess }: Obstacle): boolean {
  return excess !== undefined || ["gpus", "machines", "program"].includes(rule);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
