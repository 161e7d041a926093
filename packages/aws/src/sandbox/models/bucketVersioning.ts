import { bucketCompanion } from "./bucketCompanion";

export const bucketVersioning = bucketCompanion("BucketVersioning", [
  "s3:GetBucketVersioning",
  "s3:PutBucketVersioning",
]);
