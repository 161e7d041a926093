import type { Model } from "@isobar/sandbox";
import { bucketPattern, on } from "../permissions";
import { types } from "../types";

/**
 * What every companion of a bucket is like: it has the bucket's name as its id, and goes where the bucket goes.
 *
 * @param actions What the deployer must be allowed on the bucket.
 */
export function bucketCompanion(name: string, actions: readonly string[], more: Partial<Model> = {}): Model {
  const file = name.charAt(0).toLowerCase() + name.slice(1);
  return {
    type: `aws:s3/${file}:${name}`,
    permissions: ({ bucket }) => [on([bucketPattern(bucket)], "s3:ListBucket", ...actions)],
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
