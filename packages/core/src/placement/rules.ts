import { type Catalogue, distanceKm, matchesRegion, type Region } from "@isobar/catalog";
import type { Near, Placement } from "./config";

export type HardRule = "clouds" | "countries" | "jurisdictions" | "near" | "gpus" | "maxGridGco2PerKwh";

/** A rule of a placement that a place does not keep. */
export interface BrokenRule {
  readonly rule: HardRule;
  /** For people: "gpus: no H100 is known to be offered there". */
  readonly text: string;
  /** By how much, as a share of what is allowed; undefined where that can't be said. */
  readonly excess?: number;
}

/** Finds the catalogue that a place's name begins with; undefined if there is none. */
export type FindCatalogue = (cloud: string) => Catalogue | undefined;

/** The rules that a region breaks. What is not known of the region keeps no rule that needs it. */
export function brokenRules(
  placement: Placement,
  catalogue: Catalogue,
  region: Region,
  find: FindCatalogue,
): BrokenRule[] {
  const { clouds, countries, jurisdictions, near = [], gpus = [] } = placement;
  const { cloud } = catalogue;
  const is = region.country ?? "a country that is not known";
  const law = region.jurisdictions.join(", ") || "not known";
  return [
    ...unless(clouds === undefined || clouds.includes(cloud), "clouds", `${cloud} is not among ${listed(clouds)}`),
    ...unless(
      countries === undefined || (region.country !== undefined && countries.includes(region.country)),
      "countries",
      `it is in ${is}, not in ${listed(countries)}`,
    ),
    ...unless(
      matchesRegion(region, { jurisdictions }),
      "jurisdictions",
      `its jurisdictions are ${law}, not ${listed(jurisdictions)}`,
    ),
    ...near.flatMap((wish) => tooFar(wish, region, find)),
    ...gpus.flatMap((gpu) =>
      unless(hasGpu(catalogue, gpu, region.name), "gpus", `no ${gpu} is known to be offered there`),
    ),
    ...tooDirty(placement.maxGridGco2PerKwh, catalogue, region.name),
  ];
}

/** How far a region is from a place, in km; infinite if it isn't known. */
export function distanceTo({ place }: Near, region: Region, find: FindCatalogue): number {
  return distanceKm(region, typeof place === "string" ? (locate(place, find) ?? {}) : { coordinates: place });
}

/** The region that "cloud/region" names. */
export function locate(place: string, find: FindCatalogue): Region | undefined {
  const slash = place.indexOf("/");
  return find(place.slice(0, slash))?.region(place.slice(slash + 1));
}

/** "cloud/region", or "50.1, 8.7". */
export function nameOfPlace({ place }: Near): string {
  return typeof place === "string" ? place : `${place.lat}, ${place.lon}`;
}

/** The models that a name means: "A100" is A100-40GB and A100-80GB. */
export function gpuModels(catalogue: Catalogue, name: string): string[] {
  const wanted = name.toLowerCase();
  const models = catalogue.gpus().map(({ model }) => model);
  const short = (model: string) => model.replace(/-\d+gb$/i, "").toLowerCase();
  return models.filter((model) => model.toLowerCase() === wanted || short(model) === wanted);
}

function hasGpu(catalogue: Catalogue, name: string, region: string): boolean {
  return gpuModels(catalogue, name).some((model) => catalogue.hasGpu(model, region));
}

function tooFar(wish: Near, region: Region, find: FindCatalogue): BrokenRule[] {
  const { withinKm } = wish;
  if (withinKm === undefined) return [];
  const km = distanceTo(wish, region, find);
  if (km <= withinKm) return [];
  const name = nameOfPlace(wish);
  if (!Number.isFinite(km)) return unless(false, "near", `how far it is from ${name} is not known`);
  const text = `near: it is ${Math.round(km)} km from ${name}, further than ${withinKm} km`;
  return [{ rule: "near", text, excess: km / withinKm - 1 }];
}

function tooDirty(most: number | undefined, catalogue: Catalogue, region: string): BrokenRule[] {
  if (most === undefined) return [];
  const grid = catalogue.carbon.gridOf(region)?.gco2ePerKwh;
  if (grid === undefined) return unless(false, "maxGridGco2PerKwh", "what its grid emits is not known");
  if (grid <= most) return [];
  const text = `maxGridGco2PerKwh: its grid emits ${grid} g a kWh, more than ${most}`;
  return [{ rule: "maxGridGco2PerKwh", text, excess: (grid - most) / Math.max(most, 1) }];
}

function unless(kept: boolean, rule: HardRule, text: string): BrokenRule[] {
  return kept ? [] : [{ rule, text: `${rule}: ${text}` }];
}

function listed(values: readonly string[] = []): string {
  return values.join(", ");
}
