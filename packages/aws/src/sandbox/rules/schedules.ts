import type { CheckFailure, Props } from "@isobar/sandbox";
import { names } from "../../names";
import type { Fail } from "../failure";
import { checkEnum, checkLength, checkRange, isSet, known, object } from "../known";

/** "Schedule types in EventBridge Scheduler". */
const RECURRING = /^(rate\(0*[1-9]\d* (minute|hour|day)s?\)|cron\(\S+( \S+){5}\))$/;
const ONCE = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/;

/** "Using universal targets in EventBridge Scheduler": operations that only read. */
const READING =
  /:aws-sdk:[^:]+:(?:get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet|adminGet|adminList)(?=[A-Z]|$)/;

/** "FlexibleTimeWindow". */
const MAX_WINDOW_MINUTES = 1440;

/** What the inputs of a schedule alone show. */
export function checkSchedule({
  name,
  scheduleExpression,
  target,
  description,
  state,
  ...rest
}: Props): CheckFailure[] {
  const [own, expression, input] = [known(name), known(scheduleExpression), known(object(target).input)];
  const failures = [
    ...checkLength("name", name, 1, names.schedule.maxLength),
    ...checkLength("description", description, 0, 512),
    ...checkEnum("state", state, ["ENABLED", "DISABLED"]),
    ...checkWindow(object(rest.flexibleTimeWindow)),
  ];
  if (own !== undefined && !names.schedule.pattern.test(own)) {
    failures.push({ property: "name", reason: "The name must consist of alphanumerics, hyphens, and underscores." });
  }
  if (expression !== undefined && !RECURRING.test(expression) && momentOf(expression) === undefined) {
    const reason = `ValidationException: Invalid Schedule Expression ${expression}.`;
    failures.push({ property: "scheduleExpression", reason });
  }
  if (input !== undefined && !isJson(input)) {
    failures.push({ property: "target.input", reason: "ValidationException: Input must be a valid JSON." });
  }
  return failures;
}

/** "Configuring flexible time windows in EventBridge Scheduler". */
function checkWindow({ mode, maximumWindowInMinutes: minutes }: Props): CheckFailure[] {
  const property = "flexibleTimeWindow.maximumWindowInMinutes";
  if (known(mode) === "FLEXIBLE" && !isSet(minutes)) {
    const reason = "ValidationException: MaximumWindowInMinutes is required when the mode is FLEXIBLE.";
    return [{ property, reason }];
  }
  return [
    ...checkEnum("flexibleTimeWindow.mode", mode, ["OFF", "FLEXIBLE"]),
    ...checkRange(property, minutes, 1, MAX_WINDOW_MINUTES),
  ];
}

/** Refuses a target that would change nothing. */
export function refuseReading({ target }: Props, fail: Fail): string | undefined {
  const { arn } = object(target);
  return READING.test(String(arn))
    ? fail("ValidationException", `Invalid RequestJson provided. Reason ${arn} is a read-only API action.`)
    : undefined;
}

/** When a schedule that runs once does so; undefined for another one, and for a moment that no calendar has. */
export function momentOf(expression: unknown): Date | undefined {
  const [, moment = ""] = ONCE.exec(String(expression)) ?? [];
  const date = new Date(`${moment}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(moment) ? date : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
