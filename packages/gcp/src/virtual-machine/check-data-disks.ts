import type { CheckedSpec, DataDiskSpec, Plan } from "@isobar/core/driver";
import { isSharedCore } from "./machine-type";
import { INTERVALS } from "./snapshots";

/** "About Persistent Disk": the most disks of a machine, without that which it boots from. */
export const MAX_DATA_DISKS = 127;
const MAX_OF_SHARED_CORE = 15;

/** Device names that Compute Engine gives to boot disks and local SSDs. */
const RESERVED = /^(?:persistent-disk|local-ssd|local-nvme-ssd)-\d+$/;

/** Refuses data disks that the machine can't have. */
export function checkDataDisks(plan: Plan, { type, dataDisks }: CheckedSpec): void {
  const most = isSharedCore(plan.target.backend.catalogue(), type) ? MAX_OF_SHARED_CORE : MAX_DATA_DISKS;
  if (dataDisks.length > most) {
    throw plan.refusal("dataDisks", `${type} takes fewer`, { given: dataDisks.length, allowed: `at most ${most}` });
  }
  for (const disk of dataDisks) checkDataDisk(plan, disk);
}

function checkDataDisk(plan: Plan, { key, snapshots }: DataDiskSpec): void {
  if (RESERVED.test(key)) {
    throw plan.refusal(`dataDisks.${key}`, "GCP gives that name to disks of its own", { fix: "choose another name" });
  }
  if (snapshots === undefined || INTERVALS.includes(snapshots.everyHours)) return;
  throw plan.refusal(`dataDisks.${key}.snapshots.everyHours`, "GCP takes no snapshots at that interval", {
    given: snapshots.everyHours,
    allowed: INTERVALS.map(String),
  });
}
