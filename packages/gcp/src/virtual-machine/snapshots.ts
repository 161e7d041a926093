import type { DataDiskSpec, Scope } from "@isobar/core/driver";
import type { Disk } from "@pulumi/gcp/compute/disk";
import { DiskResourcePolicyAttachment } from "@pulumi/gcp/compute/diskResourcePolicyAttachment";
import { ResourcePolicy } from "@pulumi/gcp/compute/resourcePolicy";
import type { input } from "@pulumi/gcp/types";
import { snapshotScheduleName } from "../names";

type Snapshots = NonNullable<DataDiskSpec["snapshots"]>;
type Schedule = input.compute.ResourcePolicySnapshotSchedulePolicySchedule;

const HOURS_A_DAY = 24;
const HOURS_A_WEEK = 168;
const START = "00:00";

/** "About snapshot schedules for disks": hours that evenly divide a day, a day, or a week. */
export const INTERVALS: readonly number[] = [1, 2, 3, 4, 6, 8, 12, HOURS_A_DAY, HOURS_A_WEEK];

/** Takes snapshots of one disk, kept in its region. */
export function scheduleSnapshots(scope: Scope, key: string, wish: Snapshots, disk: Disk): void {
  const policy = scope.child(
    "snapshotSchedule",
    ResourcePolicy,
    {
      name: scope.physicalName(snapshotScheduleName, `snapshot-schedule-${key}`),
      region: scope.target.region,
      snapshotSchedulePolicy: {
        schedule: schedule(wish.everyHours),
        retentionPolicy: {
          maxRetentionDays: retentionDays(wish),
          onSourceDiskDelete: "APPLY_RETENTION_POLICY",
        },
        snapshotProperties: { labels: scope.tags, storageLocations: scope.target.region },
      },
    },
    { key, protect: false },
  );
  const link = { name: policy.name, disk: disk.name, zone: disk.zone };
  const options = { key, deleteBeforeReplace: true, protect: false };
  scope.child("scheduleAttachment", DiskResourcePolicyAttachment, link, options);
}

function schedule(everyHours: number): Schedule {
  if (everyHours === HOURS_A_WEEK) return { weeklySchedule: { dayOfWeeks: [{ day: "SUNDAY", startTime: START }] } };
  if (everyHours === HOURS_A_DAY) return { dailySchedule: { daysInCycle: 1, startTime: START } };
  return { hourlySchedule: { hoursInCycle: everyHours, startTime: START } };
}

/** GCP deletes snapshots by their age in whole days, so that there are never fewer than wished. */
function retentionDays({ everyHours, keep }: Snapshots): number {
  return Math.ceil((everyHours * keep) / HOURS_A_DAY);
}
