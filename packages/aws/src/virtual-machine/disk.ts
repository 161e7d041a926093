import type { MachineSpec } from "@isobar/core/driver";
import type { ec2 } from "@pulumi/aws/types/input";

/** The images of Ubuntu and Debian have snapshots of 8 GiB. */
export const MIN_BOOT_DISK_GIB = 8;
/** "Constraints on the size and configuration of an EBS volume", with GPT. */
export const MAX_BOOT_DISK_GIB = 16_384;

/** "General Purpose SSD volumes": what gp3 has at any size, and how much more can be had for each GiB. */
const BASE_IOPS = 3000;
const BASE_MIB_PER_SECOND = 125;
const IOPS_PER_GIB = 500;
const SSD_IOPS = 6000;
const SSD_MIB_PER_SECOND = 250;

/**
 * The boot disk. All classes are gp3: hard-disk volumes can't boot ("Amazon EBS volume types"), and gp3 costs less than
 * other SSDs; "ssd" gets twice its basic operations and throughput. Both are always given, because a volume keeps what it
 * has where a change leaves them out ("ModifyVolume").
 */
export function bootDisk({ sizeGib, class: kind }: MachineSpec["bootDisk"], tags: Record<string, string>) {
  const fast = kind === "ssd";
  return {
    volumeType: "gp3",
    volumeSize: sizeGib,
    encrypted: true,
    deleteOnTermination: true,
    iops: fast ? Math.min(SSD_IOPS, Math.max(BASE_IOPS, sizeGib * IOPS_PER_GIB)) : BASE_IOPS,
    throughput: fast ? SSD_MIB_PER_SECOND : BASE_MIB_PER_SECOND,
    tags,
  } satisfies ec2.InstanceRootBlockDevice;
}
