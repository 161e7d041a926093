import { z } from "zod";
import { rule } from "../validate";

const texts = (allowed: string, each = z.string()) => z.array(each, rule(allowed)).min(1, rule(allowed)).optional();

const COUNTRIES = 'a list of countries by ISO code, such as "DE"';
const country = z.string().regex(/^[A-Za-z]{2}$/, rule(COUNTRIES));

const PLACE = 'a region as "cloud/region", or { lat, lon } in degrees';
const degrees = (most: number) => z.number(rule(PLACE)).min(-most, rule(PLACE)).max(most, rule(PLACE));
const DISTANCE = "km, more than 0";

const near = z.strictObject({
  place: z.union(
    [z.string().regex(/^[^/\s]+\/[^/\s]+$/, rule(PLACE)), z.strictObject({ lat: degrees(90), lon: degrees(180) })],
    rule(PLACE),
  ),
  /** Without it, nearness only decides between places that are equal otherwise. */
  withinKm: z.number(rule(DISTANCE)).positive(rule(DISTANCE)).optional(),
});

const WEIGHT = "a weight of 0 or more";
const weight = z.number(rule(WEIGHT)).min(0, rule(WEIGHT)).default(0);
const OPTIMIZE = '"cost", "carbon", or weights such as { cost: 0.7, carbon: 0.3 }';
const GRID = "grams of CO2 equivalent a kWh, 0 or more";

/** `isobar:placement`: where the stack may be, and what its place is to be chosen for. */
export const placementSchema = z.strictObject({
  /** Backends' names. Default: all that are installed. */
  clouds: texts("a list of clouds", z.string().min(1)),
  countries: texts(COUNTRIES, country.toUpperCase()),
  /** The place must be under one of them: "EU", "EEA", "EFTA" or a country. */
  jurisdictions: texts('a list of jurisdictions, such as ["EU"]', z.string().min(1).toUpperCase()),
  near: z.array(near, rule("a list of { place, withinKm }")).optional(),
  /** GPUs that must all be offered there: "H100", or "A100-80GB" for one size alone. */
  gpus: texts('a list of GPUs, such as ["H100"]', z.string().min(1)),
  maxGridGco2PerKwh: z.number(rule(GRID)).min(0, rule(GRID)).optional(),
  optimize: z
    .union(
      [
        z.enum(["cost", "carbon"]),
        z
          .strictObject({ cost: weight, carbon: weight })
          .refine(({ cost, carbon }) => cost + carbon > 0, rule(OPTIMIZE)),
      ],
      rule(OPTIMIZE),
    )
    .default("cost"),
});

export type Placement = z.output<typeof placementSchema>;
export type Near = NonNullable<Placement["near"]>[number];

const DECIDED = "written by `isobar place`";

/** `isobar:placed`: when the place was chosen, and by which editions of the catalogues. */
export const placedSchema = z.strictObject({ at: z.string(rule(DECIDED)), edition: z.string(rule(DECIDED)) });

/** What a percent of cost and one of carbon count; they add up to 1. */
export interface Weights {
  readonly cost: number;
  readonly carbon: number;
}

export function weightsOf({ optimize }: Pick<Placement, "optimize">): Weights {
  if (optimize === "cost") return { cost: 1, carbon: 0 };
  if (optimize === "carbon") return { cost: 0, carbon: 1 };
  const sum = optimize.cost + optimize.carbon;
  return { cost: optimize.cost / sum, carbon: optimize.carbon / sum };
}
