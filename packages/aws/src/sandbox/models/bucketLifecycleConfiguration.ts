import { objects } from "../known";
import { checkLifecycleRule, refuseLifecycle } from "../rules/lifecycle";
import { types } from "../types";
import { bucketCompanion } from "./bucketCompanion";

export const bucketLifecycleConfiguration = bucketCompanion(
  types.bucketLifecycle,
  ["s3:GetLifecycleConfiguration", "s3:PutLifecycleConfiguration"],
  {
    outputs: (inputs, { region }) => ({
      region,
      transitionDefaultMinimumObjectSize: inputs.transitionDefaultMinimumObjectSize ?? "all_storage_classes_128K",
    }),
    check: ({ rules }) =>
      Array.isArray(rules) && rules.length === 0
        ? [{ property: "rules", reason: "Attribute rule list must contain at least 1 elements, got: 0" }]
        : objects(rules).flatMap(checkLifecycleRule),
    refuse: ({ rules }, _, fail) => refuseLifecycle(objects(rules), fail),
  },
);
