import type { CheckFailure, Props } from "../model.js";
import { formatPath, type Path } from "../paths.js";
import { isObject, isSecret, isUnknown } from "../values.js";
import { meets } from "./demands.js";
import { clashes } from "./groups.js";
import type { Constraints, ObjectRules, ValueRules } from "./types.js";
import { type Words, wordsOf } from "./words.js";

/** The way to a value: what lies in a secret is never shown. */
interface Place {
  readonly path: Path;
  readonly secret: boolean;
}

interface Inspection {
  readonly constraints: Constraints;
  readonly words: Words;
  readonly inputs: Props;
}

/**
 * Holds a resource's inputs, which fit the schema already, to the provider's own constraints. Unknown values pass; so does a
 * type that nothing is known of.
 */
export function validateConstraints(constraints: Constraints, token: string, inputs: Props): CheckFailure[] {
  const rules = constraints.resources[token];
  const inspection = { constraints, words: wordsOf(constraints.kind), inputs };
  return rules ? object(inspection, rules, inputs, { path: [], secret: false }) : [];
}

function object(inspection: Inspection, rules: ObjectRules, value: Props, place: Place): CheckFailure[] {
  const { words, inputs } = inspection;
  const inside = Object.entries(rules.properties).flatMap(([name, property]) =>
    check(inspection, property, value[name], { ...place, path: [...place.path, name] }),
  );
  const missing = missingIn(rules, value).map((name) => {
    const property = formatPath([...place.path, name]);
    return { property, reason: words.missing(property) };
  });
  const clashing = (rules.groups ?? []).flatMap((group) =>
    clashes(group, { words, inputs, parent: value, place: place.path }),
  );
  return [...missing, ...inside, ...clashing];
}

function missingIn({ required = [] }: ObjectRules, value: Props): string[] {
  // An object with an id refers to a resource that is there already.
  return value.id == null ? required.filter((name) => value[name] == null) : [];
}

function check(inspection: Inspection, rules: ValueRules, value: unknown, place: Place): CheckFailure[] {
  if (value == null || isUnknown(value)) {
    return [];
  }
  if (isSecret(value)) {
    return check(inspection, rules, value.value, { ...place, secret: true });
  }
  const { demands = [], items } = rules;
  const broken = demands
    .filter((demand) => !meets(demand, value))
    .map((demand) => {
      const property = formatPath(place.path);
      return { property, reason: inspection.words.broken(demand, property, value, shown(value, place)) };
    });
  const inside = items
    ? entries(value).flatMap(([key, item]) => check(inspection, items, item, { ...place, path: [...place.path, key] }))
    : [];
  const key = keyOf(rules, value);
  const nested = key === undefined ? undefined : inspection.constraints.types[key];
  return [...broken, ...inside, ...(nested && isObject(value) ? object(inspection, nested, value, place) : [])];
}

function keyOf({ object: key, variants }: ValueRules, value: unknown): string | undefined {
  return variants && isObject(value) ? variants.of[String(value[variants.property])] : key;
}

function entries(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) {
    return value.map((item, index) => [index, item]);
  }
  return isObject(value) ? Object.entries(value) : [];
}

function shown(value: unknown, { secret }: Place): string {
  if (secret) {
    return "(sensitive value)";
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
