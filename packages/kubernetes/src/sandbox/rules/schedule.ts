/** "CronJob: schedule syntax": a field's least and largest value, and its words. */
interface Field {
  readonly least: number;
  readonly most: number;
  readonly words: readonly string[];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const FIELDS: readonly Field[] = [
  { least: 0, most: 59, words: [] },
  { least: 0, most: 23, words: [] },
  { least: 1, most: 31, words: [] },
  { least: 1, most: 12, words: MONTHS },
  { least: 0, most: 6, words: DAYS },
];

const MACRO = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every ([\d.]+(h|m|s|ms|us|ns))+)$/;

/** Whether it is a schedule: a macro, or five fields. */
export function isSchedule(schedule: string): boolean {
  if (schedule.startsWith("@")) return MACRO.test(schedule);
  const parts = schedule
    .replace(/^(CRON_)?TZ=\S+\s+/, "")
    .trim()
    .split(/\s+/);
  return parts.length === FIELDS.length && FIELDS.every((field, index) => isField(parts[index] ?? "", field));
}

function isField(text: string, field: Field): boolean {
  return text.split(",").every((range) => isRange(range, field));
}

function isRange(range: string, field: Field): boolean {
  const [values = "", step, ...more] = range.split("/");
  if (more.length > 0 || (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0))) return false;
  if (values === "*" || values === "?") return true;
  const [from, to, ...rest] = values.split("-").map((value) => numberOf(value, field));
  return (
    rest.length === 0 && isIn(from, field) && (to === undefined || (isIn(to, field) && Number(to) >= Number(from)))
  );
}

function isIn(value: number | undefined, { least, most }: Field): boolean {
  return value !== undefined && value >= least && value <= most;
}

/** NaN is in no range. */
function numberOf(value: string, { words, least }: Field): number {
  const word = words.indexOf(value.toLowerCase());
  if (word >= 0) return word + least;
  return /^\d+$/.test(value) ? Number(value) : Number.NaN;
}

/** Whether the time zone database knows it. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
