import type { Amount, Consumers, Consumption } from "@isobar/core/estimate";
import { estimateAt } from "../plan/estimates.js";
import type { RecordedPlace } from "../plan/recorded.js";
import { CATEGORIES, type Category, categoryOf } from "./categories.js";

/** What one category costs at one place, USD a month. */
export interface BillLine {
  readonly category: Category;
  /** What is paid for: "c7i.large", "30 GiB of gp3". */
  readonly items: readonly string[];
  readonly cost: number;
  /** What has no known price, and is not in the cost. */
  readonly unknown: readonly string[];
}

/** How machines are bought. */
export type Buying = "on-demand" | "spot";

/** What the program costs at a place by category, if all its machines are bought in one way. */
export function billOf(recorded: RecordedPlace, buying: Buying): BillLine[] {
  const estimate = estimateAt(recorded, {
    consumers: (all) => Object.fromEntries(Object.entries(all).map(([type, each]) => [type, bought(each, buying)])),
  });
  const lines = (estimate?.resources ?? []).flatMap((resource) => resource.lines);
  return CATEGORIES.flatMap((category) => {
    const own = lines.filter(({ kind }) => categoryOf(kind) === category);
    return own.length === 0 ? [] : [billLine(category, own)];
  });
}

function billLine(category: Category, lines: readonly { item: string; cost: Amount | undefined }[]): BillLine {
  return {
    category,
    items: [...new Set(lines.map(({ item }) => item))],
    cost: lines.reduce((sum, { cost }) => sum + (cost?.likely ?? 0), 0),
    unknown: lines.filter(({ cost }) => cost === undefined).map(({ item }) => item),
  };
}

/** A type whose machines, and what goes with them, are bought in one way. */
function bought(consumer: Consumers[string], buying: Buying): Consumers[string] {
  if (consumer === "free") return consumer;
  return {
    ...consumer,
    consume: (inputs) =>
      consumer.consume(inputs).map((consumption) => {
        const varies = consumption.kind === "machine" || "spot" in consumption;
        return varies ? ({ ...consumption, spot: buying === "spot" } as Consumption) : consumption;
      }),
  };
}
