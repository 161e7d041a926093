import type { Amount, Consumers, Consumption, NativeResource } from "@isobar/core/estimate";
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
  const parts = [...recorded.natives.values()].flatMap((native) => partsOf(recorded, native, buying));
  const estimate = estimateAt(recorded, {
    natives: parts.map(({ native }) => native),
    consumers: (all) => Object.fromEntries(Object.keys(all).map((type) => [type, onlyPart(all)])),
  });
  const lines = (estimate?.resources ?? []).flatMap((resource, index) =>
    resource.lines.map((line) => ({ ...line, category: parts[index]?.category ?? "others" })),
  );
  return CATEGORIES.flatMap((category) => {
    const own = lines.filter((line) => line.category === category);
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

interface Part {
  readonly native: NativeResource;
  readonly category: Category;
}

/** A resource as one for each thing that it consumes, so that each has lines of its own. */
function partsOf({ backends }: RecordedPlace, native: NativeResource, buying: Buying): Part[] {
  const found = backends.find(({ backend }) => backend.name === native.cloud);
  const consumer = found?.backend.consumers()[found.estimates.plainType(native.type)];
  if (typeof consumer !== "object") return [];
  return consumer.consume(native.inputs).map((consumption) => {
    const varies = consumption.kind === "machine" || "spot" in consumption;
    const bought = varies ? { ...consumption, spot: buying === "spot" } : consumption;
    return { native: { ...native, inputs: { consumption: bought } }, category: categoryOf(consumption) };
  });
}

function onlyPart(_: Consumers) {
  return { inputs: [], consume: ({ consumption }: NativeResource["inputs"]) => [consumption as Consumption] };
}
