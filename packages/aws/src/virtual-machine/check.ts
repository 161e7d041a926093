import type { CheckedSpec, DataDiskSpec, Plan } from "@isobar/core/driver";
import { MIN_SPOT_PRICE } from "./spot";

/** "CreateRule": the intervals in hours that Data Lifecycle Manager knows. */
const SNAPSHOT_HOURS = [1, 2, 3, 4, 6, 8, 12, 24];

/** "Instances built on the AWS Nitro System": the families that are not, save for their bare metal. */
const XEN_FAMILIES = new Set(
  "c1 c3 c4 cc2 cr1 d2 f1 g2 g3 g3s h1 hs1 i2 i3 m1 m2 m3 m4 p2 p3 r3 r4 t1 t2 x1 x1e".split(" "),
);

/** Refuses what EC2 would refuse, or what would not work there. */
export function checkMachine(plan: Plan, { type, spot, dataDisks }: CheckedSpec): void {
  if (spot) checkSpot(plan, spot);
  for (const disk of dataDisks) checkDisk(plan, type, disk);
}

function checkSpot(plan: Plan, { maxPricePerHour }: NonNullable<CheckedSpec["spot"]>): void {
  if (maxPricePerHour !== undefined && maxPricePerHour <= MIN_SPOT_PRICE) {
    throw plan.refusal("spot.maxPricePerHour", "too low for EC2", {
      given: maxPricePerHour,
      allowed: `more than ${MIN_SPOT_PRICE} USD`,
    });
  }
  // "Change instance termination protection".
  if (plan.childOptions.protect) {
    throw plan.refusal("onDelete", "AWS does not protect Spot Instances from deletion", {
      given: "protect",
      allowed: "delete",
      fix: "leave out spot, or keep what matters on data disks",
    });
  }
}

function checkDisk(plan: Plan, type: string, { key, mountPath, snapshots }: DataDiskSpec): void {
  if (snapshots && !SNAPSHOT_HOURS.includes(snapshots.everyHours)) {
    throw plan.refusal(`dataDisks.${key}.snapshots.everyHours`, "not an interval of Data Lifecycle Manager", {
      given: snapshots.everyHours,
      allowed: SNAPSHOT_HOURS.map(String),
    });
  }
  if (mountPath !== undefined && isXen(type)) {
    throw plan.refusal(`dataDisks.${key}.mountPath`, `on ${type}, disks can't be told apart by their serial`, {
      given: mountPath,
      allowed: "machine types of the AWS Nitro System",
      fix: "choose another machine type, or leave out mountPath and mount the disk in the script",
    });
  }
}

function isXen(type: string): boolean {
  const [family = "", size = ""] = type.split(".");
  return XEN_FAMILIES.has(family) && size !== "metal";
}
