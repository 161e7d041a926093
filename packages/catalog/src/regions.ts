import type { SliceRegion } from "./slice.js";
import type { Region } from "./types.js";

export function unpackRegion({ unions = [], lat, lon, ...region }: SliceRegion): Region {
  return {
    ...region,
    jurisdictions: [...unions, ...(region.country === undefined ? [] : [region.country])],
    ...(lat !== undefined && lon !== undefined && { coordinates: { lat, lon } }),
  };
}

export interface RegionFilter {
  /** Names of regions. */
  readonly regions?: readonly string[] | undefined;
  /** A region must be under one of these: "EU", "EEA", "CH". */
  readonly jurisdictions?: readonly string[] | undefined;
}

/** Whether a region is one of those wished; a region whose country isn't known is under no jurisdiction. */
export function matchesRegion(region: Region, { regions, jurisdictions }: RegionFilter): boolean {
  if (regions && !regions.includes(region.name)) return false;
  return !jurisdictions || jurisdictions.some((each) => region.jurisdictions.includes(each));
}
