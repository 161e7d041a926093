import type { Redundancy } from "@isobar/core";
import type { Plan } from "@isobar/core/driver";

/**
 * "Bucket locations": the EU multi-region stores nothing in London and Zurich, which are each part of a predefined
 * dual-region instead.
 */
const MULTI_REGIONS: readonly (readonly [RegExp, string])[] = [
  [/^europe-west2$/, "EUR7"],
  [/^europe-west6$/, "EUR8"],
  [/^europe-/, "EU"],
  [/^us-/, "US"],
  [/^asia-/, "ASIA"],
];

/** Where a bucket of that redundancy lies: the target's region, or what spans several regions around it. */
export function bucketLocation(plan: Plan, redundancy: Redundancy): string {
  const { region } = plan.target;
  if (redundancy !== "multi-region") return region.toUpperCase();
  const found = MULTI_REGIONS.find(([pattern]) => pattern.test(region));
  if (found) return found[1];
  throw plan.refusal("redundancy", `GCP has no multi-region around ${region}`, {
    given: redundancy,
    allowed: '"region" there, or "multi-region" in regions of Asia, Europe and the United States',
    fix: 'take "region", or deploy this bucket to another target',
  });
}
