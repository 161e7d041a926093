import { objects } from "../known";
import { refuseCors } from "../rules/buckets";
import { types } from "../types";
import { bucketCompanion } from "./bucketCompanion";

export const bucketCorsConfiguration = bucketCompanion(types.bucketCors, ["s3:GetBucketCORS", "s3:PutBucketCORS"], {
  refuse: ({ corsRules }, _, fail) => refuseCors(objects(corsRules), fail),
});
