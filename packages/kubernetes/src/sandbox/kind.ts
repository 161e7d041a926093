import type { Props, World } from "@isobar/sandbox";
import { at, objects, text } from "./values";

/** What an object is, in Kubernetes' words. */
export interface Kind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly apiVersion: string;
  /** Whether Kubernetes itself has it, as far as the SDK knows; else users define it. */
  readonly builtIn: boolean;
}

export const CUSTOM_RESOURCE_DEFINITION = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";
export const NAMESPACE = "kubernetes:core/v1:Namespace";

/** Objects that lie in no namespace, as `kubectl api-resources --namespaced=false` lists them. */
const CLUSTER_SCOPED = new Set([
  ...["Namespace", "Node", "PersistentVolume", "ComponentStatus"],
  ...["admissionregistration.k8s.io", "apiregistration.k8s.io", "flowcontrol.apiserver.k8s.io", "node.k8s.io"],
  ...["apiextensions.k8s.io/CustomResourceDefinition", "scheduling.k8s.io/PriorityClass"],
  ...["certificates.k8s.io/CertificateSigningRequest", "certificates.k8s.io/ClusterTrustBundle"],
  ...["networking.k8s.io/IngressClass", "networking.k8s.io/IPAddress", "networking.k8s.io/ServiceCIDR"],
  ...["rbac.authorization.k8s.io/ClusterRole", "rbac.authorization.k8s.io/ClusterRoleBinding"],
  ...["resource.k8s.io/DeviceClass", "resource.k8s.io/DeviceTaintRule", "resource.k8s.io/ResourceSlice"],
  ...["storage.k8s.io/CSIDriver", "storage.k8s.io/CSINode", "storage.k8s.io/StorageClass"],
  ...["storage.k8s.io/VolumeAttachment", "storage.k8s.io/VolumeAttributesClass", "storagemigration.k8s.io"],
]);

/** The kind of a type token such as `kubernetes:apps/v1:Deployment`; undefined for what is no object of an API. */
export function kindOf(token: string, isBuiltIn: (token: string) => boolean): Kind | undefined {
  const [, groupVersion = "", kind = ""] = token.split(":");
  const parts = groupVersion.split("/");
  const [first = "", version = first] = parts;
  const group = parts.length === 1 || first === "core" ? "" : first;
  if (kind === "" || !/^v\d/.test(version)) return undefined;
  return { group, version, kind, apiVersion: group === "" ? version : groupVersion, builtIn: isBuiltIn(token) };
}

/** Whether objects of a kind lie in a namespace. What no definition says is taken for namespaced, as the provider does. */
export function isNamespaced(kind: Kind, world: World): boolean {
  if (!kind.builtIn) return at(definitionOf(kind, world), "spec.scope") !== "Cluster";
  return !CLUSTER_SCOPED.has(kind.group) && !CLUSTER_SCOPED.has(kind.group ? `${kind.group}/${kind.kind}` : kind.kind);
}

/** The custom resource definition of a kind, if there is one that serves its version. */
export function definitionOf({ group, version, kind }: Kind, world: World): Props | undefined {
  return world
    .list(CUSTOM_RESOURCE_DEFINITION)
    .map(({ inputs }) => inputs)
    .find(
      (inputs) =>
        at(inputs, "spec.group") === group &&
        at(inputs, "spec.names.kind") === kind &&
        objects(at(inputs, "spec.versions")).some(({ name, served }) => name === version && served === true),
    );
}

/** `deployments.apps "web"`, as API servers name an object that they can't find or already have. */
export function resourceName({ group, kind }: Kind, name: string): string {
  return `${plural(kind)}${group && `.${group}`} "${name}"`;
}

/** `Deployment.apps "web"`, as API servers name an object that they refuse. */
export function objectName({ group, kind }: Kind, name: string): string {
  return `${kind}${group && `.${group}`} "${name}"`;
}

function plural(kind: string): string {
  const lower = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(lower)) return `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}

export function nameOf(inputs: Props): string | undefined {
  return text(at(inputs, "metadata.name"));
}

export function namespaceOf(inputs: Props): string | undefined {
  return text(at(inputs, "metadata.namespace"));
}
