import { of, type Table } from "../mutation.js";

const CREATE = "Amazon EC2 API Reference: CreateVolume";
const ARGUMENTS = "Pulumi Registry: aws.ebs.Volume";
const GP3 = "Amazon EBS User Guide: General Purpose SSD volumes";
const HDD = "Amazon EBS User Guide: Throughput Optimized HDD and Cold HDD volumes";
const ATTACH = "Amazon EC2 API Reference: AttachVolume";
const DEVICES = "Amazon EC2 User Guide: Device names for volumes on Amazon EC2 instances";
const ERRORS = "Amazon EC2 Developer Guide: Error codes for the Amazon EC2 API";
const SNAPSHOTS = "Amazon Data Lifecycle Manager API Reference: CreateRule";
const POLICIES = "Amazon Data Lifecycle Manager API Reference: CreateLifecyclePolicy";
const POLICY_DETAILS = "Amazon Data Lifecycle Manager API Reference: PolicyDetails";

const KEY = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const SPEEDLESS = { iops: undefined, throughput: undefined };

/** Mistakes in disks and their snapshots. */
export const disks: Table = {
  "ebs/volume:Volume web-data-disk-data": [
    { what: "a zone of another region", set: { availabilityZone: "eu-west-1a" }, why: ERRORS },
    { what: "no zone", set: { availabilityZone: undefined }, why: CREATE },
    { what: "neither size nor snapshot", set: { size: undefined }, why: CREATE },
    { what: "70,000 GiB", set: { size: 70_000 }, why: CREATE },
    { what: "an st1 disk under 125 GiB", set: { type: "st1", ...SPEEDLESS }, why: HDD },
    { what: "an io2 disk without speed", set: { type: "io2", ...SPEEDLESS }, why: CREATE },
    { what: "a gp2 disk with a speed", set: { type: "gp2", throughput: undefined }, why: ARGUMENTS },
    { what: "a gp2 disk with a throughput", set: { type: "gp2", iops: undefined }, why: ARGUMENTS },
    { what: "fewer operations than gp3 has", set: { iops: 2000 }, why: GP3 },
    { what: "more than 500 operations a second for each GiB", set: { iops: 60_000 }, why: GP3 },
    { what: "less throughput than gp3 has", set: { throughput: 100 }, why: GP3 },
    { what: "more throughput than its operations allow", set: { throughput: 1000 }, why: GP3 },
    {
      what: "a gp3 disk for many machines",
      set: { multiAttachEnabled: true },
      why: "Amazon EBS User Guide: Attach an EBS volume to multiple EC2 instances using Multi-Attach",
    },
    { what: "a key without encryption", set: { encrypted: false, kmsKeyId: KEY }, why: CREATE },
    { what: "a key's alias for its ARN", set: { kmsKeyId: "alias/disks" }, why: ARGUMENTS },
    { what: "a type that is none", set: { type: "ssd" }, why: CREATE },
    { what: "a smaller size", at: "update", set: { size: 50 }, why: "Amazon EC2 API Reference: ModifyVolume" },
    { what: "another zone", at: "replace", set: { availabilityZone: "eu-central-1b" }, why: ARGUMENTS },
    { what: "no encryption any more", at: "replace", set: { encrypted: false }, why: ARGUMENTS },
    { what: "while it is attached", at: "delete", why: "Amazon EC2 API Reference: DeleteVolume" },
    { what: "a snapshot's name for its id", set: { snapshotId: "daily" }, why: ERRORS },
    { what: "filled at 50 MiB/s", set: { volumeInitializationRate: 50 }, why: CREATE },
  ],
  "ec2/volumeAttachment:VolumeAttachment web-data-disk-attachment-data": [
    { what: "a disk of another zone", set: { volumeId: of("ebs/volume:Volume elsewhere") }, why: ERRORS },
    { what: "a disk that isn't there", set: { volumeId: "vol-0123456789abcdef0" }, why: ERRORS },
    { what: "a machine that isn't there", set: { instanceId: "i-0123456789abcdef0" }, why: ERRORS },
    { what: "no device", set: { deviceName: undefined }, why: ATTACH },
    { what: "a device that is none", set: { deviceName: "disk1" }, why: DEVICES },
    { what: "the boot disk's device", set: { deviceName: "/dev/sda1" }, why: DEVICES },
    {
      what: "a device that is in use",
      at: "again",
      apart: { volumeId: of("ebs/volume:Volume spare"), deviceName: "/dev/xvdcc" },
      set: { deviceName: "/dev/xvdbx" },
      why: ATTACH,
    },
    {
      what: "a disk of another machine",
      at: "again",
      set: { instanceId: of("ec2/instance:Instance db") },
      why: ERRORS,
    },
    {
      what: "another disk",
      at: "replace",
      set: { volumeId: of("ebs/volume:Volume spare") },
      why: "Pulumi Registry: aws.ec2.VolumeAttachment",
    },
  ],
  "dlm/lifecyclePolicy:LifecyclePolicy web-snapshot-policy-data": [
    { what: "a description with a colon", set: { description: "Snapshots: all" }, why: POLICIES },
    { what: "a description of 501 characters", set: { description: "d".repeat(501) }, why: POLICIES },
    { what: "a role's name for its ARN", set: { executionRoleArn: "snapshots" }, why: POLICIES },
    { what: "no role", set: { executionRoleArn: undefined }, why: POLICIES },
    { what: "an interval of five hours", set: { "policyDetails.schedules[0].createRule.interval": 5 }, why: SNAPSHOTS },
    {
      what: "an interval in days",
      set: { "policyDetails.schedules[0].createRule.intervalUnit": "DAYS" },
      why: SNAPSHOTS,
    },
    {
      what: "a time that is none",
      set: { "policyDetails.schedules[0].createRule.times": "3am" },
      why: SNAPSHOTS,
    },
    {
      what: "no snapshot kept",
      set: { "policyDetails.schedules[0].retainRule.count": 0 },
      why: "Amazon Data Lifecycle Manager API Reference: RetainRule",
    },
    {
      what: "1,001 snapshots kept",
      set: { "policyDetails.schedules[0].retainRule.count": 1001 },
      why: "Amazon Data Lifecycle Manager API Reference: RetainRule",
    },
    {
      what: "a kind of resource that is none",
      set: { "policyDetails.resourceTypes": ["DISK"] },
      why: POLICY_DETAILS,
    },
    { what: "a state that is none", set: { state: "ON" }, why: POLICIES },
    { what: "five schedules", set: { "policyDetails.schedules": many(5) }, why: POLICY_DETAILS },
    { what: "no tags", set: { "policyDetails.targetTags": undefined }, why: POLICY_DETAILS },
    { what: "a kind that is none", set: { "policyDetails.policyType": "SNAPSHOTS" }, why: POLICY_DETAILS },
    {
      what: "an interval and a cron expression",
      set: { "policyDetails.schedules[0].createRule.cronExpression": "cron(0 3 * * ? *)" },
      why: SNAPSHOTS,
    },
    {
      what: "copies in four regions",
      set: {
        "policyDetails.schedules[0].crossRegionCopyRules": ["us-east-1", "us-west-2", "eu-west-1", "eu-west-2"].map(
          (target) => ({ target, encrypted: false }),
        ),
      },
      why: "Amazon Data Lifecycle Manager API Reference: Schedule",
    },
  ],
};

function many(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    name: `schedule ${i}`,
    createRule: { interval: 24, intervalUnit: "HOURS", times: "03:00" },
    retainRule: { count: 7 },
  }));
}
