import { bucketCompanion } from "./bucketCompanion";

export const bucketPolicy = bucketCompanion(
  "BucketPolicy",
  ["s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"],
  {
    check: ({ policy }) =>
      isJson(policy) ? [] : [{ property: "policy", reason: '"policy" contains an invalid JSON' }],
  },
);

function isJson(text: unknown): boolean {
  if (typeof text !== "string" || !text.startsWith("{")) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
