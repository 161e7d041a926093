import type { Model, Props, World } from "@isobar/sandbox";
import { catalogue } from "../catalogue";
import { projectOf, props, regionOf, text } from "../cloud";
import { inProject, verbs } from "../permissions";
import { isSchedule, isTimeZone, jobFaults } from "../rules/job";
import { apiError } from "../words";
import { jobEffects } from "./job-run";

const TYPE = "gcp:cloudscheduler/job:Job";
/** Regions that users found to have no Cloud Scheduler: kyma-project/test-infra#8733, terraform-google-cloud-workflows#37. */
const WITHOUT = new Set(["europe-west4", "europe-west9"]);

function idOf(inputs: Props, world: World): string {
  return `projects/${projectOf(inputs, world)}/locations/${regionOf(inputs, world)}/jobs/${inputs.name}`;
}

/** "Service account types": accounts of other projects, and those that Google makes; which there are is not known. */
function isElsewhere(email: string, project: string): boolean {
  const [, owner] = /@([a-z\d-]+)\.iam\.gserviceaccount\.com$/.exec(email) ?? [];
  return owner === undefined ? /@(?:developer|appspot)\.gserviceaccount\.com$/.test(email) : owner !== project;
}

/** "Use authentication with HTTP targets": of accounts that are there and may be acted as. */
function refuseAccount(inputs: Props, world: World): string | undefined {
  const { oauthToken, oidcToken } = props(inputs.httpTarget);
  const email = text(props(oauthToken ?? oidcToken).serviceAccountEmail);
  const accounts = world.list("gcp:serviceaccount/account:Account", ["email", email]);
  if (email === undefined || accounts.length > 0 || isElsewhere(email, projectOf(inputs, world))) return undefined;
  const words = `The principal (user or service account) lacks IAM permission "iam.serviceAccounts.actAs" for the resource "${email}" (or the resource may not exist).`;
  return apiError(403, words);
}

/** A job of Cloud Scheduler. */
export const job: Model = {
  type: TYPE,
  permissions: (inputs) => [
    inProject(inputs.project, [
      ...verbs("cloudscheduler.jobs", "create", "delete", "enable", "get", "pause", "update"),
      // "Use authentication with HTTP targets".
      ...(inputs.httpTarget == null ? [] : ["iam.serviceAccounts.actAs"]),
    ]),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: ["name", "project", "region"],
  check: jobFaults,
  id: idOf,
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
    const region = regionOf(inputs, world);
    if (WITHOUT.has(region) || !catalogue().region(region)) {
      const words = `Location '${region}' is not a valid location. Use ListLocations to list valid locations.`;
      return apiError(400, words);
    }
    if (!isSchedule(text(inputs.schedule) ?? "") || !isTimeZone(text(inputs.timeZone) ?? "Etc/UTC")) {
      return apiError(400, "Schedule or time zone is invalid.");
    }
    const isTaken = world.previous.state === undefined && world.find(TYPE, idOf(inputs, world));
    if (isTaken) return apiError(409, `Job [${idOf(inputs, world)}] already exists.`);
    return refuseAccount(inputs, world);
  },
  tick: jobEffects,
  seconds: { create: 2, update: 2, delete: 1 },
};
