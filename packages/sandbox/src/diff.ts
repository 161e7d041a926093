import { isDeepStrictEqual } from "node:util";
import type { Props } from "./model.js";
import { type Path, parsePath } from "./paths.js";
import { isAsset, isObject } from "./values.js";

/** One difference between two property bags, at the innermost place where they differ. */
export interface Change {
  readonly path: Path;
  readonly kind: "add" | "delete" | "update";
  readonly before: unknown;
  readonly after: unknown;
}

/** The differences between plain properties. A property that is missing is the same as one that is null. */
export function compare(before: Props, after: Props): Change[] {
  return compareObjects(before, after, []);
}

function compareObjects(before: Props, after: Props, path: Path): Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .flatMap((key) => compareValues(before[key], after[key], [...path, key]));
}

function compareValues(before: unknown, after: unknown, path: Path): Change[] {
  if (isDeepStrictEqual(before ?? null, after ?? null)) {
    return [];
  }
  if (before == null || after == null) {
    return [{ path, kind: before == null ? "add" : "delete", before, after }];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const longer = before.length > after.length ? before : after;
    return longer.flatMap((_, index) => compareValues(before[index], after[index], [...path, index]));
  }
  if (isObject(before) && isObject(after) && !isAsset(before) && !isAsset(after)) {
    return compareObjects(before, after, path);
  }
  return [{ path, kind: "update", before, after }];
}

/** The changes that no ignored path (in Pulumi's syntax, `rules[*].name`) covers. */
export function withoutIgnored(changes: readonly Change[], ignored: readonly string[]): Change[] {
  const prefixes = ignored.map(parsePath);
  return changes.filter(({ path }) => !prefixes.some((prefix) => covers(prefix, path)));
}

/** The changes without what a program says anew, and the state has said before. */
export function withoutKnown(changes: readonly Change[], state: Props): Change[] {
  return changes.filter(({ path, kind, after }) => kind !== "add" || !says(valueAt(state, path), after));
}

/** Whether the state has all that is given. */
function says(state: unknown, given: unknown): boolean {
  if (Array.isArray(state) && Array.isArray(given)) {
    return state.length === given.length && given.every((item, index) => says(state[index], item));
  }
  if (isObject(state) && isObject(given)) {
    return Object.entries(given).every(([key, item]) => says(state[key], item));
  }
  return isDeepStrictEqual(state, given);
}

function valueAt(holder: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) {
    return holder;
  }
  return typeof holder === "object" && holder !== null ? valueAt((holder as Props)[key], rest) : undefined;
}

function covers(prefix: Path, path: Path): boolean {
  return prefix.length <= path.length && prefix.every((segment, index) => segment === "*" || segment === path[index]);
}

/** Whether a change touches what these immutable paths cover (see `Model.immutable`). */
export function touchesImmutable(change: Change, immutable: readonly string[]): boolean {
  // Lists are looked through: `a.b` covers `a[0].b`.
  const path = change.path.filter((segment) => typeof segment === "string");
  return immutable.some((text) => {
    const segments = text === "*" ? [] : text.split(".");
    if (covers(segments, path)) {
      return true;
    }
    const rest = segments.slice(path.length);
    return covers(path, segments) && (holds(change.before, rest) || holds(change.after, rest));
  });
}

/** Whether a value that came or went as a whole has something at this path inside. */
function holds(value: unknown, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) {
    return value != null;
  }
  return Array.isArray(value) ? value.some((item) => holds(item, path)) : isObject(value) && holds(value[key], rest);
}
