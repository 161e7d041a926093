import type { MachineSpec } from "@isobar/core/driver";
import type { ec2 } from "@pulumi/aws/types/input";

/** The images of Ubuntu and Debian have snapshots of 8 GiB. */
export const MIN_BOOT_DISK_GIB = 8;
/** "Constraints on the size and configuration of an EBS volume", with GPT. */
export const MAX_BOOT_DISK_GIB = 16_384;

/** "General Purpose SSD volumes": what gp3 has at any size, and how much more can be had for each GiB. */
export const BASE_SPEED = { iops: 3000, throughput: 125 };
const IOPS_PER_GIB = 500;
const SSD_IOPS = 6000;
const SSD_MIB_PER_SECOND = 250;

/**
 * The boot disk. All classes are gp3: hard-disk volumes can't boot ("Amazon EBS volume types"), and gp3 costs less than
 * other SSDs; "ssd" gets twice its basic operations and throughput. Both are always given, because a volume keeps what it
 * has where a change leaves them out ("ModifyVolume").
 */
export function bootDisk({ sizeGib, class: kind }: MachineSpec["bootDisk"], tags: Record<string, string>) {
  return {
    volumeType: "gp3",
    volumeSize: sizeGib,
    encrypted: true,
    deleteOnTermination: true,
    ...(kind === "ssd" ? ssdSpeed(sizeGib) : BASE_SPEED),
    tags,
  } satisfies ec2.InstanceRootBlockDevice;
}

/** What a gp3 volume of class "ssd" gets. */
export function ssdSpeed(sizeGib: number): typeof BASE_SPEED {
  const iops = Math.min(SSD_IOPS, Math.max(BASE_SPEED.iops, sizeGib * IOPS_PER_GIB));
  return { iops, throughput: SSD_MIB_PER_SECOND };
}
