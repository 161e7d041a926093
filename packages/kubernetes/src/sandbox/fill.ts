import type { Filling, Props } from "@isobar/sandbox";
import { SIGNATURE_KEY } from "@isobar/sandbox/values";
import { clusterOf } from "./cluster";
import { isNamespaced, type Kind } from "./kind";
import { at, given, props } from "./values";

/** "Kubernetes: how Pulumi names objects": names that the provider made carry it. */
export const AUTONAMED = "pulumi.com/autonamed";
const MANAGED_BY = "app.kubernetes.io/managed-by";

/** What the provider fills in: API version, kind, name and namespace. */
export function fill(kind: Kind, inputs: Props, filling: Filling): Props {
  const { metadata } = inputs;
  const filled =
    typeof metadata === "string" ? metadata : within(metadata ?? {}, (it) => fillMetadata(kind, it, filling));
  return { apiVersion: kind.apiVersion, kind: kind.kind, ...present(inputs), metadata: filled };
}

function fillMetadata(kind: Kind, metadata: Props, filling: Filling): Props {
  const named = withName(metadata, filling);
  const { config } = filling.world;
  const labelled = config.enableServerSideApply === false && isManaged(filling) ? withLabel(named) : named;
  if (given(labelled.namespace) || !isNamespaced(kind, filling.world)) return labelled;
  return { ...labelled, namespace: clusterOf(config).namespace };
}

function withName(metadata: Props, { oldInputs, generateName }: Filling): Props {
  if (given(metadata.name) || given(metadata.generateName)) return metadata;
  const before = props(oldInputs.metadata);
  const kept = props(before.annotations)[AUTONAMED] === "true" ? before.name : undefined;
  const name = kept ?? generateName({ property: "metadata.name", digits: 8 });
  return {
    ...metadata,
    name,
    annotations: within(metadata.annotations ?? {}, (it) => ({ ...it, [AUTONAMED]: "true" })),
  };
}

/** Without server-side apply the provider labels what it makes, and what it labelled before. */
function isManaged({ oldInputs }: Filling): boolean {
  return Object.keys(oldInputs).length === 0 || given(props(at(oldInputs, "metadata.labels"))[MANAGED_BY]);
}

function withLabel(metadata: Props): Props {
  return { ...metadata, labels: within(metadata.labels ?? {}, (it) => ({ ...it, [MANAGED_BY]: "pulumi" })) };
}

function present(inputs: Props): Props {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => given(value)));
}

/** Changes an object, also one that is a secret as a whole. */
function within(value: unknown, change: (object: Props) => Props): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const object = value as Props;
  return object[SIGNATURE_KEY] === undefined ? change(object) : { ...object, value: within(object.value, change) };
}
