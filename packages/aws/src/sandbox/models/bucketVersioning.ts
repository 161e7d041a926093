import { bucketCompanion } from "./bucketCompanion";

export const bucketVersioning = bucketCompanion("BucketVersioning");
