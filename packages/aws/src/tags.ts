import type { Scope, TagRules } from "@isobar/core/driver";

const NAME = "Name";

const MAX_VALUE_LENGTH = 256;

/** One fewer than AWS allows, because {@link named} adds the tag that the console shows. */
export const tags: TagRules = {
  called: "tags",
  maxCount: 49,
  maxKeyLength: 128,
  maxValueLength: MAX_VALUE_LENGTH,
  lowerCase: false,
  illegalInKey: /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u,
  illegalInValue: /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u,
  replacement: "_",
  reserved: ["aws:"],
  source: "Tag naming limits and requirements",
};

/** The component's tags with the name that the console shows; a `Name` of the user's own wins. */
export function named(scope: Scope, ...suffix: readonly string[]): Record<string, string> {
  return { [NAME]: [scope.name, ...suffix].join("-").slice(0, MAX_VALUE_LENGTH), ...scope.tags };
}

/** The component's tags without keys that differ in case only, of which the last one stays: "Tags for IAM resources". */
export function iamTags(scope: Scope): Record<string, string> {
  const byKey = new Map(Object.entries(scope.tags).map(([key, value]) => [key.toLowerCase(), [key, value] as const]));
  return Object.fromEntries(byKey.values());
}
