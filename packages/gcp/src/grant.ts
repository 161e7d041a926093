import type { Access, PrincipalRef } from "@isobar/core";
import { digest, type GrantDriver, type GrantSpec, type IdForm } from "@isobar/core/driver";
import { BucketIAMMember, type BucketIAMMemberArgs } from "@pulumi/gcp/storage/bucketIAMMember";

/**
 * "IAM roles for Cloud Storage". Storage Object Creator can't overwrite, which needs storage.objects.delete too; the
 * bucket writer's role has both and no storage.objects.get.
 */
const ROLES: Readonly<Record<Access, string>> = {
  read: "roles/storage.objectViewer",
  write: "roles/storage.legacyBucketWriter",
  "read-write": "roles/storage.objectUser",
};

/** "Principal identifiers". */
const MEMBERS: Readonly<Record<PrincipalRef["kind"], string>> = {
  machine: "serviceAccount",
  "service-account": "serviceAccount",
  user: "user",
  group: "group",
};

const EMAIL = { pattern: /^[^\s:@]+@[^\s:@]+\.[^\s:@]+$/, example: "an e-mail address" };

/** "Service account types": also those that Google manages. */
const SERVICE_ACCOUNT: IdForm = {
  pattern: /^[^\s:@]+@([^\s:@]+\.)?gserviceaccount\.com$/,
  title: "service account",
  example: "<name>@<project>.iam.gserviceaccount.com",
};

/**
 * One member of one role of a bucket: it adds to what others granted, and takes only itself away. The provider tries
 * again while a new service account is not yet known everywhere.
 */
export const driver: GrantDriver = {
  children: ["iamMember"],
  features: { bucket: { access: ["read", "write", "read-write"], prefix: true } },
  ids: {
    // "About Cloud Storage buckets": a name with dots is at most 222 characters long.
    bucket: { pattern: /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/, title: "bucket", example: "the name of a bucket" },
    principal: {
      machine: SERVICE_ACCOUNT,
      "service-account": SERVICE_ACCOUNT,
      user: { ...EMAIL, title: "user of Google" },
      group: { ...EMAIL, title: "group of Google" },
    },
  },
  create(scope, spec) {
    scope.child("iamMember", BucketIAMMember, memberArgs(spec), { suffix: "" });
  },
};

function memberArgs({ resource, to, access, prefix }: GrantSpec): BucketIAMMemberArgs {
  const bucket = resource.apply(({ id }) => id);
  return {
    bucket,
    role: ROLES[access],
    member: to.apply(({ kind, id }) => `${MEMBERS[kind]}:${id}`),
    ...(prefix === undefined
      ? {}
      : {
          condition: {
            title: `prefix-${digest(prefix)}`,
            description: "Only objects whose names start so",
            expression: bucket.apply((name) => prefixCondition(name, prefix)),
          },
        }),
  };
}

/**
 * "Attribute reference for IAM Conditions": objects are compared by their resource name. Listing is a request to the
 * bucket, so it is compared by the prefix that it asks for. CEL reads texts as JSON writes them.
 */
function prefixCondition(bucket: string, prefix: string): string {
  const object = JSON.stringify(`projects/_/buckets/${bucket}/objects/${prefix}`);
  const listed = `api.getAttribute("storage.googleapis.com/objectListPrefix", "")`;
  return `resource.name.startsWith(${object}) || ${listed}.startsWith(${JSON.stringify(prefix)})`;
}
