import type { TagRules } from "@isobar/core/driver";

export const tags: TagRules = {
  called: "tags",
  maxCount: 50,
  // Names may have 512 characters, those of storage accounts 128.
  maxKeyLength: 128,
  maxValueLength: 256,
  lowerCase: false,
  ignoresCase: true,
  illegalInKey: /[<>%&\\?/\p{Cc}]/u,
  illegalInValue: /\p{Cc}/u,
  replacement: "-",
  reserved: ["microsoft", "azure", "windows"],
  source: "Use tags to organize your Azure resources and management hierarchy",
};
