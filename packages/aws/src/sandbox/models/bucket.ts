import type { Model } from "@isobar/sandbox";
import { dnsSuffix, partition, tagsAll } from "../aws";
import { types } from "../types";

/** Names that somebody else has had for years. */
const TAKEN = new Set(["assets", "backup", "bucket", "data", "demo", "example", "logs", "media", "my-bucket", "test"]);

export const bucket: Model = {
  type: types.bucket,
  autoname: { property: "bucket", maxLength: 63, lowerCase: true },
  immutable: ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled", "region"],
  id: (inputs) => String(inputs.bucket),
  refuse: ({ bucket: name }) =>
    TAKEN.has(String(name))
      ? `creating S3 Bucket (${name}): api error BucketAlreadyExists: The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.`
      : undefined,
  outputs: (inputs, world) => {
    const { id, region } = world;
    return {
      arn: `arn:${partition(region)}:s3:::${id}`,
      bucketDomainName: `${id}.s3.${dnsSuffix(region)}`,
      bucketNamespace: inputs.bucketNamespace ?? "global",
      bucketRegion: region,
      bucketRegionalDomainName: `${id}.s3.${region}.${dnsSuffix(region)}`,
      region,
      requestPayer: "BucketOwner",
      tagsAll: tagsAll(inputs, world),
    };
  },
};
