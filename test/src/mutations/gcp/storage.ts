import { of, type Table, tags } from "../mutation.js";

const NAMES = "Cloud Storage: About Cloud Storage buckets";
const LOCATIONS = "Cloud Storage: Bucket locations";
const CLASSES = "Cloud Storage: Storage classes";
const LIFECYCLE = "Cloud Storage: Object Lifecycle Management";
const SOFT_DELETE = "Cloud Storage: Soft delete";
const LABELS = "Cloud Storage: Tags and labels";
const ARGUMENTS = "Pulumi Registry: gcp.storage.Bucket";
const DISK_ARGUMENTS = "Pulumi Registry: gcp.compute.Disk";
const DISKS = "Compute Engine: Persistent Disk";
const DISK_API = "Compute Engine API: disks.insert";
const ATTACH = "Compute Engine API: instances.attachDisk";
const RESOURCE_NAMES = "Compute Engine: Resource naming convention";
const SCHEDULES = "Compute Engine: Create schedules for disk snapshots";
const POLICY_ARGUMENTS = "Pulumi Registry: gcp.compute.ResourcePolicy";

const WEB = "compute/instance:Instance web";
const SPARE = "compute/disk:Disk spare";
const DELETION = { action: { type: "Delete" }, condition: { age: 90 } };

/** Mistakes in buckets and disks. */
export const storage: Table = {
  "storage/bucket:Bucket data": [
    { what: "a name with capitals", set: { name: "Shop-Data" }, why: NAMES },
    { what: "a name of two characters", set: { name: "ab" }, why: NAMES },
    { what: "a name of 64 characters", set: { name: "b".repeat(64) }, why: NAMES },
    { what: "an IP address as a name", set: { name: "192.168.5.4" }, why: NAMES },
    { what: "a name that starts with a hyphen", set: { name: "-shop-data" }, why: NAMES },
    { what: "a reserved prefix", set: { name: "goog-shop-data" }, why: NAMES },
    { what: "a reserved word", set: { name: "shop-google-data" }, why: NAMES },
    { what: "a location that isn't there", set: { location: "MARS" }, why: LOCATIONS },
    { what: "a zone for a location", set: { location: "europe-west4-a" }, why: LOCATIONS },
    { what: "no location", set: { location: undefined }, why: ARGUMENTS },
    { what: "a class that is none", set: { storageClass: "COLD" }, why: CLASSES },
    { what: "a label key with capitals", set: { labels: { Team: "shop" } }, why: LABELS },
    { what: "a label value of 64 characters", set: { labels: { team: "x".repeat(64) } }, why: LABELS },
    { what: "65 labels", set: { labels: tags(65) }, why: LABELS },
    {
      what: "an action that is none",
      set: { "lifecycleRules[1].action.type": "Remove" },
      why: LIFECYCLE,
    },
    {
      what: "a move to no class",
      set: { "lifecycleRules[0].action.storageClass": undefined },
      why: LIFECYCLE,
    },
    { what: "a negative age", set: { "lifecycleRules[1].condition.age": -1 }, why: LIFECYCLE },
    { what: "a state that is none", set: { "lifecycleRules[1].condition.withState": "OLD" }, why: ARGUMENTS },
    { what: "101 rules", set: { lifecycleRules: Array.from({ length: 101 }, () => DELETION) }, why: ARGUMENTS },
    {
      what: "soft delete for three days",
      set: { "softDeletePolicy.retentionDurationSeconds": 259_200 },
      why: SOFT_DELETE,
    },
    {
      what: "soft delete for 91 days",
      set: { "softDeletePolicy.retentionDurationSeconds": 7_862_400 },
      why: SOFT_DELETE,
    },
    {
      what: "a prevention that is none",
      set: { publicAccessPrevention: "on" },
      why: "Cloud Storage: Public access prevention",
    },
    {
      what: "fast replication in one region",
      set: { rpo: "ASYNC_TURBO" },
      why: "Cloud Storage: Data availability and durability",
    },
    {
      what: "kept for no time",
      set: { retentionPolicy: { retentionPeriod: "0" } },
      why: "Cloud Storage: Bucket Lock",
    },
    {
      what: "a key's name for its path",
      set: { encryption: { defaultKmsKeyName: "shop" } },
      why: "Cloud Storage: Customer-managed encryption keys",
    },
    {
      what: "classes by rule and by Autoclass",
      set: { autoclass: { enabled: true } },
      why: "Cloud Storage: Autoclass",
    },
    {
      what: "two regions for a bucket in one",
      set: { customPlacementConfig: { dataLocations: ["EUROPE-WEST4", "EUROPE-WEST1"] } },
      why: LOCATIONS,
    },
    { what: "a word for a boolean", set: { forceDestroy: "maybe" }, why: ARGUMENTS },
    { what: "the same name again", at: "again", why: NAMES },
    { what: "another location", at: "replace", set: { location: "EUROPE-WEST1" }, why: ARGUMENTS },
    { what: "another name", at: "replace", set: { name: "shop-data-2026" }, why: ARGUMENTS },
  ],
  "compute/disk:Disk web-data-disk-data": [
    { what: "5 GB", set: { size: 5 }, why: DISKS },
    { what: "70,000 GB", set: { size: 70_000 }, why: DISKS },
    { what: "a type that is none", set: { type: "pd-fast" }, why: DISKS },
    { what: "a zone that isn't there", set: { zone: "europe-west4-z" }, why: DISK_API },
    { what: "a region for a zone", set: { zone: "europe-west4" }, why: DISK_API },
    {
      what: "a label key with capitals",
      set: { labels: { Team: "shop" } },
      why: "Compute Engine: Organize resources using labels",
    },
    {
      what: "65 labels",
      set: { labels: tags(65) },
      why: "Compute Engine: Organize resources using labels",
    },
    { what: "a name with an underscore", set: { name: "data_disk" }, why: RESOURCE_NAMES },
    { what: "a chosen speed of a balanced disk", set: { provisionedIops: 10_000 }, why: DISK_ARGUMENTS },
    {
      what: "an extreme disk with 100 operations a second",
      set: { type: "pd-extreme", size: 500, provisionedIops: 100 },
      why: "Compute Engine: Extreme persistent disks",
    },
    {
      what: "many that write to a persistent disk",
      set: { accessMode: "READ_WRITE_MANY" },
      why: DISK_ARGUMENTS,
    },
    {
      what: "more operations than its size allows",
      set: { type: "hyperdisk-balanced", size: 10, provisionedIops: 10_000 },
      why: "Compute Engine: About Hyperdisk Balanced",
    },
    { what: "a processor that is none", set: { architecture: "RISCV" }, why: DISK_API },
    { what: "blocks of 512 bytes", set: { physicalBlockSizeBytes: 512 }, why: DISK_ARGUMENTS },
    {
      what: "an image that isn't there",
      missed: true,
      set: { image: "projects/my-project/global/images/missing" },
      why: DISK_API,
    },
    { what: "the same name again", at: "again", why: DISK_API },
    { what: "a smaller size", at: "replace", set: { size: 50 }, why: DISK_ARGUMENTS },
    { what: "another zone", at: "replace", set: { zone: "europe-west4-b" }, why: DISK_ARGUMENTS },
    { what: "another type", at: "replace", set: { type: "pd-ssd" }, why: DISK_ARGUMENTS },
  ],
  "compute/attachedDisk:AttachedDisk web-disk-attachment-data": [
    { what: "a disk of another zone", set: { disk: of("compute/disk:Disk elsewhere") }, why: ATTACH },
    {
      what: "a disk that isn't there",
      set: { disk: "projects/my-project/zones/europe-west4-a/disks/missing" },
      why: ATTACH,
    },
    {
      what: "a machine that isn't there",
      set: { instance: "projects/my-project/zones/europe-west4-a/instances/missing" },
      why: ATTACH,
    },
    { what: "a mode that is none", set: { mode: "READ" }, why: "Pulumi Registry: gcp.compute.AttachedDisk" },
    {
      what: "a Hyperdisk on a machine that has none",
      at: "again",
      apart: { disk: of(SPARE), deviceName: "spare" },
      set: { disk: of("compute/disk:Disk hyper") },
      why: "Compute Engine: About Google Cloud Hyperdisk",
    },
    {
      what: "a device name that is in use",
      at: "again",
      apart: { disk: of(SPARE), deviceName: "spare" },
      set: { deviceName: "data" },
      why: ATTACH,
    },
    {
      what: "a disk of another machine",
      at: "again",
      set: { instance: of("compute/instance:Instance db") },
      why: ATTACH,
    },
    {
      what: "another machine",
      at: "replace",
      set: { instance: of("compute/instance:Instance db") },
      why: "Pulumi Registry: gcp.compute.AttachedDisk",
    },
  ],
  "compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment web-schedule-attachment-data": [
    {
      what: "a policy that isn't there",
      set: { name: "missing" },
      why: "Compute Engine API: disks.addResourcePolicies",
    },
    { what: "a disk that isn't there", set: { disk: "missing" }, why: "Compute Engine API: disks.addResourcePolicies" },
    {
      what: "another zone than the disk's",
      set: { zone: "europe-west4-b" },
      why: "Compute Engine API: disks.addResourcePolicies",
    },
    {
      what: "a machine for a disk",
      at: "again",
      set: { disk: of(WEB, "name") },
      why: "Compute Engine API: disks.addResourcePolicies",
    },
  ],
  "compute/resourcePolicy:ResourcePolicy web-snapshot-schedule-data": [
    {
      what: "every second day",
      set: { "snapshotSchedulePolicy.schedule.dailySchedule.daysInCycle": 2 },
      why: SCHEDULES,
    },
    {
      what: "at half past three",
      set: { "snapshotSchedulePolicy.schedule.dailySchedule.startTime": "03:30" },
      why: SCHEDULES,
    },
    {
      what: "at 25 o'clock",
      set: { "snapshotSchedulePolicy.schedule.dailySchedule.startTime": "25:00" },
      why: SCHEDULES,
    },
    {
      what: "kept for no day",
      set: { "snapshotSchedulePolicy.retentionPolicy.maxRetentionDays": 0 },
      why: POLICY_ARGUMENTS,
    },
    {
      what: "an end that is none",
      set: { "snapshotSchedulePolicy.retentionPolicy.onSourceDiskDelete": "DELETE" },
      why: POLICY_ARGUMENTS,
    },
    {
      what: "a location that isn't there",
      set: { "snapshotSchedulePolicy.snapshotProperties.storageLocations": "mars" },
      why: SCHEDULES,
    },
    {
      what: "a label key with capitals",
      set: { "snapshotSchedulePolicy.snapshotProperties.labels": { Team: "shop" } },
      why: "Compute Engine: Organize resources using labels",
    },
    {
      what: "daily and hourly",
      set: { "snapshotSchedulePolicy.schedule.hourlySchedule": { hoursInCycle: 4, startTime: "00:00" } },
      why: "Compute Engine API: resourcePolicies.insert",
    },
    {
      what: "machines at 25 o'clock",
      set: {
        snapshotSchedulePolicy: undefined,
        instanceSchedulePolicy: { timeZone: "UTC", vmStopSchedule: { schedule: "0 25 * * *" } },
      },
      why: "Compute Engine: Schedule Compute Engine instances to start and stop",
    },
    { what: "no kind", set: { snapshotSchedulePolicy: undefined }, why: "Compute Engine API: resourcePolicies.insert" },
    {
      what: "snapshots and machines",
      set: { instanceSchedulePolicy: { timeZone: "UTC", vmStopSchedule: { schedule: "0 3 * * *" } } },
      why: POLICY_ARGUMENTS,
    },
    {
      what: "a region that isn't there",
      set: { region: "europe-west99" },
      why: "Compute Engine API: resourcePolicies.insert",
    },
    { what: "a name with capitals", set: { name: "Snapshots" }, why: RESOURCE_NAMES },
    { what: "the same name again", at: "again", why: "Compute Engine API: resourcePolicies.insert" },
    { what: "while a disk uses it", at: "delete", why: SCHEDULES },
  ],
};
