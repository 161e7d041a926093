import { objects, props, text } from "../values";
import { atLeast, each, forbidden, type Fault, invalid, need, oneOf, type Rules } from "./fault";
import { ANY_POD, podFaults, type PodRules, templateFaults } from "./pod";
import { workloadSelectorFaults } from "./selector";
import { claimFaults } from "./storage";

const ALWAYS: PodRules = { restartPolicies: ["Always"] };
const ENDING: PodRules = { restartPolicies: ["OnFailure", "Never"], mustSay: true };

/** "Deployments". */
export const deployment: Rules = (object) => {
  const spec = props(object.spec);
  const { type, rollingUpdate } = props(spec.strategy);
  const { maxSurge, maxUnavailable } = props(rollingUpdate);
  const isNone = (value: unknown) => value === 0 || value === "0%" || value === "0";
  return [
    ...workloadSelectorFaults(spec),
    ...templateFaults(spec.template, ALWAYS, "spec.template"),
    ...atLeast(0, spec.replicas, "spec.replicas"),
    ...oneOf(["Recreate", "RollingUpdate"], type, "spec.strategy.type"),
    ...(type === "Recreate" && rollingUpdate !== undefined
      ? [forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'")]
      : []),
    ...(isNone(maxSurge) && isNone(maxUnavailable)
      ? [invalid("spec.strategy.rollingUpdate.maxUnavailable", maxUnavailable, "may not be 0 when `maxSurge` is 0")]
      : []),
  ];
};

/** "StatefulSets". */
export const statefulSet: Rules = (object) => {
  const spec = props(object.spec);
  return [
    ...workloadSelectorFaults(spec),
    ...templateFaults(withClaims(spec), ALWAYS, "spec.template"),
    ...atLeast(0, spec.replicas, "spec.replicas"),
    ...oneOf(["OrderedReady", "Parallel"], spec.podManagementPolicy, "spec.podManagementPolicy"),
    ...oneOf(["OnDelete", "RollingUpdate"], props(spec.updateStrategy).type, "spec.updateStrategy"),
    ...each(objects(spec.volumeClaimTemplates), "spec.volumeClaimTemplates", (claim, at) => claimFaults(claim.spec, `${at}.spec`)),
  ];
};

/** Pods get a volume for each claim template. */
function withClaims({ template, volumeClaimTemplates }: Record<string, unknown>): unknown {
  if (typeof template !== "object" || template === null) return template;
  const spec = props(props(template).spec);
  const claims = objects(volumeClaimTemplates).map((claim) => ({
    name: props(claim.metadata).name,
    persistentVolumeClaim: { claimName: props(claim.metadata).name },
  }));
  const volumes = [...objects(spec.volumes), ...claims];
  return { ...template, spec: { ...spec, ...(volumes.length > 0 && { volumes }) } };
}

/** "DaemonSet". */
export const daemonSet: Rules = (object) => {
  const spec = props(object.spec);
  return [
    ...workloadSelectorFaults(spec),
    ...templateFaults(spec.template, ALWAYS, "spec.template"),
    ...oneOf(["OnDelete", "RollingUpdate"], props(spec.updateStrategy).type, "spec.updateStrategy.type"),
  ];
};

/** "ReplicaSet". */
export const replicaSet: Rules = (object) => {
  const spec = props(object.spec);
  return [
    ...workloadSelectorFaults(spec),
    ...templateFaults(spec.template, ALWAYS, "spec.template"),
    ...atLeast(0, spec.replicas, "spec.replicas"),
  ];
};

export const pod: Rules = (object) => podFaults(object.spec, ANY_POD, "spec");

export const job: Rules = (object) => jobFaults(props(object.spec), "spec");

/** "Jobs". */
function jobFaults(spec: Record<string, unknown>, field: string): Fault[] {
  return [
    ...templateFaults(spec.template, ENDING, `${field}.template`),
    ...["activeDeadlineSeconds", "backoffLimit", "completions", "parallelism", "ttlSecondsAfterFinished"].flatMap((name) =>
      atLeast(0, spec[name], `${field}.${name}`),
    ),
    ...oneOf(["NonIndexed", "Indexed"], spec.completionMode, `${field}.completionMode`),
  ];
}

/** "CronJob": five fields, or a macro. */
const SCHEDULE = /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|@every \S+|([\d*/,?-]|[a-z]{3})+(\s+([\d*/,?-]|[a-z]{3})+){4})$/i;

export const cronJob: Rules = (object) => {
  const spec = props(object.spec);
  const schedule = text(spec.schedule);
  const template = props(spec.jobTemplate);
  return [
    ...need(spec, "schedule", "spec"),
    ...(schedule && !isSchedule(schedule) ? [invalid("spec.schedule", schedule, "expected exactly 5 fields, each in its range")] : []),
    ...(schedule && /TZ=/.test(schedule)
      ? [invalid("spec.schedule", schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead")]
      : []),
    ...oneOf(["Allow", "Forbid", "Replace"], spec.concurrencyPolicy, "spec.concurrencyPolicy"),
    ...["failedJobsHistoryLimit", "startingDeadlineSeconds", "successfulJobsHistoryLimit"].flatMap((name) =>
      atLeast(0, spec[name], `spec.${name}`),
    ),
    ...jobFaults(props(template.spec), "spec.jobTemplate.spec"),
  ];
};

/** Largest values of minute, hour, day, month and weekday. */
const MOST = [59, 23, 31, 12, 6];

function isSchedule(schedule: string): boolean {
  if (!SCHEDULE.test(schedule.trim())) return false;
  if (schedule.startsWith("@")) return true;
  return schedule
    .trim()
    .split(/\s+/)
    .every((part, index) => (part.replace(/\/\d+/g, "").match(/\d+/g) ?? []).every((it) => Number(it) <= (MOST[index] ?? 0)));
}
