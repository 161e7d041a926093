import type { CheckFailure, Model, Props, World } from "@isobar/sandbox";
import {
  common,
  fingerprint,
  known,
  LABEL_SECRETS,
  labelOutputs,
  nameOf,
  notFound,
  numericId,
  pathOf,
  projectOf,
  zoneOf,
} from "../cloud";
import { imagePermissions } from "../images";
import { forGiven, inProject, verbs, WAIT } from "../permissions";
import { immutableBut, sameImage, sameName, sameResource } from "../references";
import { diskFaults, isDiskType } from "../rules/disk-types";
import { labelFaults } from "../rules/labels";
import { placeFaults, refuseZone } from "../rules/places";
import { apiError, faultIf } from "../words";

const TYPE = "gcp:compute/disk:Disk";
const LINKS = [
  "gcp:compute/attachedDisk:AttachedDisk",
  "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment",
];
const IMAGE_GB = 10;
const DEFAULT_GB = 500;
/** "REST Resource: disks". */
const ARCHITECTURES = ["X86_64", "ARM64"];

/** "Create a disk": one source at most, and no disk is smaller than its image. */
function sourceFaults(inputs: Props): CheckFailure[] {
  const { image, snapshot, sourceDisk, size, physicalBlockSizeBytes: block } = inputs;
  const architecture = known(inputs.architecture) || ARCHITECTURES[0];
  const sources = [image, snapshot, sourceDisk].filter((source) => source != null);
  const words = `Requested disk size cannot be smaller than the image size (${IMAGE_GB} GB)`;
  return [
    ...faultIf(sources.length > 1, "image", "", "Cannot specify more than one source of a disk.", "sourceImage"),
    ...faultIf(image != null && typeof size === "number" && size < IMAGE_GB, "size", size, words, "sizeGb"),
    ...faultIf(
      !ARCHITECTURES.includes(String(architecture)),
      ...(["architecture", architecture, `Must be one of ${ARCHITECTURES.join(", ")}.`] as const),
    ),
    ...faultIf(
      typeof block === "number" && block !== 4096 && block !== 16_384,
      ...(["physicalBlockSizeBytes", block, "Must be 4096 or 16384."] as const),
    ),
  ];
}

function refuseType(inputs: Props, world: World): string | undefined {
  const zone = zoneOf(inputs, world);
  const unknown = refuseZone(zone);
  if (unknown !== undefined) return unknown;
  const type = nameOf(inputs.type ?? "pd-standard");
  if (isDiskType(type)) return undefined;
  return notFound(`projects/${projectOf(inputs, world)}/zones/${zone}/diskTypes/${type}`);
}

/** "Clone a disk": in the zone of its source. */
function refuseSource(inputs: Props, world: World): string | undefined {
  if (inputs.sourceDisk == null) return undefined;
  const path = pathOf(inputs.sourceDisk, projectOf(inputs, world), `zones/${zoneOf(inputs, world)}/disks`);
  const source = world.find(TYPE, path);
  if (!source) return notFound(path);
  if (source.outputs.zone === zoneOf(inputs, world)) return undefined;
  const words = `Disk must be created in the same zone as its source disk '${path}'.`;
  return apiError(400, `Invalid resource usage: '${words}'`, "invalidResourceUsage");
}

const replacing = immutableBut(
  [
    ...["name", "project", "zone", "type", "architecture", "asyncPrimaryDisk", "description", "diskEncryptionKey"],
    ...["enableConfidentialCompute", "guestOsFeatures", "image", "licenses", "params", "physicalBlockSizeBytes"],
    ...["snapshot", "sourceDisk", "sourceImageEncryptionKey", "sourceInstantSnapshot", "sourceSnapshotEncryptionKey"],
    ...["sourceStorageObject", "storagePool"],
  ],
  { image: sameImage, sourceDisk: sameResource, type: sameName, zone: sameResource },
);

/** A zonal disk. The provider detaches it from every machine before it deletes it. */
export const disk: Model = {
  type: TYPE,
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
  immutable: (before, config, after) => [
    ...replacing(before, config, after),
    // "Increase the size of a persistent disk": the provider replaces one that is to shrink, by an empty one.
    ...(typeof before.size === "number" && typeof after.size === "number" && after.size < before.size ? ["size"] : []),
  ],
  secrets: [...LABEL_SECRETS],
  check: (inputs, world) => [
    ...placeFaults({ zone: inputs.zone }, world),
    ...labelFaults(inputs, world),
    ...diskFaults(inputs, "", "sizeGb"),
    ...sourceFaults({ ...inputs, image: known(inputs.image) }),
  ],
  id: (inputs, world) => `projects/${projectOf(inputs, world)}/zones/${zoneOf(inputs, world)}/disks/${inputs.name}`,
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    ...labelOutputs(inputs, world),
    zone: zoneOf(inputs, world),
    type: inputs.type ?? "pd-standard",
    size: inputs.size ?? (inputs.image == null ? DEFAULT_GB : IMAGE_GB),
    diskId: world.keep("diskId", () => numericId(world)),
    labelFingerprint: world.keep("labelFingerprint", () => fingerprint(world)),
    physicalBlockSizeBytes: inputs.physicalBlockSizeBytes ?? 4096,
    createSnapshotBeforeDestroy: inputs.createSnapshotBeforeDestroy ?? false,
    users: [],
    ...{ sourceDiskId: "", sourceImageId: "", sourceInstantSnapshotId: "", sourceSnapshotId: "" },
    ...{ lastAttachTimestamp: "", lastDetachTimestamp: "" },
  }),
  refuse: (inputs, world) => refuseType(inputs, world) ?? refuseSource(inputs, world),
  // The provider takes it off its machine first; its schedule of snapshots goes with it.
  takesAlong: ({ id, outputs: { name, zone } }, { type, outputs }) =>
    LINKS.includes(type) && (outputs.disk === id || (outputs.disk === name && outputs.zone === zone)),
  seconds: { create: 2, update: 3, delete: 2 },
};
