import { refuseBucketPolicy } from "../rules/buckets";
import { checkJson } from "../rules/policies";
import { types } from "../types";
import { bucketCompanion } from "./bucketCompanion";

export const bucketPolicy = bucketCompanion(
  types.bucketPolicy,
  ["s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"],
  { check: ({ policy }) => checkJson("policy", policy), refuse: refuseBucketPolicy },
);
