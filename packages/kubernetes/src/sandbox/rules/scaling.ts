import { given, number, objects, props } from "../values";
import { atLeast, each, invalid, need, oneOf, required, type Rules } from "./fault";
import { selectorFaults } from "./selector";

/** "Horizontal Pod Autoscaling". */
export const horizontalPodAutoscaler: Rules = (object) => {
  const spec = props(object.spec);
  const [least, most] = [number(spec.minReplicas), number(spec.maxReplicas)];
  return [
    ...need(props(spec.scaleTargetRef), "kind", "spec.scaleTargetRef"),
    ...need(props(spec.scaleTargetRef), "name", "spec.scaleTargetRef"),
    ...atLeast(1, spec.minReplicas, "spec.minReplicas"),
    ...(most !== undefined && most < 1 ? [invalid("spec.maxReplicas", most, "must be greater than 0")] : []),
    ...(least !== undefined && most !== undefined && most < least
      ? [invalid("spec.maxReplicas", most, "must be greater than or equal to `minReplicas`")]
      : []),
    ...each(objects(spec.metrics), "spec.metrics", (metric, at) => {
      const sources = ["resource", "pods", "object", "external", "containerResource"];
      const kinds = ["ContainerResource", "External", "Object", "Pods", "Resource"];
      return [
        ...oneOf(kinds, metric.type, `${at}.type`),
        ...(sources.some((name) => given(metric[name])) ? [] : [required(at, "must populate information for the given metric source")]),
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
    ...atLeast(0, spec.minAvailable, "spec.minAvailable"),
    ...atLeast(0, spec.maxUnavailable, "spec.maxUnavailable"),
    ...selectorFaults(spec.selector, "spec.selector"),
    ...oneOf(["AlwaysAllow", "IfHealthyBudget"], spec.unhealthyPodEvictionPolicy, "spec.unhealthyPodEvictionPolicy"),
  ];
};

/** "Pod Priority and Preemption": larger values and the prefix are the system's own. */
const HIGHEST_PRIORITY = 1_000_000_000;

export const priorityClass: Rules = (object) => {
  const value = number(object.value);
  const name = props(object.metadata).name;
  return [
    ...(value !== undefined && value > HIGHEST_PRIORITY
      ? [{ field: "value", reason: `Forbidden: maximum allowed value of a user defined priority is ${HIGHEST_PRIORITY}` }]
      : []),
    ...(typeof name === "string" && name.startsWith("system-")
      ? [{ field: "metadata.name", reason: "Forbidden: priority class names with 'system-' prefix are reserved for system use only" }]
      : []),
    ...oneOf(["Never", "PreemptLowerPriority"], object.preemptionPolicy, "preemptionPolicy"),
  ];
};
