import type { BucketSpec, NamedLifecycleRule } from "@isobar/core/driver";
import type { storage } from "@pulumi/azure-native/types/input";

type Rule = storage.ManagementPolicyRuleArgs;

/**
 * A policy needs at least one rule ("Azure Blob Storage lifecycle management policy structure"), and one that is kept with
 * the bucket must not vanish when the program drops its last rule.
 */
const IDLE = rule("none", ["blockBlob"], { baseBlob: { delete: { daysAfterModificationGreaterThan: 36_500 } } }, []);

/** The rules of a container's lifecycle policy. */
export function policyRules(lifecycle: BucketSpec["lifecycle"], container: string): Rule[] {
  const taken = new Set(lifecycle.map(({ name }) => name));
  const rules = lifecycle.flatMap((wish) => rulesOf(wish, container, taken));
  return rules.length > 0 ? rules : [{ ...IDLE, enabled: false }];
}

/** Append blobs can be deleted but not moved to another tier, so a wish for both becomes two rules. */
function rulesOf(wish: NamedLifecycleRule, container: string, taken: Set<string>): Rule[] {
  const { name, prefix = "", coldAfterDays, expireAfterDays, expireOldVersionsAfterDays } = wish;
  // A prefix begins with the container's name.
  const prefixes = [`${container}/${prefix}`];
  const expiry = expireAfterDays && { delete: { daysAfterModificationGreaterThan: expireAfterDays } };
  const cold = coldAfterDays && { tierToCool: { daysAfterModificationGreaterThan: coldAfterDays } };
  // Counted from when the version was written: Azure doesn't know when it became old (same page, run conditions).
  const version = expireOldVersionsAfterDays && {
    version: { delete: { daysAfterCreationGreaterThan: expireOldVersionsAfterDays } },
  };
  const deletes = { ...(expiry && { baseBlob: expiry }), ...version };
  if (!cold) return [rule(name, ["blockBlob", "appendBlob"], deletes, prefixes)];
  const blocks = rule(name, ["blockBlob"], { ...version, baseBlob: { ...cold, ...expiry } }, prefixes);
  if (!expiry && !version) return [blocks];
  return [blocks, rule(freeName(`${name}-append`, taken), ["appendBlob"], deletes, prefixes)];
}

/** Names of rules are unique within a policy, and the user chooses them too. */
function freeName(wished: string, taken: Set<string>): string {
  if (taken.has(wished)) return freeName(`${wished}-append`, taken);
  taken.add(wished);
  return wished;
}

function rule(
  name: string,
  blobTypes: string[],
  actions: storage.ManagementPolicyActionArgs,
  prefixMatch: string[],
): Rule {
  const filters = { blobTypes, ...(prefixMatch.length > 0 && { prefixMatch }) };
  return { name, type: "Lifecycle", enabled: true, definition: { actions, filters } };
}
