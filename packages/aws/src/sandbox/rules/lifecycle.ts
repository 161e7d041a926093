import type { CheckFailure, Props } from "@isobar/sandbox";
import type { Fail } from "../failure";
import { checkConflicts, checkEnum, isSet, object, objects } from "../known";

/** "Lifecycle general considerations for transitions". */
const MIN_INFREQUENT_DAYS = 30;
const INFREQUENT = ["STANDARD_IA", "ONEZONE_IA"];
/** "Transition": what data can be moved to. */
const COLD = ["DEEP_ARCHIVE", "GLACIER", "GLACIER_IR", "INTELLIGENT_TIERING", "ONEZONE_IA", "STANDARD_IA"];
/** "Lifecycle configuration elements". */
const MAX_RULES = 1000;
const MAX_ID = 255;

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
  const missing = !isSet(rule.filter) && !isSet(rule.prefix);
  return [
    ...(missing
      ? [failure("filter", "No attribute specified when one (and only one) of [filter, prefix] is required")]
      : []),
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
    return fail(
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our published schema",
    );
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
  const { tag, and } = object(rule.filter);
  if (isSet(rule.abortIncompleteMultipartUpload) && (isSet(tag) || isSet(object(and).tags))) {
    return fail("InvalidRequest", "AbortIncompleteMultipartUpload cannot be specified with Tags.");
  }
  const both = isSet(expiration.days) && expiration.expiredObjectDeleteMarker === true;
  return both
    ? fail("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema")
    : undefined;
}
