import { bucketCompanion } from "./bucketCompanion";

export const bucketPublicAccessBlock = bucketCompanion("BucketPublicAccessBlock");
