import type { CheckFailure, Props } from "@isobar/sandbox";
import { catalogue } from "../catalogue";
import { isUnknown, known, list, props } from "../cloud";
import { invalidValue } from "../words";
import { isCron, isTimeZone } from "./job";
import { labelsAt } from "./labels";

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
  const isKnown = ![inputs.snapshotSchedulePolicy, schedule].some(isUnknown);
  const weekly = list(props(weeklySchedule).dayOfWeeks).map((day) => props(day).startTime);
  const starts = [props(hourlySchedule).startTime, props(dailySchedule).startTime, ...weekly];
  const { hoursInCycle } = props(hourlySchedule);
  const { daysInCycle } = props(dailySchedule);
  const { maxRetentionDays } = props(retentionPolicy);
  const rules: [string, boolean, string][] = [
    [
      "schedule",
      isKnown && given.length !== 1,
      "exactly one of hourlySchedule, dailySchedule and weeklySchedule must be given",
    ],
    [
      "schedule",
      starts.some((time) => known(time) !== undefined && !/^([01]\d|2[0-3]):00$/.test(String(time))),
      "HH:00 only",
    ],
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

/** "Schedule Compute Engine instances to start and stop". */
function instanceFaults({ instanceSchedulePolicy }: Props): CheckFailure[] {
  const { timeZone, vmStartSchedule, vmStopSchedule } = props(instanceSchedulePolicy);
  const place = "instanceSchedulePolicy";
  const wrong = Object.entries({ vmStartSchedule, vmStopSchedule }).filter(
    ([, given]) => !isCron(known(props(given).schedule) ?? "0 0 * * *"),
  );
  return [
    ...wrong.map(([key, given]) => ({
      property: `${place}.${key}.schedule`,
      reason: invalidValue(`${place}.${key}.schedule`, props(given).schedule, "Must be a valid cron expression."),
    })),
    ...(isTimeZone(known(timeZone) ?? "UTC")
      ? []
      : [{ property: `${place}.timeZone`, reason: invalidValue(`${place}.timeZone`, timeZone, "No such time zone.") }]),
  ];
}

/** "About placement policies": machines are near to each other or apart, in eight domains at most. */
function placementFaults({ groupPlacementPolicy }: Props): CheckFailure[] {
  const { availabilityDomainCount: domains, collocation } = props(groupPlacementPolicy);
  const property = "groupPlacementPolicy.availabilityDomainCount";
  const words = collocation ? "It can't be set with collocation." : "Must be between 1 and 8.";
  const isWrong = collocation ? domains != null : outside(domains, 1, 8);
  return isWrong ? [{ property, reason: invalidValue(property, domains, words) }] : [];
}

/** Kinds of policies, of which a policy is one. */
const KINDS: Readonly<Record<string, (inputs: Props) => CheckFailure[]>> = {
  snapshotSchedulePolicy: (inputs) => [...scheduleFaults(inputs), ...propertyFaults(inputs)],
  instanceSchedulePolicy: instanceFaults,
  groupPlacementPolicy: placementFaults,
  diskConsistencyGroupPolicy: () => [],
  workloadPolicy: () => [],
};

export function kindFaults(inputs: Props): CheckFailure[] {
  const given = Object.keys(KINDS).filter((kind) => inputs[kind] != null);
  if (given.length === 0) return [{ property: POLICY, reason: "one kind of policy must be given" }];
  return given.flatMap((kind) => KINDS[kind]?.(inputs) ?? []);
}
