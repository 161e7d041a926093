import { isDeepStrictEqual } from "node:util";
import type { Props } from "@isobar/sandbox";
import type { Kind } from "./kind";
import type { Fault } from "./rules/fault";
import { amount } from "./rules/quantity";
import { at, props } from "./values";

const FIELD_IS_IMMUTABLE = "field is immutable";

/** What an API server holds unchangeable of objects that the provider tries to change in place. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  "apiextensions.k8s.io/v1/CustomResourceDefinition": [
    "spec.group",
    "spec.names.kind",
    "spec.names.plural",
    "spec.scope",
  ],
  "apps/v1/ReplicaSet": ["spec.selector"],
  "batch/v1/Job": ["spec.completionMode", "spec.podFailurePolicy", "spec.successPolicy"],
  "networking.k8s.io/v1/IngressClass": ["spec.controller"],
  "node.k8s.io/v1/RuntimeClass": ["handler"],
  "scheduling.k8s.io/v1/PriorityClass": ["value", "preemptionPolicy"],
  "storage.k8s.io/v1/StorageClass": ["reclaimPolicy", "volumeBindingMode"],
  "v1/PersistentVolumeClaim": ["spec.volumeMode", "spec.dataSource", "spec.dataSourceRef"],
};

/** "StatefulSets: update strategies": all else of the spec is fixed. */
const STATEFUL_SET_FREE = new Set([
  ...["replicas", "ordinals", "template", "updateStrategy", "persistentVolumeClaimRetentionPolicy"],
  ...["minReadySeconds", "revisionHistoryLimit"],
]);

/** Why an API server would refuse to change one object into another. */
export function changeFault({ apiVersion, kind }: Kind, before: Props, after: Props): Fault | undefined {
  const changed = (path: string) => !isDeepStrictEqual(at(before, path), at(after, path));
  const fixed = (FIXED[`${apiVersion}/${kind}`] ?? []).find(changed);
  if (fixed) {
    const value = JSON.stringify(at(after, fixed) ?? null);
    return { field: fixed, reason: `Invalid value: ${value}: ${FIELD_IS_IMMUTABLE}` };
  }
  if (apiVersion === "apps/v1" && kind === "StatefulSet") {
    const names = [...new Set([...Object.keys(props(before.spec)), ...Object.keys(props(after.spec))])];
    const other = names.some((name) => !STATEFUL_SET_FREE.has(name) && changed(`spec.${name}`));
    const free = [...STATEFUL_SET_FREE].map((name) => `'${name}'`).join(", ");
    if (other)
      return {
        field: "spec",
        reason: `Forbidden: updates to statefulset spec for fields other than ${free} are forbidden`,
      };
  }
  if (
    apiVersion === "v1" &&
    (kind === "ConfigMap" || kind === "Secret") &&
    before.immutable === true &&
    after.immutable !== true
  ) {
    return { field: "immutable", reason: "Forbidden: field is immutable when `immutable` is set" };
  }
  return apiVersion === "v1" && kind === "PersistentVolumeClaim" ? shrinkFault(before, after) : undefined;
}

/** "Persistent Volumes: expanding persistent volumes claims". */
function shrinkFault(before: Props, after: Props): Fault | undefined {
  const size = (object: Props) => amount(at(object, "spec.resources.requests.storage"));
  const [old, wanted] = [size(before), size(after)];
  return old !== undefined && wanted !== undefined && wanted < old
    ? { field: "spec.resources.requests.storage", reason: "Forbidden: field can not be less than status.capacity" }
    : undefined;
}
