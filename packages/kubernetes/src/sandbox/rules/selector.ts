import type { Props } from "@isobar/sandbox";
import { qualifiedName } from "../names";
import { given, objects, props, text, unknown } from "../values";
import { each, type Fault, follows, forbidden, invalid, oneOf, required } from "./fault";
import { labelFaults } from "./metadata";

/** "Labels and Selectors: set-based requirements". */
export function selectorFaults(selector: unknown, field: string): Fault[] {
  const { matchLabels, matchExpressions } = props(selector);
  return [
    ...labelFaults(matchLabels, `${field}.matchLabels`),
    ...each(objects(matchExpressions), `${field}.matchExpressions`, ({ key, operator, values }, at) => {
      const wants = operator === "In" || operator === "NotIn";
      const has = Array.isArray(values) && values.length > 0;
      return [
        ...follows(qualifiedName, key, `${at}.key`),
        ...oneOf(["In", "NotIn", "Exists", "DoesNotExist"], operator, `${at}.operator`),
        ...(wants && !has && !unknown(values)
          ? [required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'")]
          : []),
        ...(text(operator) && !wants && has
          ? [forbidden(`${at}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
          : []),
      ];
    }),
  ];
}

/** The selector of a workload: given, not empty, and true of the pods that it makes. */
export function workloadSelectorFaults(spec: Props): Fault[] {
  const { selector, template } = spec;
  if (!given(selector)) return [required("spec.selector")];
  if (unknown(selector)) return [];
  const { matchLabels, matchExpressions } = props(selector);
  if (Object.keys(props(matchLabels)).length === 0 && objects(matchExpressions).length === 0) {
    return [invalid("spec.selector", selector, "empty selector is invalid")];
  }
  const labels = props(props(props(template).metadata).labels);
  const fits = unknown(labels) || matches(selector, labels);
  return [
    ...selectorFaults(selector, "spec.selector"),
    ...(fits ? [] : [invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`")]),
  ];
}

function matches(selector: unknown, labels: Props): boolean {
  const { matchLabels, matchExpressions } = props(selector);
  return (
    Object.entries(props(matchLabels)).every(([key, value]) => labels[key] === value) &&
    objects(matchExpressions).every(({ key, operator, values }) => {
      const value = labels[String(key)];
      const among = Array.isArray(values) && values.includes(value);
      if (operator === "In") return among;
      if (operator === "NotIn") return !among;
      return (operator === "Exists") === (value !== undefined);
    })
  );
}
