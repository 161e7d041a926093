import { Output, Resource } from "@pulumi/pulumi";
import { z } from "zod";
import { didYouMean, IsobarError } from "./errors";

type Issue = z.core.$ZodIssue;

/**
 * Checks plain values against a schema and refuses the first fault with its place, the value, what is allowed and the
 * nearest spelling.
 */
export function parse<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const stranger = strangerIn(value);
  if (stranger) {
    const place = stranger.length ? `${where}: ${stranger.join(".")}` : where;
    throw new IsobarError({
      where: place,
      what: "not a possible value",
      given: printable(dig(value, stranger)),
      allowed: "plain data",
    });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw refusalOf(result.error.issues[0] as Issue, schema, value, where);
}

/** The path of an object that is no plain data and nothing of Pulumi's, such as a Map, which a schema would take for empty. */
function strangerIn(value: unknown, path: readonly string[] = [], seen = new Set()): readonly string[] | undefined {
  if (typeof value !== "object" || value === null || isPulumis(value) || seen.has(value)) return undefined;
  if (!Array.isArray(value) && !isPlain(value)) return path;
  seen.add(value);
  for (const [key, part] of Object.entries(value)) {
    const found = key === "overrides" ? undefined : strangerIn(part, [...path, key], seen);
    if (found) return found;
  }
  return undefined;
}

function isPulumis(value: object): boolean {
  return Output.isInstance(value) || Resource.isInstance(value) || value instanceof Promise;
}

/** Also of another realm, as test runners have them. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.hasOwn(prototype as object, "isPrototypeOf");
}

/** The message for a value refused by a custom rule of ours, readable by {@link parse}. */
export function rule(allowed: string, fix?: string) {
  return { error: allowed, params: { allowed, fix } };
}

function refusalOf(issue: Issue, schema: z.ZodType, value: unknown, where: string): IsobarError {
  const path = issue.path.map(String);
  const at = (extra: readonly string[] = []) => [...path, ...extra].join(".");
  const place = (p: string) => (p ? `${where}${where.includes('"') ? ": " : "."}${p}` : where);
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] as string;
    const known = keysAt(schema, issue.path);
    const suggestion = didYouMean(key, known);
    return new IsobarError({
      where: place(at([key])),
      what: "there is no such key",
      ...(known.length ? { allowed: known } : {}),
      ...(suggestion ? { fix: suggestion } : {}),
    });
  }
  if (issue.code === "invalid_union") {
    const inner = deepest(issue, dig(value, issue.path));
    if (inner) return refusalOf({ ...inner, path: [...issue.path, ...inner.path] } as Issue, schema, value, where);
  }
  const given = dig(value, issue.path);
  const values = issue.code === "invalid_value" ? issue.values.map(String) : undefined;
  const suggestion = values && typeof given === "string" ? didYouMean(given, values) : undefined;
  return new IsobarError({
    where: place(at()),
    what: given === undefined ? "required" : "not a possible value",
    ...(given === undefined ? {} : { given: printable(given) }),
    allowed: values ?? wording(issue),
    ...(suggestion ? { fix: suggestion } : {}),
  });
}

/** What is allowed, in our own words where a rule has some, else as the schema's type. */
function wording(issue: Issue): string {
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? issue.message;
  if (issue.code !== "invalid_type" || !issue.message.startsWith("Invalid input")) return issue.message;
  return issue.expected === "record" ? "a map" : `${/^[aeio]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
}

/**
 * Of a union's failed branches, the fault of the branch that got furthest, and of equals one in what was given rather than
 * in what is missing: the branch that the user meant.
 */
function deepest(issue: Extract<Issue, { code: "invalid_union" }>, value: unknown): Issue | undefined {
  const candidates = issue.errors.flatMap((branch) => branch.slice(0, 1));
  const inner = candidates.filter((i) => i.path.length > 0 || i.code === "unrecognized_keys");
  const given = ({ path }: Issue) => (dig(value, path) === undefined ? 0 : 1);
  return inner.sort((a, b) => b.path.length - a.path.length || given(b) - given(a))[0];
}

function dig(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((v, key) => (v as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

function printable(value: unknown, depth = 0): unknown {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value;
  if (typeof value !== "object") return `a ${typeof value}`;
  const inner = (part: unknown) => (depth < 4 ? printable(part, depth + 1) : "…");
  if (Array.isArray(value)) return value.length <= 5 ? value.map(inner) : `a list of ${value.length}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, inner(v)]));
  }
  return `a ${value.constructor.name}`;
}

/** The keys that the schema knows at a path, for suggestions. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let nodes: z.core.$ZodType[] = [schema];
  for (const key of path) nodes = nodes.flatMap(unwrap).flatMap((node) => step(node, key));
  return [...new Set(nodes.flatMap(unwrap).flatMap((n) => (n instanceof z.ZodObject ? Object.keys(n.shape) : [])))];
}

function unwrap(node: z.core.$ZodType): z.core.$ZodType[] {
  if (node instanceof z.ZodOptional || node instanceof z.ZodDefault || node instanceof z.ZodReadonly) {
    return unwrap(node.def.innerType);
  }
  if (node instanceof z.ZodUnion) return node.def.options.flatMap(unwrap);
  if (node instanceof z.ZodPipe) return unwrap(node.def.in);
  return [node];
}

function step(node: z.core.$ZodType, key: PropertyKey): z.core.$ZodType[] {
  if (node instanceof z.ZodObject) return [node.shape[key as string] as z.core.$ZodType].filter(Boolean);
  if (node instanceof z.ZodRecord) return [node.def.valueType];
  if (node instanceof z.ZodArray) return [node.def.element];
  return [];
}
