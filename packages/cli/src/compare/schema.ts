import { z } from "zod";
import { CATEGORIES } from "./categories.js";

const usd = z
  .number()
  .nullable()
  .describe("USD a month, list price before tax; null where the program can't be deployed");

const line = z.object({
  category: z.enum(CATEGORIES),
  items: z.array(z.string()).describe("what is paid for, on demand"),
  onDemand: z.number(),
  discounted: z.number().describe("on demand, with the discounts that were given"),
  spot: z.number().describe("with all machines on spot capacity, at list price"),
  unknown: z.array(z.string()).describe("what has no known price, and is in no figure"),
});

const place = z.object({
  cloud: z.string(),
  region: z.string(),
  why: z.string().nullable().describe("why this region, where nobody named it"),
  ok: z.boolean(),
  problems: z.array(z.string()),
  onDemand: usd,
  discounted: usd,
  spot: usd,
  lines: z.array(line),
});

const difference = z.object({
  place: z.string(),
  cheapest: z.string(),
  more: z.number().describe("USD a month that the place costs more, with discounts"),
  by: z.array(
    z.object({
      category: z.enum(CATEGORIES),
      more: z.number(),
      here: z.array(z.string()).describe("what is paid for at the place"),
      there: z.array(z.string()).describe("what is paid for at the cheapest"),
    }),
  ),
});

/** What `isobar compare --json` writes. */
export const comparisonSchema = z.object({
  version: z.literal(1),
  project: z.string(),
  stack: z.string(),
  discounts: z.array(z.string()),
  places: z.array(place),
  differences: z.array(difference),
});

export type Comparison = z.output<typeof comparisonSchema>;
export type ComparedPlace = Comparison["places"][number];
export type ComparedLine = ComparedPlace["lines"][number];
export type Difference = Comparison["differences"][number];
