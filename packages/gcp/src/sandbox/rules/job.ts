import type { CheckFailure, Props } from "@isobar/sandbox";
import { known, props } from "../cloud";

/** "Cron job format and time zone": the smallest and largest value of minute, hour, day, month and day of the week. */
const CRON: readonly (readonly [min: number, max: number, names?: readonly string[]])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]],
  [0, 7, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]],
];
const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];
const BODILESS = ["GET", "HEAD", "DELETE", "OPTIONS"];
/** "REST Resource: projects.locations.jobs": seconds that an attempt may take, and those of App Engine. */
const DEADLINE = [15, 1800] as const;
const APP_DEADLINE = 86_415;
const MOST_RETRIES = 5;

function when(isBroken: boolean, property: string, reason: string): CheckFailure[] {
  return isBroken ? [{ property, reason }] : [];
}

/** Whether a schedule is in the form of cron. */
export function isCron(schedule: string): boolean {
  const fields = schedule.trim().split(/\s+/);
  return fields.length === CRON.length && fields.every((field, i) => field.split(",").every((part) => isPart(part, i)));
}

function isPart(part: string, index: number): boolean {
  const [range = "", step, ...more] = part.toLowerCase().split("/");
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === "*") return true;
  const [from, to = from, ...rest] = range.split("-").map((value) => numberOf(value, index));
  return rest.length === 0 && from !== undefined && to !== undefined && from <= to;
}

function numberOf(value: string, index: number): number | undefined {
  const [min, max, names = []] = CRON[index] as (typeof CRON)[number];
  const number = names.includes(value) ? names.indexOf(value) + min : Number(/^\d+$/.test(value) ? value : Number.NaN);
  return number >= min && number <= max ? number : undefined;
}

const DAY = "(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*";
const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const ORDINAL = "(?:\\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth)";
const TIME = "(?:[01]?\\d|2[0-3]):[0-5]\\d";
/** "cron.yaml reference: Defining the cron job schedule": intervals, and days of a week or month. */
const INTERVAL = new RegExp(
  `^every [1-9]\\d* (?:minutes|mins|hours|minute|hour)(?: (?:synchronized|from ${TIME} to ${TIME}))?$`,
);
const DAYS = new RegExp(
  `^(?:(?:every|${several(ORDINAL)}) )?(?:day|${several(DAY)}|${several(ORDINAL)})(?: of (?:month|${several(MONTH)}))?(?: ${TIME})?$`,
);

function several(word: string): string {
  return `${word}(?:,${word})*`;
}

/** "REST Resource: projects.locations.jobs": whether a schedule is in the form of cron, or like English. */
export function isSchedule(schedule: string): boolean {
  const words = schedule.trim().toLowerCase().replaceAll(/\s+/g, " ");
  return isCron(schedule) || INTERVAL.test(words) || DAYS.test(words);
}

/** "Cron job format and time zone": names of the tz database. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Z]/.test(name);
  } catch {
    return false;
  }
}

/** "REST Resource: projects.locations.jobs": what is called, and how. */
function targetFaults(target: Props): CheckFailure[] {
  const { httpMethod, body, oauthToken, oidcToken } = target;
  const [uri, method] = [known(target.uri), known(httpMethod)];
  return [
    ...when(
      method !== undefined && !METHODS.includes(method),
      ...(["httpTarget.httpMethod", `${method} is no HTTP method`] as const),
    ),
    ...when(
      body != null && BODILESS.includes(method ?? ""),
      ...(["httpTarget.body", `a body is not allowed with ${method}`] as const),
    ),
    ...when(
      oauthToken != null && oidcToken != null,
      "httpTarget.oauthToken",
      "Error in http_target: only one of oauth_token or oidc_token can be specified, but not both.",
    ),
    ...when(
      uri !== undefined && !/^https?:\/\/[^/\s]+/.test(uri),
      ...(["httpTarget.uri", `HTTP url must start with http:// or https://, given: ${uri}`] as const),
    ),
    ...when(
      uri !== undefined && oauthToken != null && !/^https:\/\/(?:[a-z0-9-]+\.)+googleapis\.com\//.test(uri),
      ...(["httpTarget.uri", "OAuth tokens are for *.googleapis.com alone"] as const),
    ),
  ];
}

function secondsOf(duration: unknown): number {
  return Number(/^(\d+(?:\.\d{1,9})?)s$/.exec(known(duration) ?? "")?.[1] ?? Number.NaN);
}

export function jobFaults(inputs: Props): CheckFailure[] {
  const { retryCount, ...retry } = props(inputs.retryConfig);
  const deadline = secondsOf(inputs.attemptDeadline);
  const longest = inputs.appEngineHttpTarget == null ? DEADLINE[1] : APP_DEADLINE;
  const name = known(inputs.name) ?? "x";
  const durations = ["minBackoffDuration", "maxBackoffDuration", "maxRetryDuration"];
  const wrong = durations.filter((key) => known(retry[key]) !== undefined && Number.isNaN(secondsOf(retry[key])));
  return [
    ...when(
      !/^[A-Za-z\d_-]{1,500}$/.test(name),
      "name",
      `"${name}" has more than letters, digits, hyphens and underscores`,
    ),
    ...when((known(inputs.description) ?? "").length > 500, "description", "at most 500 characters are allowed"),
    ...targetFaults(props(inputs.httpTarget)),
    ...when(
      known(inputs.attemptDeadline) !== undefined && !(deadline >= DEADLINE[0] && deadline <= longest),
      ...(["attemptDeadline", `must be between ${DEADLINE[0]}s and ${longest}s`] as const),
    ),
    ...wrong.map((key) => ({ property: `retryConfig.${key}`, reason: 'a duration is written like "3.5s"' })),
    ...when(
      typeof retryCount === "number" && (retryCount < 0 || retryCount > MOST_RETRIES),
      ...(["retryConfig.retryCount", `must be between 0 and ${MOST_RETRIES}`] as const),
    ),
  ];
}
