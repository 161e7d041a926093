import { bucketCompanion } from "./bucketCompanion";

export const bucketPublicAccessBlock = bucketCompanion("BucketPublicAccessBlock", [
  "s3:GetBucketPublicAccessBlock",
  "s3:PutBucketPublicAccessBlock",
]);
