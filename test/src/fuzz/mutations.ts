import { Output, Resource } from "@pulumi/pulumi";
import fc from "fast-check";
import { alien, anything, text } from "./values.js";

/** A way to break a value at one place. */
export interface Mutation {
  /** Which of the places. */
  readonly place: number;
  readonly how: "replace" | "remove" | "add" | "wrap" | "proxy" | "alien";
  readonly key: string;
  readonly value: unknown;
}

/** Ways to break plain data with such values. */
export function mutationOf(values: fc.Arbitrary<unknown>): fc.Arbitrary<Mutation> {
  const how = fc.constantFrom("replace", "remove", "add", "wrap");
  return fc.record({ place: fc.nat(1000), how, key: text, value: values }) as fc.Arbitrary<Mutation>;
}

const strange = fc.record({ place: fc.nat(1000), how: fc.constant("alien"), key: text, value: alien });
const standingIn = fc.record({ place: fc.nat(1000), how: fc.constant("proxy"), key: text, value: anything });

export const mutation = fc.oneof(
  { arbitrary: mutationOf(anything), weight: 4 },
  { arbitrary: strange as fc.Arbitrary<Mutation>, weight: 1 },
  { arbitrary: standingIn as fc.Arbitrary<Mutation>, weight: 1 },
);

/** Breaks a legal value at one place, however deep, and leaves the rest as it is. */
export function broken(legal: unknown, mutation: Mutation): unknown {
  const places = placesIn(legal);
  return at(legal, places[mutation.place % places.length] as readonly string[], mutation);
}

function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner = isContainer(value)
    ? Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key]))
    : [];
  return [path, ...inner];
}

function at(value: unknown, path: readonly string[], mutation: Mutation): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value, mutation);
  const container = value as Record<string, unknown>;
  const part = at(container[key], rest, mutation);
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? part : item));
  if (rest.length === 0 && mutation.how === "remove") return without(container, key);
  return { ...container, [key]: part };
}

function change(value: unknown, { how, key, value: other }: Mutation): unknown {
  if (how === "wrap") return [value];
  if (how === "add" && Array.isArray(value)) return [...value, other];
  if (how === "add" && isContainer(value)) return withKey(value, key, other);
  if (how === "proxy" && isContainer(value)) return standIn(value, other);
  return how === "remove" ? undefined : other;
}

/** Looks like the value and answers its first key with something else. */
function standIn(value: object, other: unknown): unknown {
  const [first] = Object.keys(value);
  return new Proxy(value, { get: (target, key) => (key === first ? other : Reflect.get(target, key)) });
}

/** Also a key such as `__proto__`. */
function withKey(value: object, key: string, other: unknown): object {
  return Object.defineProperty({ ...value }, key, { value: other, enumerable: true, configurable: true });
}

function without(container: object, key: string): object {
  return Object.fromEntries(Object.entries(container).filter(([name]) => name !== key));
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Resource.isInstance(value) && !Output.isInstance(value);
}
