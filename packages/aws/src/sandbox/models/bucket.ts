import type { Model, Props, World } from "@isobar/sandbox";
import { names } from "../../names";
import { dnsSuffix, partition, tagsAll } from "../aws";
import { type Fail, refusing } from "../failure";
import { checkConflicts, checkEnum, checkLength, known } from "../known";
import { types } from "../types";
import { bucketPermissions } from "./bucketPermissions";

/** Names that somebody else has had for years. */
const TAKEN = new Set(["assets", "backup", "bucket", "data", "demo", "example", "logs", "media", "my-bucket", "test"]);

/** "Deleting a general purpose bucket": some time goes by before a name can be had in another region. */
const NAME_MINUTES = 60;

const { minLength, maxLength, pattern, forbidden, rule } = names.bucket;
const REASON = `InvalidBucketName: The specified bucket is not valid: ${rule}`;

/** "Access control list (ACL) overview". */
const LISTS = [
  "authenticated-read",
  "aws-exec-read",
  "bucket-owner-full-control",
  "bucket-owner-read",
  "log-delivery-write",
  "private",
  "public-read",
  "public-read-write",
];

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
  check: (inputs) => {
    const name = known(inputs.bucket);
    return [
      ...(name === undefined || isLegal(name) ? [] : [{ property: "bucket", reason: REASON }]),
      ...checkLength("bucketPrefix", inputs.bucketPrefix, 0, 37),
      ...checkConflicts(inputs, "policy", ["bucketPrefix"]),
      ...checkEnum("acl", inputs.acl, LISTS),
    ];
  },
  refuse: (inputs, world) => {
    const fail = refusing(types.bucket, inputs, world);
    return world.id === undefined ? refuseName(inputs, world, fail) : undefined;
  },
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

/** "General purpose buckets overview": all accounts of a partition share one name space. */
function refuseName({ bucket: name }: Props, world: World, fail: Fail): string | undefined {
  if (world.find(types.bucket, String(name))) {
    return fail("BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded.", 409);
  }
  if (TAKEN.has(String(name))) {
    return fail("BucketAlreadyExists", "The requested bucket name is not available.", 409);
  }
  const since = world.now().getTime() - NAME_MINUTES * 60_000;
  const deleted = world.deleted(types.bucket, String(name));
  return deleted && deleted.outputs.region !== world.region && deleted.deletedAt.getTime() > since
    ? fail(
        "OperationAborted",
        "A conflicting conditional operation is currently in progress against this resource. Please try again.",
        409,
      )
    : undefined;
}
