import type { CheckFailure, Props } from "@isobar/sandbox";
import { texts } from "../aws";
import { checkEnum, known, object, objects } from "../known";

/** "CreateRule". */
const HOURS = [1, 2, 3, 4, 6, 8, 12, 24];
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** "PolicyDetails". */
const RESOURCES = ["VOLUME", "INSTANCE"];
const KINDS = ["EBS_SNAPSHOT_MANAGEMENT", "IMAGE_MANAGEMENT", "EVENT_BASED_POLICY"];
const MAX_SCHEDULES = 4;
/** "Schedule": regions that snapshots are copied to. */
const MAX_COPIES = 3;

/** What the inputs of a policy for snapshots alone show. */
export function checkLifecyclePolicy({ description, policyDetails, state }: Props): CheckFailure[] {
  const { policyType, resourceTypes, schedules } = object(policyDetails);
  const all = objects(schedules);
  const failures = [
    ...checkEnum("state", state, ["ENABLED", "DISABLED"]),
    ...checkEnum("policyDetails.policyType", policyType, KINDS),
    ...texts(resourceTypes).flatMap((type, at) => checkEnum(`policyDetails.resourceTypes[${at}]`, type, RESOURCES)),
    ...all.flatMap(checkSchedule),
  ];
  const text = known(description);
  if (text !== undefined && !/^[0-9A-Za-z _-]{1,500}$/.test(text)) {
    const reason = "must have only letters, digits, spaces, underscores and hyphens";
    failures.push({ property: "description", reason });
  }
  if (all.length > MAX_SCHEDULES) {
    const reason = `Too many list items. Attribute supports ${MAX_SCHEDULES} item maximum, but config has ${all.length} declared.`;
    failures.push({ property: "policyDetails.schedules", reason });
  }
  return failures;
}

function checkSchedule({ createRule, retainRule, ...more }: Props, index: number): CheckFailure[] {
  const { interval, intervalUnit, times, cronExpression } = object(createRule);
  const { count } = object(retainRule);
  const at = `policyDetails.schedules[${index}]`;
  const failures = checkEnum(`${at}.createRule.intervalUnit`, intervalUnit, ["HOURS"]);
  const time = known(times);
  if (typeof interval === "number" && !HOURS.includes(interval)) {
    failures.push({ property: `${at}.createRule.interval`, reason: `expected interval to be one of [${HOURS}]` });
  }
  if (interval !== undefined && cronExpression !== undefined) {
    const reason = "InvalidRequestException: an interval and a cron expression can't both be given";
    failures.push({ property: `${at}.createRule.cronExpression`, reason });
  }
  const copies = objects(more.crossRegionCopyRules).length;
  if (copies > MAX_COPIES) {
    const reason = `Too many list items. Attribute supports ${MAX_COPIES} item maximum, but config has ${copies} declared.`;
    failures.push({ property: `${at}.crossRegionCopyRules`, reason });
  }
  if (time !== undefined && !TIME.test(time)) {
    failures.push({ property: `${at}.createRule.times`, reason: `must be a time of the form hh:mm, got ${time}` });
  }
  if (typeof count === "number" && (count < 1 || count > 1000)) {
    failures.push({ property: `${at}.retainRule.count`, reason: "expected count to be in the range (1 - 1000)" });
  }
  return failures;
}
