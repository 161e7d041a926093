import type { Props } from "@isobar/sandbox";
import { dnsSubdomain } from "../names";
import { given, objects, props, unknown } from "../values";
import { each, type Fault, follows, invalid, need, oneOf, type Rules, required } from "./fault";

/** "Using RBAC Authorization". */
const RBAC = "rbac.authorization.k8s.io";

export const role: Rules = (object) => each(objects(object.rules), "rules", (rule, at) => ruleFaults(rule, at, false));

export const clusterRole: Rules = (object) =>
  each(objects(object.rules), "rules", (rule, at) => ruleFaults(rule, at, true));

function ruleFaults(rule: Props, field: string, anywhere: boolean): Fault[] {
  if (unknown(rule)) return [];
  const isEmpty = (name: string) => !Array.isArray(rule[name]) || rule[name].length === 0;
  const verbs = isEmpty("verbs") ? [required(`${field}.verbs`, "verbs must contain at least one value")] : [];
  if (!isEmpty("nonResourceURLs")) {
    const both = !isEmpty("apiGroups") || !isEmpty("resources");
    if (anywhere && both) {
      const mixed = "rules cannot apply to both regular resources and non-resource URLs";
      return [...verbs, invalid(`${field}.nonResourceURLs`, rule.nonResourceURLs, mixed)];
    }
    const reason = "Invalid value: namespaced rules cannot apply to non-resource URLs";
    return [...verbs, ...(anywhere ? [] : [{ field: `${field}.nonResourceURLs`, reason }])];
  }
  return [
    ...verbs,
    ...(isEmpty("apiGroups")
      ? [required(`${field}.apiGroups`, "resource rules must supply at least one api group")]
      : []),
    ...(isEmpty("resources")
      ? [required(`${field}.resources`, "resource rules must supply at least one resource")]
      : []),
  ];
}

export const roleBinding: Rules = (object) => bindingFaults(object, ["ClusterRole", "Role"], true);

export const clusterRoleBinding: Rules = (object) => bindingFaults(object, ["ClusterRole"], false);

function bindingFaults(object: Props, kinds: readonly string[], namespaced: boolean): Fault[] {
  const roleRef = props(object.roleRef);
  const known = typeof object.roleRef !== "string";
  return [
    ...(known ? [...need(roleRef, "name", "roleRef"), ...oneOf([RBAC], roleRef.apiGroup, "roleRef.apiGroup")] : []),
    ...oneOf(kinds, roleRef.kind, "roleRef.kind"),
    ...each(objects(object.subjects), "subjects", (subject, at) => subjectFaults(subject, namespaced, at)),
  ];
}

/** In a namespace, its own accounts are meant where none is named. */
function subjectFaults(subject: Props, namespaced: boolean, field: string): Fault[] {
  const { kind, apiGroup, namespace } = subject;
  return [
    ...need(subject, "name", field),
    ...(kind === "ServiceAccount" ? follows(dnsSubdomain, subject.name, `${field}.name`) : []),
    ...oneOf(["ServiceAccount", "User", "Group"], kind, `${field}.kind`),
    ...(kind === "ServiceAccount" && !namespaced && !given(namespace) ? [required(`${field}.namespace`)] : []),
    ...(kind === "User" || kind === "Group" ? oneOf([RBAC], apiGroup, `${field}.apiGroup`) : []),
  ];
}
