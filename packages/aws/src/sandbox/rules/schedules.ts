import type { CheckFailure, Props } from "@isobar/sandbox";
import { names } from "../../names";
import type { Fail } from "../failure";
import { checkArn, checkEnum, checkLength, checkRange, isSet, known, object } from "../known";

/** "Schedule types in EventBridge Scheduler". */
const RECURRING = /^(rate\(0*[1-9]\d* (minute|hour|day)s?\)|cron\(\S+( \S+){5}\))$/;
const ONCE = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/;

/** "Using universal targets in EventBridge Scheduler": operations that only read. */
const READING =
  /:aws-sdk:[^:]+:(?:get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet|adminGet|adminList)(?=[A-Z]|$)/;

/** "FlexibleTimeWindow". */
const MAX_WINDOW_MINUTES = 1440;

/** "Target": other services take any text. */
const WITH_JSON = /:(?:aws-sdk|events|lambda|states):/;

/** "RetryPolicy". */
const MAX_ATTEMPTS = 185;
const MAX_AGE_SECONDS = 86_400;

/** What the inputs of a schedule alone show. */
export function checkSchedule({
  name,
  scheduleExpression,
  target,
  description,
  state,
  ...rest
}: Props): CheckFailure[] {
  const [own, expression] = [known(name), known(scheduleExpression)];
  const failures = [
    ...checkLength("name", name, 1, names.schedule.maxLength),
    ...checkLength("description", description, 0, 512),
    ...checkEnum("state", state, ["ENABLED", "DISABLED"]),
    ...checkWindow(object(rest.flexibleTimeWindow)),
    ...checkEnum("actionAfterCompletion", rest.actionAfterCompletion, ["NONE", "DELETE"]),
    ...checkArn("kmsKeyArn", rest.kmsKeyArn),
    ...checkTarget(object(target)),
  ];
  if (own !== undefined && !names.schedule.pattern.test(own)) {
    failures.push({ property: "name", reason: "The name must consist of alphanumerics, hyphens, and underscores." });
  }
  if (expression !== undefined && !isRecurring(expression) && momentOf(expression) === undefined) {
    const reason = `ValidationException: Invalid Schedule Expression ${expression}.`;
    failures.push({ property: "scheduleExpression", reason });
  }
  const [start, end] = [rest.startDate, rest.endDate].map((date) => Date.parse(known(date) ?? ""));
  if (start !== undefined && end !== undefined && end <= start) {
    failures.push({ property: "endDate", reason: "ValidationException: The EndDate must be after the StartDate." });
  }
  return failures;
}

/** "Schedule types in EventBridge Scheduler": a cron expression names a day of the month or one of the week. */
function isRecurring(expression: string): boolean {
  const [, month, week] = /^cron\(\S+ \S+ (\S+) \S+ (\S+) \S+\)$/.exec(expression) ?? [];
  return RECURRING.test(expression) && (month === undefined || (month === "?") !== (week === "?"));
}

/** "Target" and "RetryPolicy". */
function checkTarget({ arn, roleArn, input, retryPolicy }: Props): CheckFailure[] {
  const { maximumEventAgeInSeconds: age, maximumRetryAttempts: attempts } = object(retryPolicy);
  const text = known(input);
  const failures = [
    ...checkArn("target.arn", arn),
    ...checkArn("target.roleArn", roleArn),
    ...checkRange("target.retryPolicy.maximumEventAgeInSeconds", age, 60, MAX_AGE_SECONDS),
    ...checkRange("target.retryPolicy.maximumRetryAttempts", attempts, 0, MAX_ATTEMPTS),
  ];
  return text === undefined || !WITH_JSON.test(known(arn) ?? "") || isJson(text)
    ? failures
    : [...failures, { property: "target.input", reason: "ValidationException: Input must be a valid JSON." }];
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
