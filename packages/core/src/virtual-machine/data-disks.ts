import type { Plan } from "../plan";
import type { DataDiskSpec, VirtualMachineDriver } from "./driver";
import type { CheckedArgs } from "./schema";

/** The data disks of a machine, held against what the backend declares. */
export function dataDisksOf(plan: Plan<VirtualMachineDriver>, disks: CheckedArgs["dataDisks"]): DataDiskSpec[] {
  const entries = Object.entries(disks);
  const { dataDisks: features } = plan.driver.features;
  if (entries.length === 0) return [];
  if (!features) {
    plan.requireFeature(false, "dataDisks", Object.keys(disks));
    return [];
  }
  plan.requireFeature(entries.length <= features.maxCount, "dataDisks", entries.length, `at most ${features.maxCount}`);
  refuseSamePath(plan, disks);
  return entries.map(([key, disk]) => {
    const { sizeGib, onDelete, snapshots, mountPath } = disk;
    const at = `dataDisks.${key}`;
    const { min, max } = features.sizeGib;
    plan.requireFeature(sizeGib >= min && sizeGib <= max, `${at}.sizeGib`, sizeGib, `${min} to ${max} GiB`);
    plan.requireFeature(features.onDelete.includes(onDelete), `${at}.onDelete`, onDelete, features.onDelete);
    plan.requireFeature(features.snapshots || !snapshots, `${at}.snapshots`, snapshots, "none");
    const options = onDelete === "retain" ? { protect: true, retainOnDelete: true } : {};
    return { key, sizeGib, class: disk.class, mountPath, snapshots, options };
  });
}

function refuseSamePath(plan: Plan, disks: CheckedArgs["dataDisks"]): void {
  const owners = new Map<string, string>();
  for (const [key, { mountPath }] of Object.entries(disks)) {
    if (mountPath === undefined) continue;
    const owner = owners.get(mountPath);
    if (owner !== undefined) {
      throw plan.refusal(`dataDisks.${key}.mountPath`, `dataDisks.${owner} is mounted there`, { given: mountPath });
    }
    owners.set(mountPath, key);
  }
}

/** A disk to mount: where, and the path of its device. */
export interface Mount {
  readonly mountPath: string;
  readonly device: string;
}

/**
 * Shell commands that mount disks at a machine's first boot. A disk gets a file system only if it is blank for certain
 * (blkid's exit status 2: "blkid(8)"), so that a replaced machine finds its data again.
 */
export function mountCommands(mounts: readonly Mount[]): string {
  if (mounts.length === 0) return "";
  const calls = mounts.map(({ mountPath, device }) => `isobar_mount '${device}' '${mountPath}'`);
  return [
    "isobar_mount() {",
    '  for i in $(seq 300); do [ -e "$1" ] && break; sleep 2; done',
    '  blkid -p "$1" > /dev/null 2>&1',
    '  [ $? -eq 2 ] && mkfs.ext4 -q "$1"',
    '  mkdir -p "$2"',
    '  id=$(blkid -s UUID -o value "$1")',
    '  grep -q "UUID=$id " /etc/fstab || echo "UUID=$id $2 auto defaults,nofail 0 2" >> /etc/fstab',
    '  mount "$2"',
    "}",
    ...calls,
  ].join("\n");
}
