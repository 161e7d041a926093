import { describeBasis } from "@isobar/catalog";
import type { Amount, Estimate, Line } from "./estimate";
import { type Part, partsOf, unknownOf } from "./totals";

const ROWS = 12;
const REASONS = 6;
const ITEMS = 80;

/** A sum for people: with cents up to 100 USD, rounded above it. */
export function usd(value: number): string {
  const digits = value < 100 ? 2 : 0;
  return `${value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })} USD`;
}

export function kg(value: number): string {
  return `${value.toLocaleString("en-US", { maximumFractionDigits: value < 10 ? 1 : 0 })} kg CO2e`;
}

/** A likely figure with its range, where that is not the same. */
export function withRange(amount: Amount, text: (value: number) => string): string {
  const [low, likely, high] = [amount.low, amount.likely, amount.high].map(text);
  return low === likely && high === likely ? `${likely}` : `${likely} (${low} to ${high})`;
}

/** A short table of what a program costs and emits in a month. */
export function tableOf(estimate: Estimate): string {
  const parts = partsOf(estimate).filter(({ resources }) => resources.some(({ lines }) => lines.some(known)));
  const { cost, emissions } = estimate;
  const head = `Estimate for a month: ${withRange(cost, usd)}, ${withRange(emissions, kg)}; list prices, ${describeBasis(cost.basis)}`;
  return [head, ...rowsOf(parts), ...unknownRows(estimate), ...assumedRow(estimate)].join("\n");
}

function known({ cost }: Line): boolean {
  return cost !== undefined;
}

function rowsOf(parts: readonly Part[]): string[] {
  const shown = parts.slice(0, ROWS);
  const rest = parts.slice(ROWS);
  const rows = shown.map((part) => [part.name, usd(part.cost.likely), kg(part.emissions.likely), itemsOf(part)]);
  if (rest.length > 0) {
    const sum = (of: (part: Part) => Amount) => rest.reduce((total, part) => total + of(part).likely, 0);
    rows.push([`${rest.length} more`, usd(sum(({ cost }) => cost)), kg(sum(({ emissions }) => emissions)), ""]);
  }
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(([name = "", cost = "", emitted = "", items = ""]) => {
    const [first = 0, second = 0, third = 0] = widths;
    return `  ${name.padEnd(first)}  ${cost.padStart(second)}  ${emitted.padStart(third)}  ${items}`.trimEnd();
  });
}

function itemsOf({ resources }: Part): string {
  const lines = resources.flatMap((resource) => resource.lines).filter(known);
  const items = [...lines].sort((a, b) => (b.cost?.likely ?? 0) - (a.cost?.likely ?? 0)).map(({ item }) => item);
  const text = [...new Set(items)].join("; ");
  return text.length > ITEMS ? `${text.slice(0, ITEMS)}…` : text;
}

/** What is not counted, in as few words as people read. */
export function unknownRows(estimate: Estimate): string[] {
  const unknown = [...unknownOf(estimate)];
  if (unknown.length === 0) return [];
  const rows = unknown.slice(0, REASONS).map(([part, why]) => `  not counted: ${part}: ${why.join("; ")}`);
  return unknown.length > REASONS ? [...rows, `  not counted: ${unknown.length - REASONS} more`] : rows;
}

function assumedRow({ cost, emissions }: Estimate): string[] {
  const assumed = [...new Set([...cost.assumed, ...emissions.assumed])];
  return assumed.length > 0 ? [`  assumed, unless isobar:usage says more: ${assumed.join(", ")}`] : [];
}
