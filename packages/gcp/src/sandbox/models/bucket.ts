import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { catalogue } from "../catalogue";
import { LABEL_SECRETS, labelOutputs, list, projectOf, props, text } from "../cloud";
import { forGiven, inProject, verbs } from "../permissions";

const TYPE = "gcp:storage/bucket:Bucket";
const DAY = 86_400;

/** "About Cloud Storage buckets: bucket names". */
function nameFault(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const legal = name.includes(".") ? /^[a-z0-9][-_.a-z0-9]{1,220}[a-z0-9]$/ : /^[a-z0-9][-_a-z0-9]{1,61}[a-z0-9]$/;
  if (!legal.test(name))
    return `"${name}" is no bucket name: 3 to 63 lower-case letters, digits, hyphens and underscores`;
  return name.startsWith("goog") || /g[o0]{2}gle/.test(name)
    ? `"${name}" is not allowed: names don't contain "google"`
    : undefined;
}

/** "Bucket locations": what is larger than a region. Configurable dual-regions have other codes, and a placement. */
const WIDE = new Set(["ASIA", "EU", "US", "ASIA1", "EUR4", "EUR5", "EUR7", "EUR8", "NAM4"]);

function isLocation(location: string): boolean {
  return WIDE.has(location.toUpperCase()) || catalogue().region(location.toLowerCase()) !== undefined;
}

function faults(inputs: Props): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const name = nameFault(text(inputs.name));
  if (name) failures.push({ property: "name", reason: name });
  const kept = props(inputs.softDeletePolicy).retentionDurationSeconds;
  // "Soft delete": off, or 7 to 90 days.
  if (typeof kept === "number" && kept !== 0 && (kept < 7 * DAY || kept > 90 * DAY)) {
    const reason = "must be 0, or between 604800 and 7776000 seconds";
    failures.push({ property: "softDeletePolicy.retentionDurationSeconds", reason });
  }
  // "Object Lifecycle Management".
  if (list(inputs.lifecycleRules).length > 100) {
    failures.push({ property: "lifecycleRules", reason: "at most 100 rules are allowed" });
  }
  return failures;
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
  immutable: [
    ...["name", "project", "location", "enableObjectRetention", "hierarchicalNamespace"],
    "customPlacementConfig.dataLocations",
  ],
  secrets: [...LABEL_SECRETS],
  check: faults,
  id: (inputs) => String(inputs.name),
  outputs: (inputs, world) => ({
    ...labelOutputs(inputs, world),
    project: projectOf(inputs, world),
    projectNumber: world.keep("projectNumber", () => 10 ** 11 + (Number.parseInt(world.hex(9), 16) % (9 * 10 ** 11))),
    location: String(inputs.location).toUpperCase(),
    storageClass: inputs.storageClass ?? "STANDARD",
    selfLink: `https://www.googleapis.com/storage/v1/b/${inputs.name}`,
    url: `gs://${inputs.name}`,
    timeCreated: world.keep("timeCreated", () => new Date().toISOString()),
    updated: world.keep("updated", () => new Date().toISOString()),
    publicAccessPrevention: inputs.publicAccessPrevention ?? "inherited",
    uniformBucketLevelAccess: inputs.uniformBucketLevelAccess ?? false,
    softDeletePolicy: inputs.softDeletePolicy ?? { retentionDurationSeconds: 7 * DAY },
    versioning: inputs.versioning ?? { enabled: false },
    rpo: inputs.rpo ?? "",
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
  }),
  refuse(inputs, world) {
    if (inputs.customPlacementConfig == null && !isLocation(String(inputs.location))) {
      return "googleapi: Error 400: The specified location constraint is not valid., invalid";
    }
    return world.find(TYPE, String(inputs.name))
      ? "googleapi: Error 409: The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again., conflict"
      : undefined;
  },
};
