import type { NamedLifecycleRule } from "@isobar/core/driver";
import type { input } from "@pulumi/gcp/types";

type NativeRule = input.storage.BucketLifecycleRule;

/** "Object Lifecycle Management": rules of one bucket. */
export const MAX_RULES = 100;
/** The most rules that {@link lifecycleRules} makes of one. */
export const MOST_RULES_OF_ONE = 3;

/**
 * A portable rule as GCP's. Only live objects get cold or expire; on a versioned bucket deleting a live object makes it
 * an old version. "Storage classes": Nearline is made for data that is kept at least 30 days.
 */
export function lifecycleRules(rule: NamedLifecycleRule): NativeRule[] {
  const { prefix, coldAfterDays, expireAfterDays, expireOldVersionsAfterDays } = rule;
  const matching = prefix ? { matchesPrefixes: [prefix] } : {};
  const live = { ...matching, withState: "LIVE" };
  const rules: NativeRule[] = [];
  if (coldAfterDays !== undefined) {
    const action = { type: "SetStorageClass", storageClass: "NEARLINE" };
    rules.push({ action, condition: { ...live, age: coldAfterDays } });
  }
  if (expireAfterDays !== undefined) {
    rules.push({ action: { type: "Delete" }, condition: { ...live, age: expireAfterDays } });
  }
  if (expireOldVersionsAfterDays !== undefined) {
    const condition = { ...matching, withState: "ARCHIVED", daysSinceNoncurrentTime: expireOldVersionsAfterDays };
    rules.push({ action: { type: "Delete" }, condition });
  }
  return rules;
}
