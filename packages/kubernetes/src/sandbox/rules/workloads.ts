import { given, number, objects, props, text } from "../values";
import { atLeast, each, type Fault, forbidden, invalid, need, oneOf, type Rules, when } from "./fault";
import { ANY_POD, type PodRules, podFaults, templateFaults } from "./pod";
import { isSchedule, isTimeZone } from "./schedule";
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
    ...when(
      (number(spec.progressDeadlineSeconds) ?? 600) <= (number(spec.minReadySeconds) ?? 0),
      invalid("spec.progressDeadlineSeconds", spec.progressDeadlineSeconds, "must be greater than minReadySeconds"),
    ),
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
    ...each(objects(spec.volumeClaimTemplates), "spec.volumeClaimTemplates", (claim, at) =>
      claimFaults(claim.spec, `${at}.spec`),
    ),
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
    ...["activeDeadlineSeconds", "backoffLimit", "completions", "parallelism", "ttlSecondsAfterFinished"].flatMap(
      (name) => atLeast(0, spec[name], `${field}.${name}`),
    ),
    ...when(
      given(spec.selector) && spec.manualSelector !== true,
      invalid(`${field}.selector`, spec.selector, "`selector` not auto-generated"),
    ),
    ...oneOf(["NonIndexed", "Indexed"], spec.completionMode, `${field}.completionMode`),
  ];
}

/** "CronJob". */
export const cronJob: Rules = (object) => {
  const spec = props(object.spec);
  const schedule = text(spec.schedule);
  const zone = text(spec.timeZone);
  const template = props(spec.jobTemplate);
  return [
    ...need(spec, "schedule", "spec"),
    ...when(zone !== undefined && !isTimeZone(zone), invalid("spec.timeZone", zone, `unknown time zone ${zone ?? ""}`)),
    ...(schedule && !isSchedule(schedule)
      ? [invalid("spec.schedule", schedule, "expected exactly 5 fields, each in its range")]
      : []),
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
