import type { CheckFailure, Props } from "@isobar/sandbox";
import type { Fail } from "../failure";
import { checkConflicts, checkEnum, isSet, object, objects } from "../known";
import { NOT_WELL_FORMED } from "./buckets";

/** "Lifecycle general considerations for transitions". */
const MIN_INFREQUENT_DAYS = 30;
const INFREQUENT = ["STANDARD_IA", "ONEZONE_IA"];
/** "Transition": what data can be moved to. */
const COLD = ["DEEP_ARCHIVE", "GLACIER", "GLACIER_IR", "INTELLIGENT_TIERING", "ONEZONE_IA", "STANDARD_IA"];
/** "Lifecycle configuration elements". */
const MAX_RULES = 1000;
const MAX_ID = 255;

/** "NoncurrentVersionExpiration". */
const MAX_KEPT = 100;
/** The classes from warm to cold: "Transitioning objects using Amazon S3 Lifecycle". */
const WATERFALL = ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"];
const FILTERS = ["and", "objectSizeGreaterThan", "objectSizeLessThan", "prefix", "tag"];
const ACTIONS = [
  "abortIncompleteMultipartUpload",
  "expiration",
  "noncurrentVersionExpiration",
  "noncurrentVersionTransitions",
  "transitions",
];

/** What the inputs of a lifecycle rule alone show. */
export function checkLifecycleRule(rule: Props, index: number): CheckFailure[] {
  const { days: expiry } = object(rule.expiration);
  const failure = (property: string, reason: string) => ({ property: `rules[${index}].${property}`, reason });
  return [
    ...checkEnum(`rules[${index}].status`, rule.status, ["Enabled", "Disabled"]),
    ...checkTransitions(`rules[${index}]`, rule),
    ...objects(rule.transitions).flatMap(({ days, storageClass }, at) => [
      ...(INFREQUENT.includes(String(storageClass)) && typeof days === "number" && days < MIN_INFREQUENT_DAYS
        ? [
            failure(
              `transitions[${at}].days`,
              `'Days' in Transition action must be greater than or equal to 30 for storageClass '${storageClass}'`,
            ),
          ]
        : []),
      ...(typeof days === "number" && typeof expiry === "number" && expiry <= days
        ? [
            failure(
              "expiration.days",
              "'Days' in the Expiration action must be greater than 'Days' in the Transition action",
            ),
          ]
        : []),
    ]),
  ];
}

/** "LifecycleRule", "Transition" and "NoncurrentVersionExpiration". */
function checkTransitions(rule: string, { transitions, ...rest }: Props): CheckFailure[] {
  const { noncurrentDays } = object(rest.noncurrentVersionExpiration);
  const least = `Attribute noncurrent_days value must be at least 1, got: ${noncurrentDays}`;
  return [
    ...objects(transitions).flatMap((transition, at) => [
      ...checkEnum(`${rule}.transitions[${at}].storageClass`, transition.storageClass, COLD),
      ...checkConflicts(transition, "date", ["days"]),
    ]),
    ...objects(rest.noncurrentVersionTransitions).flatMap(({ storageClass }, at) =>
      checkEnum(`${rule}.noncurrentVersionTransitions[${at}].storageClass`, storageClass, COLD),
    ),
    ...(typeof noncurrentDays === "number" && noncurrentDays < 1
      ? [{ property: `${rule}.noncurrentVersionExpiration.noncurrentDays`, reason: least }]
      : []),
  ];
}

/** Refuses what S3 refuses of a bucket's lifecycle rules. */
export function refuseLifecycle(rules: readonly Props[], fail: Fail): string | undefined {
  const ids = rules.map(({ id }) => id);
  if (rules.length > MAX_RULES) {
    return fail("MalformedXML", NOT_WELL_FORMED);
  }
  if (new Set(ids).size < ids.length) {
    return fail("InvalidArgument", "Rule ID must be unique. Found same ID for one or more rules");
  }
  if (ids.some((id) => String(id).length > MAX_ID)) {
    return fail("InvalidArgument", `ID length should not exceed allowed limit of ${MAX_ID}`);
  }
  return rules.map((rule) => refuseRule(rule, fail)).find(Boolean);
}

function refuseRule(rule: Props, fail: Fail): string | undefined {
  const expiration = object(rule.expiration);
  const given = ACTIONS.some((name) => {
    const action = rule[name];
    return Array.isArray(action) ? action.length > 0 : isSet(action);
  });
  if (!given) return fail("InvalidRequest", "At least one action needs to be specified in a rule");
  if (typeof expiration.days === "number" && expiration.days < 1) {
    return fail("InvalidArgument", "'Days' for Expiration action must be a positive integer");
  }
  const fault = faultOfFilter(rule);
  if (fault) return fail("InvalidRequest", fault);
  const { newerNoncurrentVersions: kept } = object(rule.noncurrentVersionExpiration);
  if (Number(kept ?? 0) > MAX_KEPT) {
    return fail("InvalidArgument", `'NewerNoncurrentVersions' must be at most ${MAX_KEPT}`);
  }
  const order = faultOfOrder(objects(rule.transitions));
  if (order) return fail("InvalidArgument", order);
  const { days, date, expiredObjectDeleteMarker: marker } = expiration;
  const both = [isSet(days), isSet(date), marker === true].filter(Boolean).length > 1;
  const filters = FILTERS.map((name) => object(rule.filter)[name]).filter((it) => isSet(it) && it !== "");
  return both || filters.length > 1 ? fail("MalformedXML", NOT_WELL_FORMED) : undefined;
}

/** "Supported lifecycle transitions": data never move back to a warmer class. */
function faultOfOrder(transitions: readonly Props[]): string | undefined {
  const rank = ({ storageClass }: Props) => WATERFALL.indexOf(String(storageClass));
  for (const cold of transitions) {
    const late = transitions.find((warm) => rank(warm) < rank(cold) && Number(warm.days) >= Number(cold.days));
    if (late) {
      return `'Days' in the 'Transition' action for StorageClass '${cold.storageClass}' must be greater than 'Days' in the 'Transition' action for StorageClass '${late.storageClass}'`;
    }
  }
  return undefined;
}

/** "LifecycleRuleFilter" and "Lifecycle configuration elements": what a filter can't have. */
function faultOfFilter(rule: Props): string | undefined {
  const { tag, and, ...sizes } = object(rule.filter);
  const tagged = isSet(tag) || isSet(object(and).tags);
  if (tagged && isSet(rule.abortIncompleteMultipartUpload)) {
    return "AbortIncompleteMultipartUpload cannot be specified with Tags.";
  }
  if (tagged && object(rule.expiration).expiredObjectDeleteMarker === true) {
    return "ExpiredObjectDeleteMarker cannot be specified with Tags.";
  }
  if (isSet(rule.filter) && isSet(rule.prefix) && rule.prefix !== "") {
    return "Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the Filter.";
  }
  const { objectSizeGreaterThan: least, objectSizeLessThan: most } = isSet(and) ? object(and) : sizes;
  return typeof least === "number" && typeof most === "number" && most <= least
    ? "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'."
    : undefined;
}
