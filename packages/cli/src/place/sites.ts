import type { Catalogue, Region } from "@isobar/catalog";
import type * as Rules from "@isobar/core/placement";

/** A region that a stack could be in. */
export interface Site {
  readonly catalogue: Catalogue;
  readonly region: Region;
  /** To the farthest of the places that it is to be near to; 0 where there is none. */
  readonly km: number;
}

/** Why a region is no choice: a rule of the placement, or what else stands against it. */
export interface Obstacle {
  readonly rule: Rules.HardRule | "open" | "machines" | "program";
  readonly text: string;
  readonly excess?: number;
}

export interface RuledOut {
  readonly cloud: string;
  readonly region: string;
  readonly obstacles: readonly Obstacle[];
}

export interface Own {
  readonly cloud: string | undefined;
  readonly region: string | undefined;
}

/** All regions, apart by whether they keep the rules. */
export function sitesOf(
  rules: typeof Rules,
  placement: Rules.Placement,
  catalogues: readonly Catalogue[],
  own: Own,
): { readonly sites: readonly Site[]; readonly ruledOut: readonly RuledOut[] } {
  const find: Rules.FindCatalogue = (cloud) => catalogues.find((each) => each.cloud === cloud);
  const sites: Site[] = [];
  const ruledOut: RuledOut[] = [];
  for (const catalogue of catalogues) {
    for (const region of catalogue.regions) {
      const obstacles = [
        ...openToAll(catalogue, region, own),
        ...ofOwnCloud(catalogue, own),
        ...rules.brokenRules(placement, catalogue, region, find),
      ];
      const distances = (placement.near ?? []).map((near) => rules.distanceTo(near, region, find));
      if (obstacles.length > 0) ruledOut.push({ cloud: catalogue.cloud, region: region.name, obstacles });
      else sites.push({ catalogue, region, km: Math.max(0, ...distances) });
    }
  }
  return { sites, ruledOut };
}

/** Accounts of most customers reach the cloud's main regions alone; a stack that is elsewhere stays with its like. */
function openToAll({ cloud, regions }: Catalogue, region: Region, own: Own): Obstacle[] {
  const counts = new Map<string | undefined, number>();
  for (const { partition } of regions) counts.set(partition, (counts.get(partition) ?? 0) + 1);
  const [main] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const here = cloud === own.cloud ? regions.find(({ name }) => name === own.region)?.partition : undefined;
  if (region.partition === (here ?? main)) return [];
  return [{ rule: "open", text: `needs an account for ${region.partition ?? "a part of the cloud of its own"}` }];
}

/** A stack whose config names the cloud and no region asks for a region of that cloud. */
function ofOwnCloud({ cloud }: Catalogue, own: Own): Obstacle[] {
  if (own.cloud === undefined || own.region !== undefined || own.cloud === cloud) return [];
  return [{ rule: "clouds", text: `clouds: isobar:cloud is ${own.cloud}` }];
}

/** Places that the program is first tried at: those with most to offer, so that it is the least likely to fail there. */
export function bestEquipped(sites: readonly Site[], own: Own): Site[] {
  const offers = ({ catalogue, region }: Site) =>
    catalogue.candidates.filter(({ offered }) => catalogue.hasRegion(offered, region.name)).length;
  const isOwn = ({ catalogue, region }: Site) => catalogue.cloud === own.cloud && region.name === own.region;
  return sites
    .map((site) => ({ site, worth: isOwn(site) ? Number.POSITIVE_INFINITY : offers(site) }))
    .sort((a, b) => (a.worth === b.worth ? (a.site.region.name < b.site.region.name ? -1 : 1) : b.worth - a.worth))
    .map(({ site }) => site);
}
