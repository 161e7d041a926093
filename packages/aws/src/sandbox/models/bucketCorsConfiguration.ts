import { bucketCompanion } from "./bucketCompanion";

export const bucketCorsConfiguration = bucketCompanion("BucketCorsConfiguration");
