import { containsUnknown } from "../values.js";
import { FORMATS, prefixBits } from "./formats.js";
import type { Bounds, Demand, Pattern } from "./types.js";

/** A name as RFC 1035 has it; the providers count its length apart. */
export const NAME_PATTERN = "^[a-z]([-a-z0-9]*[a-z0-9])?$";

const NAME = new RegExp(NAME_PATTERN);

/** Whether a plain value meets a demand. A value of another type than the demand is about does: the schema tells of it. */
export function meets(demand: Demand, value: unknown): boolean {
  if (Array.isArray(value)) {
    return demand.kind !== "computed" && (demand.kind !== "items" || within(demand, value.length));
  }
  if (containsUnknown(value)) {
    return true;
  }
  switch (demand.kind) {
    case "enum":
      return demand.values.some((allowed) => allowed === value || (demand.anyCase && sameText(allowed, value)));
    case "format":
      return FORMATS[demand.name]?.holds(value) ?? true;
    case "range":
      return typeof value !== "number" || within(demand, value);
    case "items":
      return true;
    case "computed":
      return false;
  }
  return typeof value !== "string" || textMeets(demand, value);
}

function textMeets(
  demand: Extract<Demand, { kind: "pattern" | "length" | "name" | "network" }>,
  text: string,
): boolean {
  switch (demand.kind) {
    case "pattern":
      return compiled(demand.pattern).test(text);
    case "length":
      return within(demand, Buffer.byteLength(text));
    case "name":
      return NAME.test(text) && within(demand, text.length);
    case "network":
      return within(demand, prefixBits(text) ?? Number.NaN);
  }
}

/** False for what is no number. */
function within({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Bounds, value: number): boolean {
  return value >= min && value <= max;
}

function sameText(a: unknown, b: unknown): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase();
}

const compiledPatterns = new WeakMap<Pattern, RegExp>();

function compiled(pattern: Pattern): RegExp {
  const known = compiledPatterns.get(pattern) ?? new RegExp(pattern.source, pattern.flags);
  compiledPatterns.set(pattern, known);
  return known;
}
