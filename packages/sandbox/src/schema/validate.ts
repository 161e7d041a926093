import type { CheckFailure, Props } from "../model.js";
import { formatPath, type Path } from "../paths.js";
import { isAsset, isObject, isReserved, isSecret, isUnknown } from "../values.js";
import { nearest } from "./suggest.js";
import type { EnumValue, InputType, ObjectSchema, ProviderSchema } from "./types.js";

/**
 * Holds a resource's inputs to the schema of its type: unknown properties, missing ones, wrong types, values outside of closed
 * lists, at any depth. Unknown values pass; secrets are looked into, and never named.
 *
 * @throws if the schema has no such resource.
 */
export function validateInputs(schema: ProviderSchema, token: string, inputs: Props): CheckFailure[] {
  const resource = schema.resources[token];
  if (!resource) {
    throw new Error(`the schema of ${schema.sdk} holds no resource ${token}: build the backend's package again`);
  }
  return validateObject(schema, resource.inputs, inputs);
}

/**
 * Likewise for the arguments of a function.
 *
 * @throws if the schema has no such function.
 */
export function validateArguments(schema: ProviderSchema, token: string, args: Props): CheckFailure[] {
  const declared = schema.functions[token];
  if (!declared) {
    throw new Error(`the schema of ${schema.sdk} holds no function ${token}: build the backend's package again`);
  }
  return validateObject(schema, declared, args);
}

/** Likewise for any object of the schema. */
export function validateObject(
  schema: ProviderSchema,
  { properties, required }: ObjectSchema,
  value: Props,
  path: Path = [],
): CheckFailure[] {
  const missing = required
    .filter((name) => value[name] == null)
    .map((name) =>
      failure([...path, name], `Missing required argument. The argument "${name}" is required, but was not given`),
    );
  const given = Object.entries(value).flatMap(([name, item]) => {
    if (item == null || isReserved(name)) {
      return [];
    }
    const type = properties[name];
    return type
      ? validate(schema, type, item, [...path, name])
      : [failure([...path, name], unexpected(name, properties))];
  });
  return [...missing, ...given];
}

function unexpected(name: string, properties: ObjectSchema["properties"]): string {
  const meant = nearest(name, Object.keys(properties));
  return `An argument named "${name}" is not expected here${meant ? `. Did you mean "${meant}"?` : ""}`;
}

function validate(schema: ProviderSchema, type: InputType, value: unknown, path: Path): CheckFailure[] {
  if (value == null || isUnknown(value) || type === "any") {
    return [];
  }
  if (isSecret(value)) {
    const fits = validate(schema, type, value.value, path).length === 0;
    return fits ? [] : [failure(path, `expected ${typeName(type)}, got a secret that is something else`)];
  }
  if (typeof type === "string") {
    const fits = type === "asset" ? isAsset(value) : typeof value === type;
    return fits ? [] : [mismatch(type, value, path)];
  }
  if ("enum" in type) {
    return type.enum.includes(value as EnumValue) ? [] : [mismatch(type, value, path)];
  }
  if ("union" in type) {
    return validateUnion(schema, type.union, value, path);
  }
  if ("array" in type) {
    return Array.isArray(value)
      ? value.flatMap((item, index) => validate(schema, type.array, item, [...path, index]))
      : [mismatch(type, value, path)];
  }
  if (!isObject(value) || isAsset(value)) {
    return [mismatch(type, value, path)];
  }
  return "map" in type
    ? Object.entries(value).flatMap(([key, item]) => validate(schema, type.map, item, [...path, key]))
    : validateObject(schema, schema.types[type.ref] ?? { properties: {}, required: [] }, value, path);
}

/** A value that fits one member passes; else the failures of the member that it comes nearest to. */
function validateUnion(
  schema: ProviderSchema,
  members: readonly InputType[],
  value: unknown,
  path: Path,
): CheckFailure[] {
  const attempts = members.map((member) => validate(schema, member, value, path));
  if (attempts.some((failures) => failures.length === 0)) {
    return [];
  }
  const inside = attempts.filter((failures) => failures.every(({ property }) => property !== formatPath(path)));
  const [nearestAttempt] = inside.sort((a, b) => a.length - b.length);
  return nearestAttempt ?? [mismatch({ union: members }, value, path)];
}

function mismatch(type: InputType, value: unknown, path: Path): CheckFailure {
  const allowed = closedList(type);
  const meant = typeof value === "string" ? nearest(value, allowed.map(String)) : undefined;
  const suggestion = meant ? `. Did you mean "${meant}"?` : "";
  return failure(path, `expected ${typeName(type)}, got ${described(value)}${suggestion}`);
}

function closedList(type: InputType): readonly EnumValue[] {
  if (typeof type === "string") {
    return [];
  }
  return "enum" in type ? type.enum : "union" in type ? type.union.flatMap(closedList) : [];
}

function typeName(type: InputType): string {
  if (typeof type === "string") {
    return type === "any" ? "any value" : type === "asset" ? "an asset or archive" : `a ${type}`;
  }
  if ("enum" in type) {
    return `one of [${type.enum.map((value) => JSON.stringify(value)).join(", ")}]`;
  }
  if ("union" in type) {
    return [...new Set(type.union.map(typeName))].join(" or ");
  }
  return "array" in type ? "a list" : "an object";
}

/** A value in an error message, short. */
function described(value: unknown): string {
  if (isAsset(value)) {
    return "an asset or archive";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  const text = JSON.stringify(value);
  return isObject(value) ? "an object" : `the ${typeof value} ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`;
}

function failure(path: Path, reason: string): CheckFailure {
  return { property: formatPath(path), reason };
}
