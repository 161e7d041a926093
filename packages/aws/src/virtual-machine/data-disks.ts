import type { DataDiskFeatures, DataDiskSpec, EarlySpec, MachineSpec, Scope } from "@isobar/core/driver";
import { Volume, type VolumeArgs } from "@pulumi/aws/ebs/volume";
import type { Instance } from "@pulumi/aws/ec2/instance";
import { VolumeAttachment, type VolumeAttachmentArgs } from "@pulumi/aws/ec2/volumeAttachment";
import type { Output } from "@pulumi/pulumi";
import { named } from "../tags";
import { deviceNames } from "./device-names";
import { BASE_SPEED, ssdSpeed } from "./disk";
import { makeSnapshots, snapshotTag } from "./snapshots";

export const DATA_DISKS: DataDiskFeatures = {
  // "Amazon EBS volume limits for Amazon EC2 instances": what types with eight GPUs and eight NVMe disks take beside the root.
  maxCount: 10,
  // "EbsBlockDevice": what both gp3 and st1 can have.
  sizeGib: { min: 1, max: 16_384 },
  onDelete: ["retain", "delete"],
  snapshots: true,
};

/** "EbsBlockDevice": smaller hard disks don't exist. */
const MIN_HDD_GIB = 125;

/** A data disk, and the name under which it is attached. */
export interface MadeDisk {
  readonly key: string;
  readonly volume: Volume;
  readonly deviceName: Output<string>;
}

/** The volumes of a machine's data disks, and their snapshots. */
export function makeDataDisks(scope: Scope, { zone, dataDisks }: EarlySpec): MadeDisk[] {
  const names = deviceNames(
    scope,
    dataDisks.map(({ key }) => key),
  );
  const disks = dataDisks.map((disk) => ({
    key: disk.key,
    volume: makeVolume(scope, zone, disk),
    deviceName: names.get(disk.key) as Output<string>,
  }));
  makeSnapshots(scope, dataDisks, new Map(disks.map(({ key, volume }) => [key, volume])));
  return disks;
}

/** "Map Amazon EBS volumes to NVMe device names": the serial is the volume's id without its hyphen. */
export function devicesOf(disks: readonly MadeDisk[]): Record<string, Output<string>> {
  const path = (id: string) => `/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${id.replace("-", "")}`;
  return Object.fromEntries(disks.map(({ key, volume }) => [key, volume.id.apply(path)]));
}

function makeVolume(scope: Scope, zone: Output<string>, disk: DataDiskSpec): Volume {
  const args: VolumeArgs = {
    availabilityZone: zone,
    size: disk.sizeGib,
    ...kindOf(disk),
    encrypted: true,
    tags: { ...named(scope, "data-disk", disk.key), ...(disk.snapshots ? snapshotTag(scope, disk.key) : {}) },
  };
  return scope.child("dataDisk", Volume, args, { key: disk.key, ...disk.options });
}

/**
 * The volume's type and speed, which change in place. The speed of gp3 is always given: the provider would keep the
 * former one.
 */
function kindOf({ class: kind, sizeGib }: DataDiskSpec): Pick<VolumeArgs, "type" | "iops" | "throughput"> {
  if (kind === "hdd" && sizeGib >= MIN_HDD_GIB) return { type: "st1" };
  return { type: "gp3", ...(kind === "ssd" ? ssdSpeed(sizeGib) : BASE_SPEED) };
}

/** Attaches the disks; a volume can be attached to one machine only, so the old attachment goes first. */
export function attachDataDisks(
  scope: Scope,
  disks: readonly MadeDisk[],
  instance: Instance,
  spot: MachineSpec["spot"],
): void {
  for (const { key, volume, deviceName } of disks) {
    const args: VolumeAttachmentArgs = {
      deviceName,
      instanceId: instance.id,
      volumeId: volume.id,
      ...detaching(spot),
    };
    scope.child("dataDiskAttachment", VolumeAttachment, args, { key, deleteBeforeReplace: true });
  }
}

/**
 * How a disk leaves a machine with its file system intact: a volume that is mounted may be busy for ever ("DetachVolume"),
 * so the machine is stopped before. A machine of a one-time Spot request can't be stopped; its volumes leave it when it is
 * terminated.
 */
function detaching(spot: MachineSpec["spot"]): Partial<VolumeAttachmentArgs> {
  return spot?.onInterruption === "delete" ? { skipDestroy: true } : { stopInstanceBeforeDetaching: true };
}
