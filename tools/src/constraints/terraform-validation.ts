import type { Expression } from "./go-expressions.js";
import { resolved, type Scoped } from "./scoped.js";
import { listOf, textOf } from "./terraform-values.js";

type Call = Expression & { kind: "call" };
type Reading = (arguments_: readonly Scoped[]) => readonly unknown[] | undefined;

/** Validations whose demands can be written as data, by the name of the function that makes them. */
const READINGS: Readonly<Record<string, Reading>> = {
  "verify.ValidateEnum": ([values]) => withFact("enum", listOf(values)),
  "validation.StringInSlice": ([values, anyCase]) => withFact(isTrue(anyCase) ? "ienum" : "enum", listOf(values)),
  "verify.ValidateRegexp": ([pattern]) => withFact("re", textOf(pattern)),
  "validation.StringMatch": ([pattern]) => withFact("re", textOf(compiled(pattern))),
  "validation.IntBetween": bounds("range"),
  "validation.FloatBetween": bounds("range"),
  "validation.IntAtLeast": ([min]) => withFact("range", number(min), null),
  "validation.FloatAtLeast": ([min]) => withFact("range", number(min), null),
  "validation.IntAtMost": ([max]) => (number(max) === undefined ? undefined : ["range", null, number(max)]),
  "validation.StringLenBetween": bounds("len"),
  "verify.ValidateRFC1035Name": bounds("rfc1035"),
  "validation.IsCIDRNetwork": bounds("cidr"),
};

/** Functions that make nothing, but call one of the above. */
const NAMED: Readonly<Record<string, readonly unknown[]>> = {
  "verify.ValidateGCEName": ["re", "^(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)$"],
};

/** A validation as data: `[kind, …]`, or `["fn", name]` for a function that only its name tells of. */
export function validationOf(given: Scoped | undefined): readonly unknown[] | undefined {
  if (!given) {
    return undefined;
  }
  const { value, ...place } = given;
  if (value.kind === "call") {
    const name = calleeOf(value);
    const known = READINGS[name]?.(value.args.map((argument) => ({ ...place, value: argument })));
    return known ?? ["fn", name];
  }
  return NAMED[value.kind === "name" ? value.name : ""] ?? ["fn", value.kind === "name" ? value.name : ""];
}

function calleeOf({ callee }: Call): string {
  return callee.kind === "name" ? callee.name : "";
}

function bounds(kind: string): Reading {
  return ([min, max]) => (number(max) === undefined ? undefined : withFact(kind, number(min), number(max)));
}

function withFact(kind: string, fact: unknown, ...more: unknown[]): readonly unknown[] | undefined {
  return fact === undefined ? undefined : [kind, fact, ...more];
}

function number(given: Scoped | undefined): number | undefined {
  const value = given && resolved(given).value;
  return value?.kind === "number" ? value.value : undefined;
}

function isTrue(given: Scoped | undefined): boolean {
  return given?.value.kind === "name" && given.value.name === "true";
}

/** The pattern of a `regexp.MustCompile`. */
function compiled(given: Scoped | undefined): Scoped | undefined {
  const target = given && resolved(given);
  const [pattern] = target?.value.kind === "call" ? target.value.args : [];
  return target && pattern && { ...target, value: pattern };
}
