import { type Input, Output, Resource } from "@pulumi/pulumi";
import { z } from "zod";
import { rule } from "./validate";

/** A text that may only be known when other resources exist. */
export const inputText = z.custom<Input<string>>(
  (value) => isInput(value, "string"),
  rule("a text or an Output of one"),
);

/** An object that may only be known when other resources exist. */
export const inputObject = z.custom<Input<object>>((value) => isInput(value, "object"), rule("an object or an Output"));

/** Arguments that every portable resource takes; their parts are checked where they are used. */
export const commonShape = {
  target: z
    .union([
      z.string(),
      z.strictObject({
        cloud: z.string().optional(),
        region: z.string().optional(),
        zone: z.string().optional(),
        account: z.string().optional(),
        provider: z.custom<Resource>((value) => Resource.isInstance(value), rule("a Pulumi provider")).optional(),
      }),
    ])
    .optional(),
  tags: z.record(z.string(), z.string(rule("a text")), rule("a map of texts")).optional(),
  overrides: z
    .custom<object>((value) => typeof value === "object" && value !== null, rule("a map by cloud"))
    .optional(),
};

/** A whole number in a range, refused with the range in words. */
export function wholeNumber(min: number, max: number, unit: string) {
  const allowed = rule(`a whole number of ${unit} from ${min} to ${max}`);
  return z.number(allowed).int(allowed).min(min, allowed).max(max, allowed);
}

function isInput(value: unknown, type: "string" | "object"): boolean {
  if (Output.isInstance(value) || value instanceof Promise) return true;
  return typeof value === type && value !== null;
}
