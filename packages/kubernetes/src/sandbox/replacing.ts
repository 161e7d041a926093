import type { Props } from "@isobar/sandbox";
import { AUTONAMED } from "./fill";
import type { Kind } from "./kind";
import { at } from "./values";

const IDENTITY = ["metadata.name", "metadata.namespace"];

const CONTAINER = [
  ...["args", "command", "env", "image", "imagePullPolicy", "lifecycle", "livenessProbe", "ports", "readinessProbe"],
  ...[
    "resources",
    "securityContext",
    "stdin",
    "stdinOnce",
    "terminationMessagePath",
    "terminationMessagePolicy",
    "tty",
  ],
  ...["volumeDevices", "volumeMounts", "workingDir"],
];

const POD = [
  ...["affinity", "automountServiceAccountToken", "dnsConfig", "dnsPolicy", "enableServiceLinks", "hostAliases"],
  ...["hostIPC", "hostNetwork", "hostPID", "hostname", "imagePullSecrets", "nodeName", "nodeSelector", "overhead"],
  ...["preemptionPolicy", "priority", "priorityClassName", "readinessGates", "restartPolicy", "runtimeClassName"],
  ...["schedulerName", "securityContext", "serviceAccount", "serviceAccountName", "shareProcessNamespace", "subdomain"],
  ...["terminationGracePeriodSeconds", "volumes"],
  ...["containers", "initContainers"].flatMap((list) => CONTAINER.map((field) => `${list}.${field}`)),
];

const PERSISTENT_VOLUME = [
  ...["awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "csi", "fc", "flexVolume", "flocker"],
  ...["gcePersistentDisk", "glusterfs", "hostPath", "iscsi", "local", "nfs", "photonPersistentDisk", "portworxVolume"],
  ...["quobyte", "rbd", "scaleIO", "storageos", "vsphereVolume"],
];

/** What pulumi-kubernetes replaces an object for, beside its name and namespace. */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  "apps/v1/DaemonSet": ["spec.selector"],
  "apps/v1/Deployment": ["spec.selector"],
  "apps/v1/StatefulSet": [
    ...["spec.podManagementPolicy", "spec.revisionHistoryLimit", "spec.selector", "spec.serviceName"],
    "spec.volumeClaimTemplates",
  ],
  "batch/v1/Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/v1/RoleBinding": ["roleRef"],
  "storage.k8s.io/v1/StorageClass": ["parameters", "provisioner"],
  "v1/PersistentVolume": PERSISTENT_VOLUME.map((field) => `spec.${field}`),
  "v1/PersistentVolumeClaim": ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
  "v1/Pod": POD.map((field) => `spec.${field}`),
  "v1/ResourceQuota": ["spec.scopes"],
  "v1/Secret": ["type"],
  "v1/Service": ["spec.clusterIP"],
};

/** Paths whose change replaces an object with a provider so configured. */
export function replacing({ apiVersion, kind }: Kind, before: Props, config: Props): readonly string[] {
  const paths = [...IDENTITY, ...(REPLACING[`${apiVersion}/${kind}`] ?? [])];
  // "Provider": only when they are asked to, or the object says it never changes, config maps and secrets are kept.
  if (
    apiVersion === "v1" &&
    kind === "ConfigMap" &&
    (config.enableConfigMapMutable !== true || before.immutable === true)
  ) {
    return [...paths, "data", "binaryData"];
  }
  if (apiVersion === "v1" && kind === "Secret" && (config.enableSecretMutable !== true || before.immutable === true)) {
    return [...paths, "data", "stringData"];
  }
  return paths;
}

/** Under a name that the program gives, the new object can't exist beside the old one. */
export function oneAtATime(before: Props, after: Props): boolean {
  const annotations = at(after, "metadata.annotations") as Props | undefined;
  return (
    annotations?.[AUTONAMED] !== "true" &&
    IDENTITY.every((path) => at(before, path) === at(after, path)) &&
    at(after, "metadata.name") !== undefined
  );
}
