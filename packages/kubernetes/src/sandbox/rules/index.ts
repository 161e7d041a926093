import type { CheckFailure, Props } from "@isobar/sandbox";
import { type Kind, nameOf, objectName } from "../kind";
import { clusterRole, clusterRoleBinding, role, roleBinding } from "./access";
import { configMap, secret } from "./config";
import { customResourceDefinition } from "./definition";
import type { Fault, Rules } from "./fault";
import { metadataFaults } from "./metadata";
import { ingress, networkPolicy, service } from "./network";
import { apiService, endpointSlice, endpoints, ingressClass, lease, runtimeClass, webhooks } from "./others";
import { horizontalPodAutoscaler, podDisruptionBudget, priorityClass } from "./scaling";
import { limitRange, persistentVolume, persistentVolumeClaim, resourceQuota, storageClass } from "./storage";
import { cronJob, daemonSet, deployment, job, pod, replicaSet, statefulSet } from "./workloads";

/** The rules that an API server has beside its types, by API version and kind. */
const RULES: Readonly<Record<string, Rules>> = {
  "admissionregistration.k8s.io/v1/MutatingWebhookConfiguration": webhooks,
  "admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration": webhooks,
  "apiextensions.k8s.io/v1/CustomResourceDefinition": customResourceDefinition,
  "apiregistration.k8s.io/v1/APIService": apiService,
  "apps/v1/DaemonSet": daemonSet,
  "apps/v1/Deployment": deployment,
  "apps/v1/ReplicaSet": replicaSet,
  "apps/v1/StatefulSet": statefulSet,
  "autoscaling/v1/HorizontalPodAutoscaler": horizontalPodAutoscaler,
  "autoscaling/v2/HorizontalPodAutoscaler": horizontalPodAutoscaler,
  "batch/v1/CronJob": cronJob,
  "batch/v1/Job": job,
  "coordination.k8s.io/v1/Lease": lease,
  "discovery.k8s.io/v1/EndpointSlice": endpointSlice,
  "networking.k8s.io/v1/Ingress": ingress,
  "networking.k8s.io/v1/IngressClass": ingressClass,
  "networking.k8s.io/v1/NetworkPolicy": networkPolicy,
  "node.k8s.io/v1/RuntimeClass": runtimeClass,
  "policy/v1/PodDisruptionBudget": podDisruptionBudget,
  "rbac.authorization.k8s.io/v1/ClusterRole": clusterRole,
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": clusterRoleBinding,
  "rbac.authorization.k8s.io/v1/Role": role,
  "rbac.authorization.k8s.io/v1/RoleBinding": roleBinding,
  "scheduling.k8s.io/v1/PriorityClass": priorityClass,
  "storage.k8s.io/v1/StorageClass": storageClass,
  "v1/ConfigMap": configMap,
  "v1/Endpoints": endpoints,
  "v1/LimitRange": limitRange,
  "v1/PersistentVolume": persistentVolume,
  "v1/PersistentVolumeClaim": persistentVolumeClaim,
  "v1/Pod": pod,
  "v1/ResourceQuota": resourceQuota,
  "v1/Secret": secret,
  "v1/Service": service,
};

/** What an API server would refuse of an object, whatever else exists. */
export function failuresOf(kind: Kind, object: Props): CheckFailure[] {
  const rules = RULES[`${kind.apiVersion}/${kind.kind}`];
  const faults = [
    ...metadataFaults(kind, object),
    ...(rules?.(object) ?? []),
    ...(kind.builtIn ? fractions(object, "") : []),
  ];
  return faults.map(({ field, reason }) => ({ property: field, reason: sentence(kind, object, { field, reason }) }));
}

/** An API server's sentence about a faulty object. */
export function sentence(kind: Kind, object: Props, { field, reason }: Fault): string {
  return `${objectName(kind, nameOf(object) ?? "")} is invalid: ${field}${field && ": "}${reason}`;
}

/** Numbers are whole in Kubernetes' own types, but in the schemas of definitions. */
function fractions(value: unknown, field: string): Fault[] {
  if (typeof value === "number") {
    return Number.isInteger(value) ? [] : [{ field, reason: `expected integer, got ${value}` }];
  }
  if (typeof value !== "object" || value === null || field.endsWith("openAPIV3Schema")) return [];
  return Object.entries(value).flatMap(([key, item]) => fractions(item, field === "" ? key : `${field}.${key}`));
}
