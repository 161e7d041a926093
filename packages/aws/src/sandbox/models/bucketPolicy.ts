import { refuseBucketPolicy } from "../rules/buckets";
import { checkJson, writtenOut } from "../rules/policies";
import { types } from "../types";
import { bucketCompanion } from "./bucketCompanion";

export const bucketPolicy = bucketCompanion(
  types.bucketPolicy,
  ["s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"],
  { fill: writtenOut("policy"), check: ({ policy }) => checkJson("policy", policy), refuse: refuseBucketPolicy },
);
