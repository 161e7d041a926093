import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { projectOf, props, regionOf, text } from "../cloud";
import { inProject, verbs } from "../permissions";
import { jobEffects } from "./job-run";

const TARGETS = ["appEngineHttpTarget", "httpTarget", "pubsubTarget"];
/** "Cron job format and time zone": the largest value of minute, hour, day, month and day of the week. */
const CRON = [59, 23, 31, 12, 7];

function isCron(schedule: string): boolean {
  const fields = schedule.split(" ");
  return (
    fields.length === CRON.length && fields.every((field, i) => field === "*" || isWithin(field, CRON[i] as number))
  );
}

function isWithin(field: string, max: number): boolean {
  const numbers = field.match(/\d+/g) ?? [];
  return /^[\d,*/-]+$/.test(field) && numbers.every((number) => Number(number) <= max);
}

/** "REST Resource: projects.locations.jobs". */
function faults(inputs: Props): CheckFailure[] {
  const failures: CheckFailure[] = [];
  if (TARGETS.filter((target) => inputs[target] != null).length !== 1) {
    failures.push({ property: "httpTarget", reason: `one of ${TARGETS.join(", ")} must be specified` });
  }
  const { httpMethod, body, oauthToken, oidcToken, uri } = props(inputs.httpTarget);
  if (body != null && ["GET", "HEAD", "DELETE", "OPTIONS"].includes(String(httpMethod))) {
    failures.push({ property: "httpTarget.body", reason: `a body is not allowed with ${httpMethod}` });
  }
  if (oauthToken != null && oidcToken != null) {
    failures.push({ property: "httpTarget.oauthToken", reason: "conflicts with oidcToken" });
  }
  if (typeof uri === "string" && uri.includes("://") && oauthToken != null && !isGoogle(uri)) {
    failures.push({ property: "httpTarget.uri", reason: "OAuth tokens are for *.googleapis.com alone" });
  }
  const { retryCount } = props(inputs.retryConfig);
  if (typeof retryCount === "number" && (retryCount < 0 || retryCount > 5)) {
    failures.push({ property: "retryConfig.retryCount", reason: "must be between 0 and 5" });
  }
  return failures;
}

function isGoogle(uri: string): boolean {
  return /^https:\/\/(?:[a-z0-9-]+\.)+googleapis\.com\//.test(uri);
}

/** A job of Cloud Scheduler. */
export const job: Model = {
  type: "gcp:cloudscheduler/job:Job",
  permissions: (inputs) => [
    inProject(inputs.project, [
      ...verbs("cloudscheduler.jobs", "create", "delete", "enable", "get", "pause", "update"),
      // "Use authentication with HTTP targets".
      ...(inputs.httpTarget == null ? [] : ["iam.serviceAccounts.actAs"]),
    ]),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: ["name", "project", "region"],
  check: faults,
  id: (inputs, world) =>
    `projects/${projectOf(inputs, world)}/locations/${regionOf(inputs, world)}/jobs/${inputs.name}`,
  outputs: (inputs, world) => ({
    project: projectOf(inputs, world),
    region: regionOf(inputs, world),
    paused: inputs.paused ?? false,
    state: inputs.paused === true ? "PAUSED" : "ENABLED",
    timeZone: inputs.timeZone ?? "Etc/UTC",
    attemptDeadline: inputs.attemptDeadline ?? "180s",
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
  }),
  refuse(inputs, world) {
    const schedule = text(inputs.schedule) ?? "";
    if (!isCron(schedule)) {
      return `googleapi: Error 400: Schedule or time zone is invalid., invalidArgument (${schedule})`;
    }
    const email = text(props(props(inputs.httpTarget).oauthToken).serviceAccountEmail);
    const accounts = world.list("gcp:serviceaccount/account:Account");
    if (email === undefined || accounts.some(({ outputs }) => outputs.email === email)) return undefined;
    return `googleapi: Error 403: The principal (user or service account) lacks IAM permission "iam.serviceAccounts.actAs" for the resource "${email}" (or the resource may not exist)., forbidden`;
  },
  tick: jobEffects,
};
