import Table from "cli-table3";
import { money } from "../plan/numbers.js";
import { CATEGORIES } from "./categories.js";
import { nameOf } from "./compare.js";
import type { ComparedPlace, Comparison, Difference } from "./schema.js";

/** The bills side by side, and in words why they differ. */
export function comparisonText({ project, stack, discounts, places, differences }: Comparison): string {
  const possible = places.filter(({ ok }) => ok);
  const failed = places.filter(({ ok }) => !ok);
  const refusals = failed.map((place) => `${nameOf(place)}: can't be deployed there\n${place.problems.join("\n")}`);
  const title = `${project}, stack ${stack}: USD a month of 730 hours, list prices before tax`;
  return [
    title,
    ...(possible.length > 0 ? [bills(possible, discounts)] : []),
    ...places.flatMap(({ why, ...place }) => (why === null ? [] : [`${nameOf(place)}: ${why}.`])),
    ...unknowns(possible),
    ...differences.map(explained),
    ...refusals,
  ].join("\n");
}

function bills(places: readonly ComparedPlace[], discounts: readonly string[]): string {
  const table = new Table({
    head: ["", ...places.map(nameOf)],
    colAligns: ["left", ...places.map(() => "right" as const)],
    style: { head: [], border: [] },
  });
  const row = (title: string, figure: (place: ComparedPlace) => number | null | undefined) =>
    table.push([title, ...places.map((place) => cell(figure(place)))]);
  const used = CATEGORIES.filter((category) =>
    places.some(({ lines }) => lines.some((line) => line.category === category)),
  );
  for (const category of used)
    row(category, (place) => place.lines.find((line) => line.category === category)?.onDemand);
  row("all on demand", ({ onDemand }) => onDemand);
  if (discounts.length > 0) row(`with ${discounts.join(", ")}`, ({ discounted }) => discounted);
  row("all machines on spot", ({ spot }) => spot);
  return `${table}`;
}

function cell(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : money(value);
}

function unknowns(places: readonly ComparedPlace[]): string[] {
  return places.flatMap((place) => {
    const items = [...new Set(place.lines.flatMap(({ unknown }) => unknown))];
    return items.length === 0 ? [] : [`${nameOf(place)}: of unknown price and not in the sums: ${items.join("; ")}.`];
  });
}

function explained({ place, cheapest, more, by }: Difference): string {
  const head = `${place} costs ${money(more)} more than ${cheapest}:`;
  const lines = by.map(({ category, more: part, here, there }) => {
    const sign = part > 0 ? "+" : "−";
    const same = listed(here) === listed(there);
    const why = same ? `${listed(here)}, at another price` : `${listed(here)} against ${listed(there)}`;
    return `  ${sign}${money(Math.abs(part))} ${category}: ${why}`;
  });
  return [head, ...lines].join("\n");
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? "none" : items.join(" + ");
}
