import { field, type Row } from "../build/csv.js";
import type { Quote } from "./quote.js";

const COLUMNS = [
  "cloud",
  "region",
  "zone",
  "type",
  "ondemand_usd_hour",
  "spot_usd_hour",
  "ondemand_basis",
  "spot_basis",
  "spot_interruption_band",
] as const;

export interface Merged {
  readonly rows: readonly Row[];
  readonly changed: number;
  readonly added: number;
}

/** Puts quotes in the place of a cloud's older prices. What was not quoted stays, with its older basis. */
export function mergeQuotes(rows: readonly Row[], cloud: string, quotes: Iterable<Quote>, code: string): Merged {
  const mine = new Map<string, Row>();
  for (const row of rows) if (row.cloud === cloud) mine.set(keyOf(field(row, "region"), field(row, "type")), row);
  let changed = 0;
  let added = 0;
  for (const { region, type, onDemand, spot } of quotes) {
    const key = keyOf(region, type);
    const before = mine.get(key);
    if (!before) added++;
    else if (differs(before.ondemand_usd_hour, onDemand) || differs(before.spot_usd_hour, spot)) changed++;
    mine.set(key, {
      ...(before ?? { ...Object.fromEntries(COLUMNS.map((name) => [name, ""])), cloud, region, type }),
      ...(onDemand !== undefined && { ondemand_usd_hour: String(onDemand), ondemand_basis: code }),
      ...(spot !== undefined && { spot_usd_hour: String(spot), spot_basis: code }),
    });
  }
  const sorted = [...mine].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const first = rows.findIndex((row) => row.cloud === cloud);
  const others = (from: number, to?: number) => rows.slice(from, to).filter((row) => row.cloud !== cloud);
  const merged = first < 0 ? [...rows, ...sorted] : [...others(0, first), ...sorted, ...others(first)];
  return { rows: merged, changed, added };
}

export function priceCsv(rows: readonly Row[]): string {
  const lines = rows.map((row) => COLUMNS.map((name) => field(row, name)).join(","));
  return `${[COLUMNS.join(","), ...lines].join("\n")}\n`;
}

function keyOf(region: string, type: string): string {
  return `${region},${type}`;
}

function differs(before: string | undefined, now: number | undefined): boolean {
  return now !== undefined && Number(before || Number.NaN) !== now;
}
