import type { Permission, Props } from "@isobar/sandbox";
import { props } from "./cloud";

/** What stands in inputs for a value that is not known yet. */
const UNKNOWN = "*";

/** How the provider asks after an operation until it is done. */
export const WAIT = {
  global: "compute.globalOperations.get",
  region: "compute.regionOperations.get",
  zone: "compute.zoneOperations.get",
} as const;

/** Actions of a kind of resource. */
export function verbs(collection: string, ...names: readonly string[]): string[] {
  return names.map((name) => `${collection}.${name}`);
}

/**
 * Actions for those inputs, by their paths, that are given: to set them, and to change them in place. `a.b` reaches into
 * objects and through lists.
 */
export function forGiven(inputs: Props, byPath: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(byPath).flatMap(([path, actions]) => (isGiven(inputs, path) ? actions : []));
}

/** Whether inputs hold anything there but false and empty lists, or may. */
export function isGiven(inputs: Props, path: string): boolean {
  const inner = (value: unknown, key: string) => (value === UNKNOWN ? value : [props(value)[key]].flat());
  const found = path.split(".").reduce<unknown[]>((values, key) => values.flatMap((it) => inner(it, key)), [inputs]);
  return found.some((value) => value != null && value !== false);
}

/** A permission in the project of that id, or in the target's where none is named. */
export function inProject(id: unknown, actions: readonly string[]): Permission {
  const isKnown = typeof id === "string" && !id.includes(UNKNOWN);
  return isKnown ? { actions, resources: [`projects/${id}`] } : { actions };
}

/** A permission in the project of a path or link: "Shared VPC" has networks in a project of their own. */
export function inProjectOf(reference: unknown, actions: readonly string[]): Permission {
  return inProject(projectIn(reference), actions);
}

/** The project that a path or link names. */
export function projectIn(reference: unknown): string | undefined {
  return typeof reference === "string" ? /(?:^|\/)projects\/([^/]+)\//.exec(reference)?.[1] : undefined;
}
