import { bucketCompanion } from "./bucketCompanion";

export const bucketServerSideEncryptionConfiguration = bucketCompanion("BucketServerSideEncryptionConfiguration", [
  "s3:GetEncryptionConfiguration",
  "s3:PutEncryptionConfiguration",
]);
