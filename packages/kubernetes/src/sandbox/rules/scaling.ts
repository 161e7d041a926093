import { given, number, objects, props, text } from "../values";
import { atLeast, each, type Fault, invalid, need, oneOf, type Rules, required, when } from "./fault";
import { selectorFaults } from "./selector";

/** Kinds that are in a group of their own, which must be said. */
const BUILT_IN_SCALES = new Set(["Deployment", "ReplicaSet", "StatefulSet"]);

/** "Horizontal Pod Autoscaling". */
export const horizontalPodAutoscaler: Rules = (object) => {
  const spec = props(object.spec);
  const [least, most] = [number(spec.minReplicas), number(spec.maxReplicas)];
  return [
    ...need(props(spec.scaleTargetRef), "kind", "spec.scaleTargetRef"),
    ...need(props(spec.scaleTargetRef), "name", "spec.scaleTargetRef"),
    ...when(
      !given(props(spec.scaleTargetRef).apiVersion) && BUILT_IN_SCALES.has(String(props(spec.scaleTargetRef).kind)),
      invalid("spec.scaleTargetRef.apiVersion", "", "apiVersion must specify API group"),
    ),
    ...atLeast(1, spec.minReplicas, "spec.minReplicas"),
    ...(most !== undefined && most < 1 ? [invalid("spec.maxReplicas", most, "must be greater than 0")] : []),
    ...(least !== undefined && most !== undefined && most < least
      ? [invalid("spec.maxReplicas", most, "must be greater than or equal to `minReplicas`")]
      : []),
    ...each(objects(spec.metrics), "spec.metrics", (metric, at) => {
      const sources = ["resource", "pods", "object", "external", "containerResource"];
      const target = props(props(metric.resource).target);
      const kinds = ["ContainerResource", "External", "Object", "Pods", "Resource"];
      return [
        ...oneOf(kinds, metric.type, `${at}.type`),
        ...when(
          text(target.type) !== undefined && !["Utilization", "Value", "AverageValue"].includes(String(target.type)),
          invalid(`${at}.resource.target.type`, target.type, "must be either Utilization, Value, or AverageValue"),
        ),
        ...(sources.some((name) => given(metric[name]))
          ? []
          : [required(at, "must populate information for the given metric source")]),
      ];
    }),
  ];
};

/** "Specifying a Disruption Budget for your Application". */
export const podDisruptionBudget: Rules = (object) => {
  const spec = props(object.spec);
  const both = given(spec.minAvailable) && given(spec.maxUnavailable);
  return [
    ...(both ? [invalid("spec", "", "minAvailable and maxUnavailable cannot be both set")] : []),
    ...shareFaults(spec.minAvailable, "spec.minAvailable"),
    ...shareFaults(spec.maxUnavailable, "spec.maxUnavailable"),
    ...selectorFaults(spec.selector, "spec.selector"),
    ...oneOf(["AlwaysAllow", "IfHealthyBudget"], spec.unhealthyPodEvictionPolicy, "spec.unhealthyPodEvictionPolicy"),
  ];
};

/** A number of pods, or a part of them in percent. */
function shareFaults(value: unknown, field: string): Fault[] {
  const share = text(value);
  if (share === undefined) return atLeast(0, value, field);
  if (!/^[0-9]+%$/.test(share)) {
    return [invalid(field, share, "a valid percent string must be a numeric string followed by an ending '%'")];
  }
  return when(Number(share.slice(0, -1)) > 100, invalid(field, share, "must not be greater than 100%"));
}

/** "Pod Priority and Preemption": larger values and the prefix are the system's own. */
const HIGHEST_PRIORITY = 1_000_000_000;

export const priorityClass: Rules = (object) => {
  const value = number(object.value);
  const name = props(object.metadata).name;
  return [
    ...(value !== undefined && value > HIGHEST_PRIORITY
      ? [
          {
            field: "value",
            reason: `Forbidden: maximum allowed value of a user defined priority is ${HIGHEST_PRIORITY}`,
          },
        ]
      : []),
    ...(typeof name === "string" && name.startsWith("system-")
      ? [
          {
            field: "metadata.name",
            reason: "Forbidden: priority class names with 'system-' prefix are reserved for system use only",
          },
        ]
      : []),
    ...oneOf(["Never", "PreemptLowerPriority"], object.preemptionPolicy, "preemptionPolicy"),
  ];
};
