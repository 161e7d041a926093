import type { Props, ResourceWorld } from "@isobar/sandbox";
import type { Kind } from "./kind";
import { at, number, objects, props, text } from "./values";

/** What a status says of an object that is well. */
type StatusOf = (object: Props, world: ResourceWorld, generation: number) => Props;

function condition(type: string, reason: string, world: ResourceWorld): Props {
  const time = world
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
  return { type, status: "True", reason, lastTransitionTime: time };
}

function replicasOf(object: Props): number {
  return number(at(object, "spec.replicas")) ?? 1;
}

function address(world: ResourceWorld, before: unknown): string {
  return text(before) ?? hostOf("203.0.113", world);
}

/** A host of a /24 network; unknown where random digits are. */
function hostOf(network: string, world: ResourceWorld): string {
  const digits = world.hex(2);
  const host = Number.parseInt(digits, 16);
  return digits.length === 2 ? `${network}.${1 + (host % 254)}` : digits;
}

function loadBalancer(world: ResourceWorld): Props {
  const before = objects(at(world.previous, "status.loadBalancer.ingress"))[0]?.ip;
  return { loadBalancer: { ingress: [{ ip: address(world, before) }] } };
}

const STATUS: Readonly<Record<string, StatusOf>> = {
  "apps/v1/Deployment": (object, world, observedGeneration) => {
    const replicas = replicasOf(object);
    const conditions = [
      condition("Available", "MinimumReplicasAvailable", world),
      condition("Progressing", "NewReplicaSetAvailable", world),
    ];
    const counts = { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
    return { observedGeneration, ...counts, conditions };
  },
  "apps/v1/StatefulSet": (object, _, observedGeneration) => {
    const replicas = replicasOf(object);
    const counts = { replicas, currentReplicas: replicas, updatedReplicas: replicas, readyReplicas: replicas };
    return { observedGeneration, ...counts, availableReplicas: replicas, collisionCount: 0 };
  },
  "apps/v1/ReplicaSet": (object, _, observedGeneration) => {
    const replicas = replicasOf(object);
    const counts = { replicas, fullyLabeledReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
    return { observedGeneration, ...counts };
  },
  "apps/v1/DaemonSet": (_, __, observedGeneration) => ({
    ...{ observedGeneration, currentNumberScheduled: 1, desiredNumberScheduled: 1, numberMisscheduled: 0 },
    ...{ numberReady: 1, numberAvailable: 1, updatedNumberScheduled: 1 },
  }),
  "v1/Pod": (_, world) => ({
    ...{ phase: "Running", podIP: text(at(world.previous, "status.podIP")) ?? hostOf("10.244.0", world) },
    conditions: ["Initialized", "Ready", "ContainersReady", "PodScheduled"].map((type) => condition(type, "", world)),
  }),
  "batch/v1/Job": (object, world) => {
    const succeeded = number(at(object, "spec.completions")) ?? 1;
    const time = world
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, "Z");
    const conditions = [
      condition("SuccessCriteriaMet", "CompletionsReached", world),
      condition("Complete", "CompletionsReached", world),
    ];
    return { startTime: time, completionTime: time, succeeded, ready: 0, active: 0, conditions };
  },
  "v1/Namespace": () => ({ phase: "Active" }),
  "v1/PersistentVolume": () => ({ phase: "Available" }),
  "v1/PersistentVolumeClaim": (object) => ({
    ...{ phase: "Bound", accessModes: at(object, "spec.accessModes") },
    capacity: at(object, "spec.resources.requests"),
  }),
  "v1/Service": (object, world) =>
    at(object, "spec.type") === "LoadBalancer" ? loadBalancer(world) : { loadBalancer: {} },
  "networking.k8s.io/v1/Ingress": (_, world) => loadBalancer(world),
  "apiextensions.k8s.io/v1/CustomResourceDefinition": (object, world) => ({
    conditions: [
      condition("NamesAccepted", "NoConflicts", world),
      condition("Established", "InitialNamesAccepted", world),
    ],
    acceptedNames: at(object, "spec.names"),
    storedVersions: objects(at(object, "spec.versions")).flatMap((it) => (it.storage === true ? [it.name] : [])),
  }),
  "apiregistration.k8s.io/v1/APIService": (_, world) => ({ conditions: [condition("Available", "Passed", world)] }),
  "autoscaling/v2/HorizontalPodAutoscaler": (object) => {
    const replicas = number(at(object, "spec.minReplicas")) ?? 1;
    return { currentReplicas: replicas, desiredReplicas: replicas };
  },
  "policy/v1/PodDisruptionBudget": (_, __, observedGeneration) => ({
    ...{ observedGeneration, currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
  }),
};

/** The status that an object has once the provider no longer waits; undefined for kinds that have none. */
export function statusOf(
  { apiVersion, kind }: Kind,
  object: Props,
  world: ResourceWorld,
  generation: number,
): Props | undefined {
  return STATUS[`${apiVersion}/${kind}`]?.(object, world, generation);
}

/** What an API server fills into a spec that others read from there. */
export function specOf({ apiVersion, kind }: Kind, object: Props, world: ResourceWorld): Props | undefined {
  const spec = props(object.spec);
  if (apiVersion === "v1" && kind === "Service") return serviceSpec(spec, world);
  if (apiVersion === "v1" && kind === "PersistentVolumeClaim") {
    const volumeName = at(world.previous, "spec.volumeName") ?? `pvc-${world.uuid()}`;
    return { volumeMode: "Filesystem", volumeName, ...spec };
  }
  if (["Deployment", "ReplicaSet", "StatefulSet"].includes(kind) && apiVersion === "apps/v1")
    return { replicas: 1, ...spec };
  return undefined;
}

/** "Service": addresses are of the service network 10.96.0.0/12, node ports from 30000. */
function serviceSpec(spec: Props, world: ResourceWorld): Props {
  const type = text(spec.type) ?? "ClusterIP";
  if (type === "ExternalName") return { type, ...spec };
  const clusterIP = text(spec.clusterIP) || text(at(world.previous, "spec.clusterIP")) || hostOf("10.96.0", world);
  const before = objects(at(world.previous, "spec.ports"));
  const opens = type === "NodePort" || type === "LoadBalancer";
  const ports = objects(spec.ports).map((port, index) => ({
    ...{ protocol: "TCP", targetPort: port.port },
    ...(opens && { nodePort: before[index]?.nodePort ?? nodePort(world) }),
    ...port,
  }));
  return { ...spec, type, clusterIP, clusterIPs: [clusterIP], sessionAffinity: spec.sessionAffinity ?? "None", ports };
}

function nodePort(world: ResourceWorld): number | string {
  const digits = world.hex(4);
  return digits.length === 4 ? 30_000 + (Number.parseInt(digits, 16) % 2768) : digits;
}
