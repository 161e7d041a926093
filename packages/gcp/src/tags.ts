import type { TagRules } from "@isobar/core/driver";

/** Rules for labels. Cloud Storage takes keys of ASCII letters only, so that is held everywhere. */
export const labels: TagRules = {
  called: "labels",
  // 64 with the one by which the provider marks what Pulumi made.
  maxCount: 63,
  maxKeyLength: 63,
  maxValueLength: 63,
  lowerCase: true,
  illegalInKey: /[^a-z0-9_-]/,
  illegalInValue: /[^\p{Ll}\p{Lo}\p{N}_-]/u,
  replacement: "-",
  keyStart: /^[a-z]/,
  reserved: ["goog-"],
  source: "Organize resources using labels",
};
