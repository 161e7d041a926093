import type { Permission, Props } from "@isobar/sandbox";
import { bucketPattern, on } from "../permissions";

/** The provider reads all settings of a bucket, also those that the program leaves alone. */
const ACTIONS = [
  "s3:DeleteBucket",
  "s3:GetAccelerateConfiguration",
  "s3:GetBucketAcl",
  "s3:GetBucketCORS",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketPolicy",
  "s3:GetBucketRequestPayment",
  "s3:GetBucketTagging",
  "s3:GetBucketVersioning",
  "s3:GetBucketWebsite",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListBucket",
  "s3:ListTagsForResource",
  "s3:PutBucketTagging",
  "s3:TagResource",
  "s3:UntagResource",
];

/** What a bucket itself needs; its companions need their own. */
export function bucketPermissions({ bucket: name, forceDestroy, objectLockEnabled }: Props): Permission[] {
  const bucket = bucketPattern(name);
  return [
    on([bucket], ...ACTIONS),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: stands for the target's region.
    { ...on([bucket], "s3:CreateBucket"), condition: { StringEquals: { "aws:RequestedRegion": "${region}" } } },
    ...(objectLockEnabled ? [on([bucket], "s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning")] : []),
    ...(forceDestroy
      ? [on([bucket], "s3:ListBucketVersions"), on([`${bucket}/*`], ...emptying(objectLockEnabled))]
      : []),
  ];
}

function emptying(locked: unknown): string[] {
  const deletes = ["s3:DeleteObject", "s3:DeleteObjectVersion"];
  return locked ? [...deletes, "s3:BypassGovernanceRetention", "s3:PutObjectLegalHold"] : deletes;
}
