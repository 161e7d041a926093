import { bucketCompanion } from "./bucketCompanion";

export const bucketCorsConfiguration = bucketCompanion("BucketCorsConfiguration", [
  "s3:GetBucketCORS",
  "s3:PutBucketCORS",
]);
