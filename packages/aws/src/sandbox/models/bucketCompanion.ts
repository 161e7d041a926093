import type { Model } from "@isobar/sandbox";
import { types } from "../types";

/** What every companion of a bucket is like: it has the bucket's name as its id, and goes where the bucket goes. */
export function bucketCompanion(name: string, more: Partial<Model> = {}): Model {
  const file = name.charAt(0).toLowerCase() + name.slice(1);
  return {
    type: `aws:s3/${file}:${name}`,
    immutable: ["bucket", "expectedBucketOwner", "region"],
    id: (inputs) => String(inputs.bucket),
    outputs: (_, { region }) => ({ region }),
    refuse: ({ bucket }, world) =>
      world.find(types.bucket, String(bucket))
        ? undefined
        : `S3 ${name} (${bucket}): api error NoSuchBucket: The specified bucket does not exist`,
    ...more,
  };
}
