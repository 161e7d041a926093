import Table from "cli-table3";
import { money } from "../plan/numbers.js";
import { few, nameOf } from "./explain.js";
import type { Placing, PlacingCandidate } from "./schema.js";

const RULES: Readonly<Record<string, string>> = {
  open: "not open to every account",
  machines: "without the machines that the program wishes",
  program: "where the program fails",
};

/** The ranking for people, and what was decided. */
export function placingText(placing: Placing, top: number): string {
  const { project, stack, editions, ranking, explanation, notes } = placing;
  const dated = Object.entries(editions).map((pair) => pair.join(" "));
  const shown = ranking.slice(0, top);
  const more = ranking.length - shown.length;
  return [
    `${project}, stack ${stack}: places for a month of 730 hours, list prices before tax (editions: ${dated.join(", ")})`,
    ...(shown.length > 0 ? [table(shown)] : []),
    ...(more > 0 ? [`and ${more} more (--top ${ranking.length} shows all)`] : []),
    ...unknownText(shown),
    ...ruledOutText(placing),
    explanation,
    decision(placing),
    ...notes.map((note) => `${note}.`),
  ].join("\n");
}

function table(rows: readonly PlacingCandidate[]): string {
  const distances = rows.some(({ km }) => km !== null);
  const drawn = new Table({
    head: ["", "place", "", "USD/month", "kg CO2e/month", "gCO2e/kWh", ...(distances ? ["km"] : [])],
    colAligns: ["right", "left", "left", "right", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    const { rank, place, country, monthlyUsd, monthlyKgCo2e, gridGco2PerKwh, km } = row;
    const where = [place, country].filter(Boolean).join(", ");
    const figures = [money(monthlyUsd), money(monthlyKgCo2e), gridGco2PerKwh ?? "unknown"];
    drawn.push([rank, nameOf(row), where, ...figures, ...(distances ? [km ?? "unknown"] : [])]);
  }
  return `${drawn}`;
}

/** What is not known, said once for all the places that it is not known of. */
function unknownText(rows: readonly PlacingCandidate[]): string[] {
  const places = new Map<string, string[]>();
  for (const row of rows) {
    const unknown = [...row.unpriced, ...row.unmeasured];
    const what = few(unknown);
    if (unknown.length > 0) places.set(what, [...(places.get(what) ?? []), nameOf(row)]);
  }
  return [...places].map(([what, names]) => `Not known and in no figure of ${names.join(", ")}: ${what}.`);
}

function ruledOutText({ ruledOut: { regions, byRule, nearest } }: Placing): string[] {
  if (regions === 0) return [];
  const counts = Object.entries(byRule).map(([rule, count]) => `${count} ${RULES[rule] ?? `by ${rule}`}`);
  return [
    `Ruled out: ${regions} regions (${counts.join(", ")}).`,
    ...nearest.map((each) => `  nearly: ${nameOf(each)}: ${each.why}`),
  ];
}

function decision({ stack, best, kept, broken, written, removed }: Placing): string {
  const breaks = broken.length > 0 ? ` It breaks the placement: ${broken.join("; ")}.` : "";
  if (!best) return kept ? `The stack stays in ${nameOf(kept)}.${breaks}` : "Nothing was written.";
  const gone = removed.length > 0 ? ` Removed, because it belongs to the former place: ${removed.join(", ")}.` : "";
  if (written) return `Written into the config of stack ${stack}; nothing moves it from now on but --move.${gone}`;
  if (!kept) return "Nothing was written (--dry-run).";
  if (nameOf(kept) === nameOf(best)) return `The stack is there already.${breaks}`;
  return `The stack stays in ${nameOf(kept)}; \`isobar place --stack ${stack} --move\` moves it.${breaks}`;
}
