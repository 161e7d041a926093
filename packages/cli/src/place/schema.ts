import { z } from "zod";

const candidate = z.object({
  rank: z.number().describe("1 for the best"),
  cloud: z.string(),
  region: z.string(),
  place: z.string().nullable(),
  country: z.string().nullable().describe("ISO code"),
  monthlyUsd: z.number().describe("list price before tax of a month of 730 hours, as far as known"),
  monthlyKgCo2e: z.number().describe("as far as known"),
  gridGco2PerKwh: z.number().nullable(),
  km: z
    .number()
    .nullable()
    .describe("to the farthest of the places to be near to; null if there is none, or not known"),
  unpriced: z
    .array(z.string())
    .describe("what is not in the cost; such a place comes after those of which more is known"),
  unmeasured: z.array(z.string()).describe("what is not in the emissions; likewise if they count"),
  tried: z.boolean().describe("whether the program was tried there; else reckoned from another region of the cloud"),
});

const ruledOut = z.object({
  regions: z.number(),
  byRule: z.record(z.string(), z.number()).describe("regions that break it; one may break several"),
  nearest: z
    .array(z.object({ cloud: z.string(), region: z.string(), why: z.string() }))
    .describe("those that only one rule stands against, by how little"),
});

const place = z.object({ cloud: z.string(), region: z.string() });

/** What `isobar place --json` writes. */
const placingSchema = z.object({
  version: z.literal(1),
  project: z.string(),
  stack: z.string(),
  editions: z.record(z.string(), z.string()).describe("of the catalogues, by cloud"),
  weights: z.object({ cost: z.number(), carbon: z.number() }),
  best: place.nullable().describe("null if no place keeps all rules"),
  kept: place.nullable().describe("where the stack is placed already"),
  broken: z.array(z.string()).describe("rules that the kept place breaks"),
  written: z.boolean().describe("whether the best place was written into the stack's config"),
  removed: z.array(z.string()).describe("keys of the config that belonged to the former place"),
  explanation: z.string(),
  notes: z.array(z.string()),
  ranking: z.array(candidate).describe("the best first"),
  ruledOut,
});

export type Placing = z.output<typeof placingSchema>;
export type PlacingCandidate = Placing["ranking"][number];
