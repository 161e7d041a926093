import { z } from "zod";
import { rule } from "../validate";

/** "Best practices for AWS Budgets": subscribers of one alert. */
const MOST_EMAILS = 10;
/** One fewer than "Budgets - Create Or Update" allows, because the forecast of the whole budget is one more. */
const MOST_THRESHOLDS = 4;
const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@.,;<>"]{2,}$/;

const money = "USD a month, more than 0";
const limit = z.number(rule(money)).positive(rule(money));
const carbon = "kg of CO2 equivalent a month, more than 0";
const kg = z.number(rule(carbon)).positive(rule(carbon));

const serviceBudget = z
  .strictObject({ monthly: limit.optional(), monthlyKgCo2e: kg.optional() })
  .refine((budget) => Object.keys(budget).length > 0, rule("monthly, monthlyKgCo2e or both"));

const address = rule("an e-mail address");
const emails = rule(`a list of 1 to ${MOST_EMAILS} different e-mail addresses`);
const share = rule("a share of the budget from 0.01 to 10 in whole hundredths, such as 0.8");
const thresholds = rule(`a list of 1 to ${MOST_THRESHOLDS} different shares of the budget, such as [0.8, 1]`);

const alarmsSchema = z.strictObject({
  emails: z
    .array(z.string(address).regex(EMAIL, address), emails)
    .min(1, emails)
    .max(MOST_EMAILS, emails)
    .refine(areDifferent, emails),
  thresholds: z
    .array(z.number(share).min(0.01, share).max(10, share).multipleOf(0.01, share), thresholds)
    .min(1, thresholds)
    .max(MOST_THRESHOLDS, thresholds)
    .refine(areDifferent, thresholds)
    .default([0.8, 1]),
});

function areDifferent(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

/** `isobar:budget`: what the stack and its services may cost and emit. */
export const budgetSchema = z
  .strictObject({
    /** USD, list prices before tax. */
    monthly: limit.optional(),
    monthlyKgCo2e: kg.optional(),
    /** By the tag "service". */
    services: z.record(z.string(), serviceBudget, rule("a map of services to { monthly, monthlyKgCo2e }")).optional(),
    onExceed: z.enum(["refuse", "warn"]).default("refuse"),
    /** The clouds' own alarms for what was really spent. */
    alarms: alarmsSchema.optional(),
  })
  .refine(({ alarms, monthly }) => alarms === undefined || monthly !== undefined, {
    ...rule("given beside monthly, of which the thresholds are shares"),
    path: ["alarms"],
  });

export type Budget = z.output<typeof budgetSchema>;
export type BudgetAlarms = z.output<typeof alarmsSchema>;
