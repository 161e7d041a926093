import type { Model } from "@isobar/sandbox";
import { names } from "../../names";
import { dnsSuffix, partition, tagsAll } from "../aws";
import { types } from "../types";
import { bucketPermissions } from "./bucketPermissions";

/** Names that somebody else has had for years. */
const TAKEN = new Set(["assets", "backup", "bucket", "data", "demo", "example", "logs", "media", "my-bucket", "test"]);

const { minLength, maxLength, pattern, forbidden, rule } = names.bucket;
const REASON = `InvalidBucketName: The specified bucket is not valid: ${rule}`;

function isLegal(name: string): boolean {
  const fits = name.length >= minLength && name.length <= maxLength && pattern.test(name);
  return fits && !forbidden.some((part) => name.includes(part));
}

export const bucket: Model = {
  type: types.bucket,
  permissions: bucketPermissions,
  autoname: { property: "bucket", maxLength: 63, lowerCase: true },
  immutable: ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled", "region"],
  id: (inputs) => String(inputs.bucket),
  check: ({ bucket: name }) =>
    typeof name !== "string" || isLegal(name) ? [] : [{ property: "bucket", reason: REASON }],
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
