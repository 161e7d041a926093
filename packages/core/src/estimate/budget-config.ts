import { z } from "zod";
import { rule } from "../validate";

const money = "USD a month, more than 0";
const limit = z.number(rule(money)).positive(rule(money));
const carbon = "kg of CO2 equivalent a month, more than 0";
const kg = z.number(rule(carbon)).positive(rule(carbon));

const serviceBudget = z
  .strictObject({ monthly: limit.optional(), monthlyKgCo2e: kg.optional() })
  .refine((budget) => Object.keys(budget).length > 0, rule("monthly, monthlyKgCo2e or both"));

/** `isobar:budget`: what the stack and its services may cost and emit. */
export const budgetSchema = z.strictObject({
  /** USD, list prices before tax. */
  monthly: limit.optional(),
  monthlyKgCo2e: kg.optional(),
  /** By the tag "service". */
  services: z.record(z.string(), serviceBudget, rule("a map of services to { monthly, monthlyKgCo2e }")).optional(),
  onExceed: z.enum(["refuse", "warn"]).default("refuse"),
});

export type Budget = z.output<typeof budgetSchema>;
