import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { catalogue } from "../catalogue";
import { common, inUse, known, list, nameOf, projectOf, props, regionOf } from "../cloud";
import { inProject, verbs, WAIT } from "../permissions";
import { labelsAt } from "../rules/labels";
import { nameFaults, placeFaults } from "../rules/places";
import { invalidValue } from "../words";

const POLICY = "snapshotSchedulePolicy";

/** "About snapshot schedules for disks": one place to keep the snapshots in, a region or several. */
function propertyFaults(inputs: Props): CheckFailure[] {
  const { labels, storageLocations } = props(props(inputs[POLICY]).snapshotProperties);
  const property = `${POLICY}.snapshotProperties`;
  const place = known(storageLocations);
  const isPlace = place === undefined || ["asia", "eu", "us"].includes(place) || catalogue().region(place);
  const words = "It is no location of Cloud Storage.";
  return [
    ...labelsAt(labels, `${property}.labels`, `${property}.labels`),
    ...(isPlace
      ? []
      : [{ property: `${property}.storageLocations`, reason: invalidValue("storageLocations", place, words) }]),
  ];
}

/** "About snapshot schedules for disks", and the provider's own words for a day. */
function scheduleFaults(inputs: Props): CheckFailure[] {
  const { schedule, retentionPolicy } = props(inputs.snapshotSchedulePolicy);
  const { hourlySchedule, dailySchedule, weeklySchedule } = props(schedule);
  const given = [hourlySchedule, dailySchedule, weeklySchedule].filter((one) => one != null);
  const weekly = list(props(weeklySchedule).dayOfWeeks).map((day) => props(day).startTime);
  const starts = [props(hourlySchedule).startTime, props(dailySchedule).startTime, ...weekly];
  const { hoursInCycle } = props(hourlySchedule);
  const { daysInCycle } = props(dailySchedule);
  const { maxRetentionDays } = props(retentionPolicy);
  const rules: [string, boolean, string][] = [
    ["schedule", given.length !== 1, "exactly one of hourlySchedule, dailySchedule and weeklySchedule must be given"],
    ["schedule", starts.some((time) => typeof time === "string" && !/^([01]\d|2[0-3]):00$/.test(time)), "HH:00 only"],
    ["schedule.hourlySchedule.hoursInCycle", outside(hoursInCycle, 1, 23), "must be between 1 and 23"],
    ["schedule.dailySchedule.daysInCycle", outside(daysInCycle, 1, 1), "must be 1"],
    ["retentionPolicy.maxRetentionDays", outside(maxRetentionDays, 1, 65_535), "must be between 1 and 65535"],
  ];
  return rules
    .filter(([, broken]) => broken)
    .map(([property, , reason]) => ({ property: `snapshotSchedulePolicy.${property}`, reason }));
}

function outside(value: unknown, min: number, max: number): boolean {
  return typeof value === "number" && (value < min || value > max);
}

/** A schedule of snapshots; other policies are not simulated. */
export const resourcePolicy: Model = {
  type: "gcp:compute/resourcePolicy:ResourcePolicy",
  permissions: ({ project }) => [
    inProject(project, [...verbs("compute.resourcePolicies", "create", "delete", "get", "update"), WAIT.region]),
  ],
  autoname: { property: "name", maxLength: 255 },
  // The provider does not list the name, but the API can't change it.
  immutable: [
    ...["name", "project", "region", "diskConsistencyGroupPolicy.enabled", "groupPlacementPolicy.gpuTopology"],
    "workloadPolicy",
  ],
  check: (inputs, world) =>
    inputs[POLICY] == null
      ? [{ property: POLICY, reason: "only snapshot schedules are simulated by the sandbox" }]
      : [
          ...nameFaults(inputs.name),
          ...placeFaults({ region: inputs.region }, world),
          ...scheduleFaults(inputs),
          ...propertyFaults(inputs),
        ],
  id: (inputs, world) =>
    `projects/${projectOf(inputs, world)}/regions/${regionOf(inputs, world)}/resourcePolicies/${inputs.name}`,
  outputs(inputs, world) {
    const { creationTimestamp: _, ...outputs } = common(inputs, world);
    return { ...outputs, region: regionOf(inputs, world) };
  },
  refuseDelete({ id }, world) {
    const user = world
      .list("gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment")
      .find(({ outputs }) => outputs.name === nameOf(id));
    if (!user) return undefined;
    const { project, zone, disk } = user.outputs;
    return inUse(id, `projects/${project}/zones/${zone}/disks/${disk}`);
  },
  seconds: { create: 3, update: 3, delete: 3 },
};
