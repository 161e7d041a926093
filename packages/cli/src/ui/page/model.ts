import type { Call, Change, FaultSwitch, Resource, Snapshot } from "./protocol.js";

/** All that is known of the sandbox. */
export interface Model {
  readonly about: Pick<Snapshot, "folder" | "option" | "clouds" | "kinds" | "operations">;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Keys of resources that came with the latest change. */
  readonly fresh: ReadonlySet<string>;
  readonly faults: readonly FaultSwitch[];
  readonly calls: readonly Call[];
  /** How many calls there were before the first of {@link calls}. */
  readonly callsBefore: number;
  /** Milliseconds. */
  readonly ahead: number;
}

const MAX_CALLS = 20_000;

export function modelOf(snapshot: Snapshot): Model {
  const { folder, option, clouds, kinds, operations, faults, calls, callsBefore, ahead } = snapshot;
  return {
    about: { folder, option, clouds, kinds, operations },
    resources: new Map(snapshot.resources.map((resource) => [resource.key, resource])),
    fresh: new Set(),
    faults,
    calls,
    callsBefore,
    ahead,
  };
}

export function changed(model: Model, { put = [], gone = [], faults, calls = [], ahead }: Change): Model {
  const all = calls.length > 0 ? [...model.calls, ...calls] : model.calls;
  const dropped = Math.max(0, all.length - MAX_CALLS);
  return {
    ...model,
    ...changedResources(model, put, gone),
    faults: faults ?? model.faults,
    calls: dropped > 0 ? all.slice(dropped) : all,
    callsBefore: model.callsBefore + dropped,
    ahead: ahead ?? model.ahead,
  };
}

function changedResources(model: Model, put: readonly Resource[], gone: readonly string[]) {
  if (put.length === 0 && gone.length === 0) return {};
  const resources = new Map(model.resources);
  for (const key of gone) resources.delete(key);
  for (const resource of put) resources.set(resource.key, resource);
  return { resources, fresh: new Set(put.map(({ key }) => key).filter((key) => !model.resources.has(key))) };
}

/** Which of the resources are shown. What is left out doesn't limit. */
export interface Scope {
  readonly cloud?: string;
  readonly region?: string;
  readonly stack?: string;
}

export function inScope({ cloud, region, stack }: Scope, resource: Resource): boolean {
  return (
    (cloud === undefined || resource.cloud === cloud) &&
    (region === undefined || resource.region === region) &&
    (stack === undefined || resource.stack === stack)
  );
}

/** Whether each of the words stands in the resource's name, id, region, or type without its package. */
export function isMeant(query: string, { name, type, id, region }: Resource): boolean {
  const text = `${name} ${type.replace(/^[^:]*:/, "")} ${id} ${region}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The resources in the order in which people look for them. */
export function sorted(resources: Iterable<Resource>): Resource[] {
  return [...resources].sort(
    (a, b) =>
      a.cloud.localeCompare(b.cloud) ||
      a.region.localeCompare(b.region) ||
      naturally(a.stack, b.stack) ||
      naturally(a.name, b.name) ||
      a.type.localeCompare(b.type),
  );
}

/** The order of texts in which numbers count as such. */
export const naturally: (a: string, b: string) => number = new Intl.Collator(undefined, { numeric: true }).compare;

/** The last part of a type token: `Bucket` of `aws:s3/bucket:Bucket`. */
export function shortType(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/** The resources by the resources that they name. */
export function mentionedBy(resources: Iterable<Resource>): ReadonlyMap<string, readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const resource of resources) {
    for (const to of new Set(resource.mentions.map((mention) => mention.to))) {
      const by = found.get(to);
      if (by) by.push(resource);
      else found.set(to, [resource]);
    }
  }
  return found;
}
