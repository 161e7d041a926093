import type { Model, Props, World } from "@isobar/sandbox";
import { zonesIn } from "../catalogue";
import {
  common,
  fingerprint,
  LABEL_SECRETS,
  labelOutputs,
  nameOf,
  notFound,
  numericId,
  projectOf,
  zoneOf,
} from "../cloud";
import { imagePermissions } from "../images";
import { forGiven, inProject, verbs, WAIT } from "../permissions";

const TYPES = new Set([
  ...["pd-standard", "pd-balanced", "pd-ssd", "pd-extreme"],
  ...["hyperdisk-balanced", "hyperdisk-extreme", "hyperdisk-throughput", "hyperdisk-ml"],
]);

function refuseType(inputs: Props, world: World): string | undefined {
  const zone = zoneOf(inputs, world);
  const place = `projects/${projectOf(inputs, world)}/zones/${zone}`;
  if (!zonesIn(zone).includes(zone)) return notFound(place);
  const type = nameOf(inputs.type ?? "pd-standard");
  return TYPES.has(type) ? undefined : notFound(`${place}/diskTypes/${type}`);
}

/** "About Persistent Disk" and "About Hyperdisk": sizes in GiB. */
function sizeFaults({ size, type }: Props) {
  const min = nameOf(type).startsWith("hyperdisk-balanced") ? 4 : 10;
  if (typeof size !== "number" || (size >= min && size <= 65_536)) return [];
  return [{ property: "size", reason: `Invalid value for field 'resource.sizeGb': '${size}'. Disk size is wrong.` }];
}

/** A zonal disk. The provider detaches it from every machine before it deletes it. */
export const disk: Model = {
  type: "gcp:compute/disk:Disk",
  permissions: (inputs) => [
    inProject(inputs.project, [
      ...verbs("compute.disks", "create", "delete", "get", "resize", "setLabels"),
      ...forGiven(inputs, {
        accessMode: ["compute.disks.update"],
        createSnapshotBeforeDestroy: [
          "compute.disks.createSnapshot",
          ...verbs("compute.snapshots", "create", "setLabels"),
        ],
        provisionedIops: ["compute.disks.update"],
        provisionedThroughput: ["compute.disks.update"],
        snapshot: ["compute.snapshots.useReadOnly"],
        sourceDisk: ["compute.disks.useReadOnly"],
      }),
      WAIT.zone,
    ]),
    ...imagePermissions(inputs.image),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: [
    ...["name", "project", "zone", "type", "architecture", "asyncPrimaryDisk", "description", "diskEncryptionKey"],
    ...["enableConfidentialCompute", "guestOsFeatures", "image", "licenses", "params", "physicalBlockSizeBytes"],
    ...["snapshot", "sourceDisk", "sourceImageEncryptionKey", "sourceInstantSnapshot", "sourceSnapshotEncryptionKey"],
    ...["sourceStorageObject", "storagePool"],
  ],
  secrets: [...LABEL_SECRETS],
  check: sizeFaults,
  id: (inputs, world) => `projects/${projectOf(inputs, world)}/zones/${zoneOf(inputs, world)}/disks/${inputs.name}`,
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    ...labelOutputs(inputs, world),
    zone: zoneOf(inputs, world),
    type: inputs.type ?? "pd-standard",
    size: inputs.size ?? 500,
    diskId: world.keep("diskId", () => numericId(world)),
    labelFingerprint: world.keep("labelFingerprint", () => fingerprint(world)),
    physicalBlockSizeBytes: 4096,
    createSnapshotBeforeDestroy: inputs.createSnapshotBeforeDestroy ?? false,
    users: [],
    ...{ sourceDiskId: "", sourceImageId: "", sourceInstantSnapshotId: "", sourceSnapshotId: "" },
    ...{ lastAttachTimestamp: "", lastDetachTimestamp: "" },
  }),
  refuse(inputs, world) {
    const { size } = world.previous;
    if (typeof size === "number" && typeof inputs.size === "number" && inputs.size < size) {
      return `the disk can't shrink from ${size} to ${inputs.size} GB: the real provider would replace it by an empty one`;
    }
    return refuseType(inputs, world);
  },
};
