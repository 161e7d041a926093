import type { Land } from "../testing/land";
import { rules } from "../testing/rules";
import { types } from "./types";

const KEY = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

function scene(land: Land) {
  const vpc = land.make(types.vpc, { cidrBlock: "10.0.0.0/16" });
  const a = land.make(types.subnet, { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
  const card = land.make(types.networkInterface, { subnetId: a.id });
  const document = {
    Statement: { Effect: "Allow", Principal: { Service: "scheduler.amazonaws.com" }, Action: "sts:*" },
  };
  const role = land.make(types.role, { name: "one", assumeRolePolicy: JSON.stringify(document) });
  return { land, vpc, a, card, role };
}
type Scene = ReturnType<typeof scene>;

const disk = (change: object) => ({ ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 10, ...change }] });

rules(types.instance, scene, ({ a }: Scene) => ({ ami: "ami-12345678", instanceType: "m5.large", subnetId: a.id }), [
  [
    "may take type and image from a launch template",
    { ami: undefined, instanceType: undefined, launchTemplate: { name: "web" } },
    { instanceType: undefined },
    /one of `instance_type,launch_template` must be specified/,
  ],
  [
    "names its launch template once",
    { launchTemplate: { id: "lt-1" } },
    { launchTemplate: { version: "1" } },
    /one of `id,name` must be specified/,
  ],
  [
    "has network interfaces or a subnet",
    ({ card }) => ({ subnetId: undefined, ...first(card.id) }),
    ({ card }) => first(card.id),
    /"network_interfaces": conflicts with subnet_id/,
  ],
  [
    "has credits as there are",
    { creditSpecification: { cpuCredits: "unlimited" } },
    { creditSpecification: { cpuCredits: "infinite" } },
    /cpu_credits to be one of/,
  ],
  [
    "recovers or not",
    { maintenanceOptions: { autoRecovery: "disabled" } },
    { maintenanceOptions: { autoRecovery: "on" } },
    /auto_recovery to be one of/,
  ],
  [
    "stops or ends",
    { instanceInitiatedShutdownBehavior: "terminate" },
    { instanceInitiatedShutdownBehavior: "delete" },
    /instance_initiated_shutdown_behavior to be one of/,
  ],
  [
    "has enclaves or hibernates",
    { hibernation: true },
    { hibernation: true, enclaveOptions: { enabled: true } },
    /Enclaves and hibernation/,
  ],
  [
    "prefers reserved capacity or names it",
    { capacityReservationSpecification: { capacityReservationPreference: "open" } },
    {
      capacityReservationSpecification: {
        capacityReservationPreference: "open",
        capacityReservationTarget: { capacityReservationId: "cr-1" },
      },
    },
    /conflicts with capacity_reservation_preference/,
  ],
  ["has disks of a size", disk({}), disk({ volumeSize: undefined }), /parameter size or snapshotId/],
  [
    "has disks of their type",
    disk({ volumeType: "gp3" }),
    disk({ volumeType: "st1" }),
    /too small for volume type st1/,
  ],
  [
    "tags disks in one place",
    { volumeTags: { a: "b" } },
    { volumeTags: { a: "b" }, rootBlockDevice: { tags: { a: "b" } } },
    /conflicts with volume_tags/,
  ],
  [
    "has a key for a disk that is encrypted",
    { rootBlockDevice: { encrypted: true, kmsKeyId: KEY } },
    { rootBlockDevice: { encrypted: false, kmsKeyId: KEY } },
    /KmsKeyId requires the parameter Encrypted/,
  ],
]);

function first(networkInterfaceId: string) {
  return { networkInterfaces: [{ networkInterfaceId, deviceIndex: 0 }] };
}

rules(types.volume, scene, { availabilityZone: "eu-central-1a", snapshotId: "snap-0123456789abcdef0", type: "gp3" }, [
  ["is made of a snapshot by its id", {}, { snapshotId: "snapshot" }, /Expected: 'snap-/],
  [
    "is filled at a speed",
    { volumeInitializationRate: 100 },
    { volumeInitializationRate: 50 },
    /volume_initialization_rate to be in the range/,
  ],
]);

rules(types.parameter, scene, { name: "/shop/one", type: "String", value: "v" }, [
  ["has a name of some characters", {}, { name: "/shop/a b" }, /fully qualified name/],
  ["has a path from the root on", {}, { name: "shop/one" }, /fully qualified name/],
  ["has one value", { value: undefined, insecureValue: "v" }, { insecureValue: "v" }, /only one of `insecure_value,/],
  ["has a value", {}, { value: "" }, /must not be empty/],
  ["has a value that names no other", { value: "{ssm}" }, { value: "{{ssm:one}}" }, /nor refer to others/],
  ["has data of a type", { dataType: "text" }, { dataType: "json" }, /data_type to be one of/],
  [
    "has a description of 1024",
    { description: "d".repeat(1024) },
    { description: "d".repeat(1025) },
    /length of description/,
  ],
]);

const LAMBDA = "arn:aws:lambda:eu-central-1:123456789012:function:f";
const QUEUE = "arn:aws:sqs:eu-central-1:123456789012:q";
const target =
  (change: object, more: object = {}) =>
  ({ role }: Scene) => ({ target: { arn: LAMBDA, roleArn: role.outputs.arn, ...change }, ...more });

rules(
  types.schedule,
  scene,
  (made: Scene) => ({
    name: "stop",
    scheduleExpression: "rate(1 hour)",
    flexibleTimeWindow: { mode: "OFF" },
    ...target({})(made),
  }),
  [
    [
      "gives a queue any text",
      target({ arn: QUEUE, input: "go" }),
      target({ input: "go" }),
      /Input must be a valid JSON/,
    ],
    ["has a target by ARN", {}, target({ arn: "lambda:f" }), /is an invalid ARN/],
    [
      "tries again for a day",
      target({ retryPolicy: { maximumEventAgeInSeconds: 86_400 } }),
      target({ retryPolicy: { maximumEventAgeInSeconds: 86_401 } }),
      /maximum_event_age_in_seconds/,
    ],
    [
      "tries again 185 times",
      target({ retryPolicy: { maximumRetryAttempts: 185 } }),
      target({ retryPolicy: { maximumRetryAttempts: 186 } }),
      /maximum_retry_attempts/,
    ],
    [
      "names a day of the month or of the week",
      { scheduleExpression: "cron(0 3 ? * MON-FRI *)" },
      { scheduleExpression: "cron(0 3 * * * *)" },
      /Invalid Schedule Expression/,
    ],
    [
      "ends after it begins",
      { startDate: "2090-01-01T00:00:00Z", endDate: "2090-01-02T00:00:00Z" },
      { startDate: "2090-01-02T00:00:00Z", endDate: "2090-01-01T00:00:00Z" },
      /must be after the StartDate/,
    ],
    [
      "goes when it is done, or stays",
      { actionAfterCompletion: "DELETE" },
      { actionAfterCompletion: "REMOVE" },
      /action_after_completion to be one of/,
    ],
    ["has a key by ARN", { kmsKeyArn: KEY }, { kmsKeyArn: "alias/one" }, /is an invalid ARN/],
  ],
);

const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";
const alarm = (...subscriberSnsTopicArns: string[]) => ({
  notifications: [
    {
      comparisonOperator: "GREATER_THAN",
      threshold: 80,
      thresholdType: "PERCENTAGE",
      notificationType: "ACTUAL",
      subscriberSnsTopicArns,
    },
  ],
});

rules(
  types.budget,
  scene,
  { name: "all", budgetType: "COST", limitAmount: "100", limitUnit: "USD", timeUnit: "MONTHLY" },
  [
    ["tells a topic by its ARN", alarm(TOPIC), alarm("alarms"), /is an invalid ARN/],
    ["tells one topic", alarm(TOPIC), alarm(TOPIC, `${TOPIC}2`), /at most 1 SNS subscriber/],
    [
      "begins at a minute",
      { timePeriodStart: "2026-01-01_00:00" },
      { timePeriodStart: "2026-01-01" },
      /cannot be parsed as "2006-01-02_15:04"/,
    ],
    [
      "ends after it begins",
      { timePeriodStart: "2026-01-01_00:00", timePeriodEnd: "2027-01-01_00:00" },
      { timePeriodStart: "2026-01-01_00:00", timePeriodEnd: "2025-01-01_00:00" },
      /is not after the start/,
    ],
    [
      "has one limit or several",
      {},
      { plannedLimits: [{ amount: "1", startTime: "2026-01-01_00:00", unit: "USD" }] },
      /conflicts with planned_limits/,
    ],
    [
      "filters in one way",
      { costFilters: [{ name: "Service", values: ["a"] }] },
      { costFilters: [{ name: "Service", values: ["a"] }], filterExpression: { tags: { key: "a", values: ["b"] } } },
      /conflicts with filter_expression/,
    ],
    ["is of an account", { accountId: "123456789012" }, { accountId: "me" }, /exactly 12 digits/],
  ],
);
