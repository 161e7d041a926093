import { z } from "zod";
import { rule } from "../validate";

const amount = (what: string) => z.number(rule(what)).min(0, rule(what)).optional();
const share = "a share from 0 to 1";
const hours = "hours a month from 0 to 744";

/** What a resource is used for in one month. */
const usageSchema = z.strictObject({
  hoursPerMonth: z.number(rule(hours)).min(0, rule(hours)).max(744, rule(hours)).optional(),
  utilisation: z.number(rule(share)).min(0, rule(share)).max(1, rule(share)).optional(),
  egressGb: amount("GB sent to the internet in a month"),
  natGb: amount("GB that pass the NAT gateway in a month"),
  storedGb: amount("GB stored"),
  writes: amount("write requests in a month"),
  reads: amount("read requests in a month"),
  retrievedGb: amount("GB read in a month"),
});

/** `isobar:usage`: by the name of a portable resource or of a plain native one; "default" is for all others. */
export const usagesSchema = z.record(
  z.string(),
  usageSchema,
  rule('a map of resources\' names, or "default", to { hoursPerMonth, utilisation, egressGb, … }'),
);

export type Usage = z.output<typeof usageSchema>;
export type Usages = Readonly<Record<string, Usage>>;
export type UsageKey = keyof Usage;

/** What is assumed where nobody says anything. Cloud Carbon Footprint: a utilisation of 50 %. */
export const DEFAULT_USAGE: Readonly<Record<UsageKey, number>> = {
  hoursPerMonth: 730,
  utilisation: 0.5,
  egressGb: 10,
  natGb: 10,
  storedGb: 100,
  writes: 10_000,
  reads: 100_000,
  retrievedGb: 10,
};

const WORDS: Readonly<Record<UsageKey, (value: number) => string>> = {
  hoursPerMonth: (value) => `${value} hours a month`,
  utilisation: (value) => `${Math.round(value * 100)} % busy`,
  egressGb: (value) => `${value} GB to the internet a month`,
  natGb: (value) => `${value} GB through NAT a month`,
  storedGb: (value) => `${value} GB stored`,
  writes: (value) => `${value} writes a month`,
  reads: (value) => `${value} reads a month`,
  retrievedGb: (value) => `${value} GB read a month`,
};

/** One figure of how something is used, and in words if it was assumed. */
export interface Used {
  readonly value: number;
  readonly assumed: readonly string[];
}

/** How the resource of that name is used. */
export function usageOf(usages: Usages, name: string, key: UsageKey): Used {
  const own = name !== "default" && Object.hasOwn(usages, name) ? usages[name] : undefined;
  const value = own?.[key] ?? usages.default?.[key];
  if (value !== undefined) return { value, assumed: [] };
  const assumed = DEFAULT_USAGE[key];
  return { value: assumed, assumed: [WORDS[key](assumed)] };
}
