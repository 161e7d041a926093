import type { Model, Props, World } from "@isobar/sandbox";
import { text } from "../cloud";
import { verbs } from "../permissions";
import { conditionKey, grantFaults, missingAccount } from "../rules/iam";
import { apiError } from "../words";

/** "IAM roles for Cloud Storage": those that a bucket's policy takes. */
const STORAGE_ROLES = new Set(
  [
    ...["admin", "bucketViewer", "folderAdmin", "insightsCollectorService", "objectAdmin", "objectCreator"],
    ...["objectUser", "objectViewer", "expressModeServiceInput", "expressModeServiceOutput", "expressModeUserAccess"],
    ...["legacyBucketOwner", "legacyBucketReader", "legacyBucketWriter", "legacyObjectOwner", "legacyObjectReader"],
  ].map((name) => `roles/storage.${name}`),
);

/** "IAM roles for Cloud Storage": other services' roles and basic ones have no place in a bucket's policy. */
function refuseRole(role: string): string | undefined {
  const isOther = /^roles\/(?:owner|editor|viewer|compute\..*|iam\.serviceAccount.*)$/.test(role);
  const isUnknown = role.startsWith("roles/storage.") && !STORAGE_ROLES.has(role);
  return isOther || isUnknown
    ? apiError(400, `Role ${role} is not supported for this resource.`, "badRequest")
    : undefined;
}

function refuseIn(bucket: Props, { condition, member }: Props, world: World): string | undefined {
  // "Uniform bucket-level access": conditions need it.
  if (condition != null && bucket.uniformBucketLevelAccess !== true) {
    return apiError(412, "Policy with conditions needs uniform bucket-level access.", "conditionNotMet");
  }
  // "Public access prevention".
  if (bucket.publicAccessPrevention === "enforced" && /^all(?:Authenticated)?Users$/.test(String(member))) {
    const words =
      "The member bindings allUsers and allAuthenticatedUsers are not allowed since public access prevention is enforced.";
    return apiError(412, words, "conditionNotMet");
  }
  return missingAccount(String(member), world);
}

export const bucketIamMember: Model = {
  type: "gcp:storage/bucketIAMMember:BucketIAMMember",
  permissions: ({ role }) => [
    { actions: verbs("storage.buckets", "getIamPolicy", "setIamPolicy"), grants: [String(role)] },
  ],
  immutable: ["*"],
  check: grantFaults,
  id: (inputs) => `b/${inputs.bucket}/${inputs.role}/${inputs.member}${conditionKey(inputs)}`,
  outputs: (inputs, world) => ({
    bucket: `b/${inputs.bucket}`.replace(/^b\/b\//, "b/"),
    etag: world.keep("etag", () => `CA${Buffer.from(world.hex(2), "hex").toString("base64")}`),
  }),
  refuse(inputs, world) {
    const bucket = world.find("gcp:storage/bucket:Bucket", String(inputs.bucket).replace(/^b\//, ""));
    if (!bucket) return apiError(404, "The specified bucket does not exist.", "notFound");
    return refuseRole(text(inputs.role) ?? "") ?? refuseIn(bucket.outputs, inputs, world);
  },
  seconds: { create: 6, delete: 6 },
};
