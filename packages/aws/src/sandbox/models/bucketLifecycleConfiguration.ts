import type { CheckFailure, Props } from "@isobar/sandbox";
import { bucketCompanion } from "./bucketCompanion";

export const bucketLifecycleConfiguration = bucketCompanion(
  "BucketLifecycleConfiguration",
  ["s3:GetLifecycleConfiguration", "s3:PutLifecycleConfiguration"],
  {
    outputs: (inputs, { region }) => ({
      region,
      transitionDefaultMinimumObjectSize: inputs.transitionDefaultMinimumObjectSize ?? "all_storage_classes_128K",
    }),
    check: ({ rules }) => (Array.isArray(rules) ? rules.flatMap(checkRule) : []),
  },
);

/** "Lifecycle general considerations for transitions". */
const MIN_INFREQUENT_DAYS = 30;

function checkRule(rule: Props, index: number): CheckFailure[] {
  const transitions = (Array.isArray(rule.transitions) ? rule.transitions : []) as Props[];
  const { days: expiry } = (rule.expiration ?? {}) as Props;
  const failure = (property: string, reason: string) => ({ property: `rules[${index}].${property}`, reason });
  return [
    ...(rule.filter === undefined && rule.prefix === undefined
      ? [failure("filter", "No attribute specified when one (and only one) of [filter, prefix] is required")]
      : []),
    ...transitions.flatMap(({ days, storageClass }, at) => [
      ...(storageClass === "STANDARD_IA" && typeof days === "number" && days < MIN_INFREQUENT_DAYS
        ? [
            failure(
              `transitions[${at}].days`,
              "'Days' in Transition action must be greater than or equal to 30 for storageClass 'STANDARD_IA'",
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
