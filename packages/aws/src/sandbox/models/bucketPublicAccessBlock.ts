import { types } from "../types";
import { bucketCompanion } from "./bucketCompanion";

export const bucketPublicAccessBlock = bucketCompanion(types.bucketPublicAccessBlock, [
  "s3:GetBucketPublicAccessBlock",
  "s3:PutBucketPublicAccessBlock",
]);
