import { money, ranged } from "./numbers.js";
import { type Row, rowsOf } from "./rows.js";
import type { PlacePlan, PlanReport } from "./schema.js";
import { notesOf } from "./text.js";

/** The plan for a pull request. */
export function planMarkdown({ project, stack, places }: PlanReport): string {
  const totals = table(
    ["place", "USD a month", "kg CO2e a month"],
    places.map(({ cloud, region, ok, cost, emissions }) => [
      `${cloud} ${region}`,
      ok ? ranged(cost) : "can't be deployed there",
      ok ? ranged(emissions) : "",
    ]),
  );
  return [`### ${project}, stack ${stack}`, totals, ...places.map(placeMarkdown)].join("\n\n");
}

function placeMarkdown(place: PlacePlan): string {
  const head = `#### ${place.cloud} ${place.region}`;
  const messages = place.messages.map(({ severity, text }) => `> **${severity}** ${escaped(text)}`);
  if (!place.ok) return [head, ...messages].join("\n\n");
  const rows = rowsOf(place).map(({ depth, text, cost, emissions, remark }: Row) => [
    `${"&nbsp;".repeat(depth * 4)}${escaped(text)}`,
    cell(cost),
    cell(emissions),
    escaped(remark),
  ]);
  const notes = notesOf(place).map((note) => `- ${escaped(note)}`);
  return [head, table(["resource", "USD a month", "kg CO2e a month", ""], rows), notes.join("\n"), ...messages].join(
    "\n\n",
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const aligned = head.map((title) => (/month/.test(title) ? "---:" : "---"));
  return [head, aligned, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function cell(value: number | null | undefined): string {
  return value === undefined ? "" : value === null ? "unknown" : money(value);
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", "<br>");
}
