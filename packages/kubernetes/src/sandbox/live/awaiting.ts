import type { Props } from "@isobar/sandbox";
import type { Kind } from "../kind";
import { at, number, objects } from "../values";

/** Whether the provider would go on waiting for an object, and for what. */
type Missing = (object: Props) => string | undefined;

function condition(object: Props, type: string): Props | undefined {
  return objects(at(object, "status.conditions")).find((it) => it.type === type && it.status === "True");
}

function isObserved(object: Props): boolean {
  return (number(at(object, "status.observedGeneration")) ?? 0) >= (number(at(object, "metadata.generation")) ?? 0);
}

/** "Pulumi's await logic", as the SDK describes it at each kind. */
const MISSING: Readonly<Record<string, Missing>> = {
  "apps/v1/Deployment": (object) => {
    const progressed = condition(object, "Progressing")?.reason === "NewReplicaSetAvailable";
    const wanted = number(at(object, "spec.replicas")) ?? 1;
    const updated = number(at(object, "status.updatedReplicas")) ?? 0;
    const well = isObserved(object) && condition(object, "Available") && progressed && updated >= wanted;
    return well ? undefined : "minimum number of Pods is not available yet";
  },
  "apps/v1/StatefulSet": (object) => {
    const wanted = number(at(object, "spec.replicas")) ?? 1;
    const ready = number(at(object, "status.readyReplicas")) ?? 0;
    const sameRevision = at(object, "status.currentRevision") === at(object, "status.updateRevision");
    return isObserved(object) && ready >= wanted && sameRevision
      ? undefined
      : `${ready} out of ${wanted} replicas are ready`;
  },
  "apps/v1/DaemonSet": (object) => {
    const wanted = number(at(object, "status.desiredNumberScheduled")) ?? 0;
    const ready = number(at(object, "status.numberReady")) ?? 0;
    const updated = number(at(object, "status.updatedNumberScheduled")) ?? 0;
    return isObserved(object) && ready >= wanted && updated >= wanted
      ? undefined
      : `${ready} out of ${wanted} Pods are ready`;
  },
  "v1/Pod": (object) => {
    const ended = at(object, "status.phase") === "Succeeded";
    return ended || condition(object, "Ready") ? undefined : "the Pod is not ready";
  },
  "batch/v1/Job": (object) => (condition(object, "Complete") ? undefined : "the Job is not complete"),
  "v1/Namespace": (object) => (at(object, "status.phase") === "Active" ? undefined : "the Namespace is not active"),
  "v1/Service": (object) =>
    at(object, "spec.type") !== "LoadBalancer" || objects(at(object, "status.loadBalancer.ingress")).length > 0
      ? undefined
      : "the Service has no address",
  "networking.k8s.io/v1/Ingress": (object) =>
    objects(at(object, "status.loadBalancer.ingress")).length > 0 ? undefined : "the Ingress has no address",
  "apiextensions.k8s.io/v1/CustomResourceDefinition": (object) =>
    condition(object, "Established") ? undefined : "the definition is not established",
};

/** What an object still lacks before the provider calls it made; undefined if it lacks nothing. */
export function missing({ apiVersion, kind }: Kind, object: Props): string | undefined {
  const annotation = at(object, "metadata.annotations") as Props | undefined;
  if (annotation?.["pulumi.com/skipAwait"] === "true") return undefined;
  return MISSING[`${apiVersion}/${kind}`]?.(object);
}

/** Whether a load balancer must be given to it, which no cloud does here. */
export function wantsAddress({ apiVersion, kind }: Kind, object: Props): boolean {
  const balanced = apiVersion === "v1" && kind === "Service" && at(object, "spec.type") === "LoadBalancer";
  const isIngress = apiVersion === "networking.k8s.io/v1" && kind === "Ingress";
  return (balanced || isIngress) && objects(at(object, "status.loadBalancer.ingress")).length === 0;
}
