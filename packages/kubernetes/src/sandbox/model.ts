import { isDeepStrictEqual } from "node:util";
import { type Model, type Props, type ResourceWorld, UNKNOWN, type World } from "@isobar/sandbox";
import { fill } from "./fill";
import { changeFault } from "./immutable";
import {
  CUSTOM_RESOURCE_DEFINITION,
  definitionOf,
  isNamespaced,
  type Kind,
  NAMESPACE,
  nameOf,
  namespaceOf,
  resourceName,
} from "./kind";
import { oneAtATime, replacing } from "./replacing";
import { schemaOf, valueFaults } from "./rules/definition";
import { failuresOf, sentence } from "./rules/index";
import { specOf, statusOf } from "./status";
import { at, number, objects, props, text } from "./values";

/** Namespaces that every cluster has from the start. */
const INITIAL_NAMESPACES = new Set(["default", "kube-node-lease", "kube-public", "kube-system"]);

/** What simulated and real clusters share: what the provider itself does. */
export function providerModel(type: string, kind: Kind): Model {
  return {
    type,
    ...(!kind.builtIn && { undeclared: true }),
    ...(kind.apiVersion === "v1" && kind.kind === "Secret" && { secrets: ["data", "stringData"] }),
    fill: (inputs, filling) => fill(kind, inputs, filling),
    immutable: (before, config) => replacing(kind, before, config),
    deleteBeforeReplace: oneAtATime,
    id: (inputs) => idOf(inputs),
  };
}

/** A kind in a simulated cluster. */
export function simulatedModel(type: string, kind: Kind): Model {
  return {
    ...providerModel(type, kind),
    check: (inputs) => failuresOf(kind, inputs),
    id: (inputs, world) => idOf(withGeneratedName(inputs, world), isNamespaced(kind, world)),
    refuse: (inputs, world) => refusal(kind, inputs, world),
    outputs: (inputs, world) => outputsOf(kind, inputs, world),
    ...((type === NAMESPACE || type === CUSTOM_RESOURCE_DEFINITION) && {
      takesAlong: (deleted, other) => takesAlong(type, deleted.inputs, other.inputs),
    }),
  };
}

export function idOf(inputs: Props, namespaced = true): string {
  const [namespace, name] = [namespaceOf(inputs), nameOf(inputs) ?? ""];
  return namespaced && namespace !== undefined ? `${namespace}/${name}` : name;
}

/** "Object Names and IDs: generated names" end in five characters. */
function withGeneratedName(inputs: Props, world: World): Props {
  const metadata = props(inputs.metadata);
  if (metadata.name !== undefined) return inputs;
  return { ...inputs, metadata: { ...metadata, name: `${text(metadata.generateName) ?? ""}${world.hex(5)}` } };
}

/** What the provider says around the answer of an API server. */
function refusal(kind: Kind, inputs: Props, world: ResourceWorld): string | undefined {
  const reason = serverRefusal(kind, inputs, world);
  const did = Object.keys(world.previous).length > 0 ? "updated" : "created";
  return reason && `resource ${idOf(inputs)} was not successfully ${did} by the Kubernetes API server: ${reason}`;
}

function serverRefusal(kind: Kind, inputs: Props, world: ResourceWorld): string | undefined {
  const definition = kind.builtIn ? undefined : definitionOf(kind, world);
  // "Deprecated API Migration Guide": beta APIs are off by default, and most old ones are gone.
  const unserved = kind.builtIn ? /(alpha|beta)/.test(kind.version) : definition === undefined;
  if (unserved) return `no matches for kind "${kind.kind}" in version "${kind.apiVersion}"`;
  const namespace = isNamespaced(kind, world) ? namespaceOf(inputs) : undefined;
  if (namespace !== undefined && !INITIAL_NAMESPACES.has(namespace) && !world.find(NAMESPACE, namespace)) {
    return `namespaces "${namespace}" not found`;
  }
  const name = nameOf(inputs) ?? "";
  const isNew = Object.keys(world.previous).length === 0;
  if (isNew && kind.apiVersion === "v1" && kind.kind === "Namespace" && INITIAL_NAMESPACES.has(name)) {
    return `${resourceName(kind, name)} already exists`;
  }
  const changed = isNew ? undefined : changeFault(kind, world.previous, inputs);
  const [fault] = changed ? [changed] : definition ? valueFaults(schemaOf(definition, kind.version), inputs, "") : [];
  return fault && sentence(kind, inputs, fault);
}

function outputsOf(kind: Kind, inputs: Props, world: ResourceWorld & { readonly id: string }): Props {
  const before = props(world.previous.metadata);
  const spec = specOf(kind, inputs, world);
  const generation = generationOf(inputs, spec, world);
  const status = statusOf(kind, inputs, world, generation);
  const { namespace: _, ...metadata } = props(inputs.metadata);
  const namespaced = isNamespaced(kind, world);
  return {
    metadata: {
      ...metadata,
      name: world.id.split("/").at(-1),
      ...(namespaced && { namespace: namespaceOf(inputs) }),
      uid: before.uid ?? world.uuid(),
      creationTimestamp: before.creationTimestamp ?? timestamp(world),
      resourceVersion: resourceVersion(before.resourceVersion, world),
      ...(inputs.spec !== undefined && { generation }),
      labels: labelsOf(kind, metadata.labels, world),
    },
    ...(spec && { spec }),
    ...(status && { status }),
    ...(kind.apiVersion === "v1" && kind.kind === "Secret" && secretOutputs(inputs)),
  };
}

/** "Automatic labelling" of namespaces by their name. */
function labelsOf({ apiVersion, kind }: Kind, labels: unknown, world: { readonly id: string }): unknown {
  const isNamespace = apiVersion === "v1" && kind === "Namespace";
  return isNamespace ? { ...props(labels), "kubernetes.io/metadata.name": world.id } : labels;
}

/** Grows when the spec changes. */
function generationOf(inputs: Props, spec: Props | undefined, { previous }: ResourceWorld): number {
  const before = number(at(previous, "metadata.generation"));
  if (before === undefined) return 1;
  return isDeepStrictEqual(previous.spec, spec ?? inputs.spec) ? before : before + 1;
}

function timestamp(world: World): string {
  return world
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
}

function resourceVersion(before: unknown, world: World): string {
  const digits = world.hex(2);
  return digits === UNKNOWN ? UNKNOWN : String(Number(before ?? 1000) + 1 + Number.parseInt(digits, 16));
}

/** "Secrets": plain texts are written into the data. */
function secretOutputs({ data, stringData, type }: Props): Props {
  const encoded = Object.entries(props(stringData)).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString("base64"),
  ]);
  return { data: { ...props(data), ...Object.fromEntries(encoded) }, type: type ?? "Opaque" };
}

/** With a namespace goes all that is in it; with a definition, all that it defines. */
function takesAlong(type: string, deleted: Props, other: Props): boolean {
  if (type === NAMESPACE) return namespaceOf(other) === nameOf(deleted);
  const versions = objects(at(deleted, "spec.versions")).map(
    ({ name }) => `${String(at(deleted, "spec.group"))}/${String(name)}`,
  );
  return other.kind === at(deleted, "spec.names.kind") && versions.includes(String(other.apiVersion));
}
