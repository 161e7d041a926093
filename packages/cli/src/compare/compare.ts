import { type PlanOptions, type RecordedPlace, recordProgram } from "../plan/recorded.js";
import { billOf } from "./bill.js";
import { CATEGORIES } from "./categories.js";
import { type Discount, discountOn, readDiscount } from "./discounts.js";
import type { ComparedLine, ComparedPlace, Comparison, Difference } from "./schema.js";

/** Less than this isn't worth a line, USD a month. */
const CENT = 0.005;

/**
 * What a program costs at each place, bought in different ways, and why the places differ.
 * @param discounts As the user writes them: `aws=12%`, `gcp:machines=20%`.
 * @throws UserError if project, stack, place or a discount can't be made out.
 */
export async function compareProgram(options: PlanOptions, discounts: readonly string[]): Promise<Comparison> {
  const taken: Discount[] = [];
  const { project, stack, places } = await recordProgram(options, (chosen) => {
    const clouds = [...new Set(chosen.map(({ cloud }) => cloud))];
    taken.push(...discounts.map((text) => readDiscount(text, clouds)));
  });
  const compared = places.map((each) => comparedPlace(each, taken));
  return {
    version: 1,
    project,
    stack,
    discounts: [...discounts],
    places: compared,
    differences: differences(compared),
  };
}

function comparedPlace(recorded: RecordedPlace, discounts: readonly Discount[]): ComparedPlace {
  const { place, recording } = recorded;
  const { cloud, region, why = null } = place;
  const errors = recording.messages.filter(({ severity }) => severity === "error");
  const head = { cloud, region, why, ok: recording.ok, problems: errors.map(({ text }) => text) };
  if (!recording.ok) return { ...head, onDemand: null, discounted: null, spot: null, lines: [] };
  const spot = new Map(billOf(recorded, "spot").map((line) => [line.category, line]));
  const lines = billOf(recorded, "on-demand").map(({ category, items, cost, unknown }) => ({
    category,
    items: [...items],
    onDemand: cost,
    discounted: cost * (1 - discountOn(discounts, cloud, category)),
    spot: spot.get(category)?.cost ?? 0,
    unknown: [...new Set([...unknown, ...(spot.get(category)?.unknown ?? [])])],
  }));
  const sum = (key: "onDemand" | "discounted" | "spot") => lines.reduce((total, line) => total + line[key], 0);
  return { ...head, onDemand: sum("onDemand"), discounted: sum("discounted"), spot: sum("spot"), lines };
}

/** Why each place costs more than the cheapest. */
function differences(places: readonly ComparedPlace[]): Difference[] {
  const possible = places.filter(({ ok }) => ok).sort((a, b) => (a.discounted ?? 0) - (b.discounted ?? 0));
  const [cheapest, ...others] = possible;
  if (!cheapest) return [];
  return others.map((place) => ({
    place: nameOf(place),
    cheapest: nameOf(cheapest),
    more: (place.discounted ?? 0) - (cheapest.discounted ?? 0),
    by: CATEGORIES.flatMap((category) => {
      const [here, there] = [place, cheapest].map(({ lines }) => lines.find((line) => line.category === category));
      const more = (here?.discounted ?? 0) - (there?.discounted ?? 0);
      return Math.abs(more) < CENT ? [] : [{ category, more, here: itemsOf(here), there: itemsOf(there) }];
    }).sort((a, b) => Math.abs(b.more) - Math.abs(a.more)),
  }));
}

export function nameOf({ cloud, region }: { readonly cloud: string; readonly region: string }): string {
  return `${cloud} ${region}`;
}

function itemsOf(line: ComparedLine | undefined): string[] {
  return [...(line?.items ?? [])];
}
