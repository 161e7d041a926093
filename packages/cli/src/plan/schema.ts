import { z } from "zod";

/** The version that `isobar plan --json` writes; what is added later doesn't change it. */
const PLAN_VERSION = 1;

const basis = z
  .object({
    kind: z.enum(["exact", "corrected", "derived", "estimate"]),
    date: z.string().optional(),
    plusMinus: z.number().optional().describe("0.5: 50 % more or less"),
    note: z.string().optional(),
  })
  .describe("how the figure came about");

const amount = z
  .object({
    low: z.number(),
    likely: z.number(),
    high: z.number(),
    basis,
    assumed: z.array(z.string()).describe("what nobody said and was taken for granted"),
  })
  .describe("for one month of 730 hours");

const cost = amount.nullable().describe("USD a month, list price before tax; null if not known");
const emissions = amount.nullable().describe("kg of CO2 equivalent a month; null if not known");

const estimate = z.object({
  lines: z.array(z.object({ item: z.string(), cost, emissions })).describe("empty for what is free of charge"),
  notCounted: z.string().nullable().describe("why it is not counted; null if it is"),
});

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  kind: z.enum(["stack", "portable", "component", "remote", "native", "read", "provider", "kept"]),
  parent: z.string().nullable().describe("URN"),
  owner: z.string().nullable().describe('the portable resource that it belongs to: VirtualMachine "web"'),
  cloud: z.string().nullable(),
  region: z.string().nullable(),
  provider: z.string().nullable().describe("URN of an explicit provider"),
  inputs: z
    .record(z.string(), z.unknown())
    .describe(
      'as the program gives them, overrides applied; {"$unknown": true} is known only at `up`, {"$secret": true} a secret',
    ),
  protect: z.boolean(),
  retainOnDelete: z.boolean(),
  deleteBeforeReplace: z.boolean(),
  ignoreChanges: z.array(z.string()),
  replaceOnChanges: z.array(z.string()),
  aliases: z.array(z.string()),
  dependencies: z.array(z.string()).describe("URNs"),
  id: z.string().nullable().describe("of what is imported or only read"),
  estimate: estimate.nullable().describe("of native resources"),
});

const place = z.object({
  cloud: z.string(),
  region: z.string(),
  why: z.string().nullable().describe("why this region, where nobody named it"),
  edition: z.string().nullable().describe("of the catalogue"),
  ok: z.boolean().describe("whether the program ended well"),
  messages: z.array(z.object({ severity: z.enum(["info", "warning", "error"]), text: z.string() })),
  output: z.string().describe("what the program wrote"),
  cost,
  emissions,
  assumed: z.array(z.string()),
  functions: z.object({
    simulated: z.array(z.string()).describe("provider functions that a simulated cloud answered"),
    unknown: z.array(z.string()).describe("those whose answers are known only at `up`"),
  }),
  outputs: z.record(z.string(), z.unknown()),
  resources: z.array(resource),
});

/** What `isobar plan --json` writes. */
export const planSchema = z.object({
  version: z.literal(PLAN_VERSION),
  project: z.string(),
  stack: z.string(),
  places: z.array(place),
});

export type PlanReport = z.output<typeof planSchema>;
export type PlacePlan = PlanReport["places"][number];
export type PlannedResource = PlacePlan["resources"][number];
export type PlannedAmount = z.output<typeof amount>;
