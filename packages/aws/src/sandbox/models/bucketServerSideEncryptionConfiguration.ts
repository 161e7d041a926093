import { bucketCompanion } from "./bucketCompanion";

export const bucketServerSideEncryptionConfiguration = bucketCompanion("BucketServerSideEncryptionConfiguration");
