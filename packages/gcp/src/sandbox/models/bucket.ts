import type { Model, Props, ResourceWorld, World } from "@isobar/sandbox";
import { LABEL_SECRETS, labelOutputs, projectOf, props, text } from "../cloud";
import { forGiven, inProject, verbs } from "../permissions";
import { PROJECT_NUMBER } from "../project";
import { bucketFaults, isLocation } from "../rules/bucket";
import { labelFaults } from "../rules/labels";
import { apiError } from "../words";

const TYPE = "gcp:storage/bucket:Bucket";
const DAY = 86_400;
/** "About Cloud Storage buckets": names are unique among all users. */
const OWN = "Your previous request to create the named bucket succeeded and you already own it.";
const OTHERS =
  "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.";

/** "Cloud KMS locations": those that are called otherwise than the locations of buckets. */
const KEY_LOCATIONS: Readonly<Record<string, string>> = { eu: "europe" };

/** "Use CMEK" and "Usage logs & storage logs": keys and buckets that are named must be there. */
function refuseReferences(inputs: Props, world: World): string | undefined {
  const key = text(props(inputs.encryption).defaultKmsKeyName);
  const [, place] = /^projects\/[^/]+\/locations\/([^/]+)\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/.exec(key ?? "") ?? [];
  if (key !== undefined && place === undefined) return apiError(400, "Invalid argument.", "invalid");
  const location = String(inputs.location).toLowerCase();
  if (place !== undefined && place.toLowerCase() !== (KEY_LOCATIONS[location] ?? location)) {
    const words = `Cloud KMS key's location ${place} does not match the location of the bucket, ${inputs.location}.`;
    return apiError(400, words, "invalid");
  }
  const logs = text(props(inputs.logging).logBucket);
  if (logs === undefined || logs === inputs.name || world.find(TYPE, logs)) return undefined;
  return apiError(404, "The specified bucket does not exist.", "notFound");
}

/** "Bucket Lock": a locked policy can't be removed, and its period only grows. */
function refuseUnlock({ name, retentionPolicy }: Props, { previous }: ResourceWorld): string | undefined {
  const { isLocked, retentionPeriod } = props(previous.retentionPolicy);
  if (isLocked !== true || Number(props(retentionPolicy).retentionPeriod ?? 0) >= Number(retentionPeriod)) {
    return undefined;
  }
  const words = `Cannot reduce retention duration of a locked Retention Policy for bucket '${name}'.`;
  return apiError(403, words, "forbidden");
}

/** "Bucket Lock": the provider replaces a bucket whose policy is locked and is to be unlocked. */
function isUnlocked(before: Props, after: unknown): boolean {
  return before.isLocked === true && after != null && props(after).isLocked !== true;
}

export const bucket: Model = {
  type: TYPE,
  permissions: (inputs) => [
    inProject(inputs.project, [
      ...verbs("storage.buckets", "create", "delete", "get", "update"),
      ...forGiven(inputs, {
        enableObjectRetention: ["storage.buckets.enableObjectRetention"],
        // Without it the provider deletes only a bucket that is empty, and needs to see no objects for that.
        forceDestroy: verbs("storage.objects", "delete", "list"),
      }),
    ]),
  ],
  autoname: { property: "name", maxLength: 222 },
  immutable: (before, _, after) => [
    ...["name", "project", "enableObjectRetention", "hierarchicalNamespace"],
    "customPlacementConfig.dataLocations",
    // The provider writes locations in capitals.
    ...(String(before.location).toUpperCase() === String(after.location).toUpperCase() ? [] : ["location"]),
    ...(isUnlocked(props(before.retentionPolicy), after.retentionPolicy) ? ["retentionPolicy"] : []),
  ],
  secrets: [...LABEL_SECRETS],
  check: (inputs, world) => [...bucketFaults(inputs), ...labelFaults(inputs, world)],
  id: (inputs) => String(inputs.name),
  outputs: (inputs, world) => ({
    ...labelOutputs(inputs, world),
    project: projectOf(inputs, world),
    projectNumber: Number(PROJECT_NUMBER),
    location: String(inputs.location).toUpperCase(),
    storageClass: inputs.storageClass ?? "STANDARD",
    selfLink: `https://www.googleapis.com/storage/v1/b/${inputs.name}`,
    url: `gs://${inputs.name}`,
    timeCreated: world.keep("timeCreated", () => world.now().toISOString()),
    updated: world.keep("updated", () => world.now().toISOString()),
    publicAccessPrevention: inputs.publicAccessPrevention ?? "inherited",
    uniformBucketLevelAccess: inputs.uniformBucketLevelAccess ?? false,
    softDeletePolicy: inputs.softDeletePolicy ?? { retentionDurationSeconds: 7 * DAY },
    versioning: inputs.versioning ?? { enabled: false },
    rpo: inputs.rpo ?? "",
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
  }),
  refuse(inputs, world) {
    if (inputs.customPlacementConfig == null && !isLocation(String(inputs.location))) {
      return apiError(400, "The specified location constraint is not valid.", "invalid");
    }
    const owned = world.find(TYPE, String(inputs.name));
    if (!owned) return refuseReferences(inputs, world) ?? refuseUnlock(inputs, world);
    return apiError(409, owned.outputs.project === projectOf(inputs, world) ? OWN : OTHERS, "conflict");
  },
  seconds: { create: 2, update: 1, delete: 2 },
};
