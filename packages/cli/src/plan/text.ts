import { money, ranged } from "./numbers.js";
import { type Row, rowsOf, spacedType } from "./rows.js";
import type { PlacePlan, PlanReport } from "./schema.js";

/** The plan as a tree for people, place by place. */
export function planText(report: PlanReport): string {
  const { project, stack, places } = report;
  const title = `${project}, stack ${stack}: what \`pulumi up\` would make, as a first deployment`;
  return [title, ...places.map(placeText), ...(places.length > 1 ? [totals(places)] : [])].join("\n\n");
}

function placeText(place: PlacePlan): string {
  const { cloud, region, why, edition } = place;
  const facts = [why, edition === null ? null : `prices of ${edition}`].filter(Boolean).join("; ");
  const head = `${cloud} ${region}${facts === "" ? "" : ` (${facts})`}`;
  const messages = place.messages.map(({ severity, text }) => `${severity}: ${text}`);
  if (!place.ok) return [head, ...messages, ...written(place)].join("\n");
  const total: Row = {
    depth: 0,
    text: "total",
    cost: place.cost?.likely ?? null,
    emissions: place.emissions?.likely ?? null,
    remark: "",
  };
  return [head, tree([...rowsOf(place), total]), ...notesOf(place), ...messages, ...written(place)].join("\n");
}

function written({ output }: PlacePlan): string[] {
  return output.trim() === "" ? [] : ["The program wrote:", output.trimEnd()];
}

/** The rows with lines that show what stands under what, and figures in columns. */
function tree(rows: readonly Row[]): string {
  const labels = rows.map((row, index) => `${branch(rows, index)}${row.text}`);
  const width = Math.max(...labels.map((label) => label.length), "USD a month".length);
  const head = `${" ".repeat(width)}  ${"USD/month".padStart(12)}  ${"kg CO2e/month".padStart(13)}`;
  const lines = rows.map((row, index) => {
    const [cost, emissions] = [cell(row.cost).padStart(12), cell(row.emissions).padStart(13)];
    return `${(labels[index] ?? "").padEnd(width)}  ${cost}  ${emissions}  ${row.remark}`.trimEnd();
  });
  return [head, ...lines].join("\n");
}

function branch(rows: readonly Row[], index: number): string {
  const depth = rows[index]?.depth ?? 0;
  if (depth === 0) return "";
  const bars = Array.from({ length: depth - 1 }, (_, level) => (continues(rows, index, level + 1) ? "│  " : "   "));
  return `${bars.join("")}${continues(rows, index, depth) ? "├─ " : "└─ "}`;
}

/** Whether a later row stands at this depth before one that stands higher. */
function continues(rows: readonly Row[], index: number, depth: number): boolean {
  const next = rows.slice(index + 1).find((row) => row.depth <= depth);
  return next?.depth === depth;
}

function cell(value: number | null | undefined): string {
  return value === undefined ? "" : value === null ? "unknown" : money(value);
}

/** What a reader must know to judge the figures. */
export function notesOf(place: PlacePlan): string[] {
  const { cost, emissions, resources, functions } = place;
  const parts = resources.flatMap(({ estimate, type, name }) =>
    (estimate?.lines ?? []).flatMap((line) =>
      line.cost === null ? [`${spacedType(type)} ${name}: ${line.item}`] : [],
    ),
  );
  const notCounted = resources.flatMap(({ estimate, type, name }) =>
    estimate?.notCounted && estimate.lines.length === 0 ? [`${spacedType(type)} ${name} (${estimate.notCounted})`] : [],
  );
  const notes: [string, readonly string[]][] = [
    ["Of unknown price", parts],
    ["Not counted", notCounted],
    ["Assumed", place.assumed],
    ["Answered by a simulated cloud", functions.simulated],
    ["Known only at `pulumi up`", functions.unknown],
  ];
  return [
    `A month of 730 hours costs USD ${ranged(cost)} and emits ${ranged(emissions)} kg of CO2 equivalent: list prices before tax.`,
    ...notes.flatMap(([title, list]) => (list.length > 0 ? [`${title}: ${list.join("; ")}.`] : [])),
  ];
}

function totals(places: readonly PlacePlan[]): string {
  const names = places.map(({ cloud, region }) => `${cloud} ${region}`);
  const width = Math.max(...names.map((name) => name.length));
  const lines = places.map(({ ok, cost, emissions }, index) => {
    const name = (names[index] ?? "").padEnd(width);
    return ok
      ? `${name}  USD ${ranged(cost)}, ${ranged(emissions)} kg CO2e a month`
      : `${name}  can't be deployed there`;
  });
  return ["Side by side", ...lines].join("\n");
}
