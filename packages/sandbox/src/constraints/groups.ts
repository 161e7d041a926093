import type { CheckFailure, Props } from "../model.js";
import { formatPath, type Path } from "../paths.js";
import { containsUnknown, isObject, isSecret, isUnknown } from "../values.js";
import type { Group } from "./types.js";
import type { Words } from "./words.js";

interface Surroundings {
  readonly words: Words;
  /** All inputs of the resource. */
  readonly inputs: Props;
  /** The object that the group belongs to, and where it lies. */
  readonly parent: Props;
  readonly place: Path;
}

/** A value that is null counts as absent, an empty list as given, as in the Terraform plugin SDK's `ResourceConfig.Get`. */
type Presence = "absent" | "unknown" | "given";

export function clashes(group: Group, around: Surroundings): CheckFailure[] {
  return "others" in group ? ofProperty(group, around) : ofAll(group, around);
}

function ofAll(
  { kind, of, unless = [] }: Extract<Group, { of: unknown }>,
  { words, inputs, parent }: Surroundings,
): CheckFailure[] {
  const none = of.every((path) => presence(inputs, path) === "absent") && unless.every((name) => parent[name] == null);
  const given = none || kind === "at-least-one" ? [] : of.filter((path) => presence(inputs, path) === "given");
  if (!none && given.length < 2) {
    return [];
  }
  const paths = of.map(formatPath);
  const property = paths[0] ?? "";
  return [{ property, reason: words.clash(kind, property, paths, given.map(formatPath)) }];
}

function ofProperty(
  { kind, property: name, others }: Extract<Group, { others: unknown }>,
  { words, inputs, parent, place }: Surroundings,
): CheckFailure[] {
  const own = presence(parent, [name]);
  const wrong = kind === "requires" ? "absent" : "given";
  const at = own === "absent" ? undefined : others.find((path) => presence(inputs, path) === wrong);
  // What holds something unknown may turn out to be absent.
  if (!at || (kind === "conflicts" && (own === "unknown" || containsUnknown(parent[name])))) {
    return [];
  }
  const property = formatPath([...place, name]);
  const paths = [property, ...others.map(formatPath)].sort();
  return [{ property, reason: words.clash(kind, property, paths, [formatPath(at)]) }];
}

function presence(value: unknown, path: Path): Presence {
  let here = revealed(value);
  for (const segment of path) {
    if (here == null || isUnknown(here)) break;
    const holder = isObject(here) || Array.isArray(here) ? (here as Record<string | number, unknown>) : {};
    here = revealed(holder[segment]);
  }
  if (isUnknown(here)) {
    return "unknown";
  }
  return here == null ? "absent" : "given";
}

function revealed(value: unknown): unknown {
  return isSecret(value) ? value.value : value;
}
