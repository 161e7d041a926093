import { type Catalogue, distanceKm, type Region, suggest } from "@isobar/catalog";
import { UserError } from "../errors.js";

/** Where a program is planned for. */
export interface Place {
  readonly cloud: string;
  readonly region: string;
  /** Why this region, where the user didn't name it. */
  readonly why?: string;
}

export interface PlaceWish {
  /** The stack's own place, as far as its config says. */
  readonly own: { readonly cloud: string | undefined; readonly region: string | undefined };
  readonly clouds?: readonly string[];
  readonly regions?: readonly string[];
}

/**
 * The places that are asked for: each region on its cloud; on a cloud without one the stack's own region, or the nearest to
 * it. Without any wish the stack's own place.
 * @throws UserError if a cloud or region isn't known, or none can be chosen.
 */
export function placesOf(catalogues: readonly Catalogue[], { own, clouds, regions = [] }: PlaceWish): Place[] {
  const all = catalogues.map(({ cloud }) => cloud);
  for (const cloud of clouds ?? []) mustKnow("clouds", cloud, all);
  const among = catalogues.filter(({ cloud }) => clouds?.includes(cloud) ?? true);
  const named = regions.flatMap((name) => {
    const owners = among.filter((catalogue) => catalogue.region(name) !== undefined);
    const names = among.flatMap((catalogue) => catalogue.regions.map((region) => region.name));
    if (owners.length === 0) mustKnow("regions", name, names);
    return owners.map(({ cloud }) => ({ cloud, region: name }));
  });
  if (clouds === undefined && regions.length > 0) return named;
  const wanted = clouds ?? (own.cloud === undefined ? [] : [own.cloud]);
  if (wanted.length === 0) {
    throw new UserError("the stack's config has no isobar:cloud; name the places by --clouds or --regions");
  }
  return wanted.flatMap((cloud) => {
    const here = named.filter((place) => place.cloud === cloud);
    return here.length > 0 ? here : [unnamed(cloud, own, catalogues)];
  });
}

function unnamed(cloud: string, own: PlaceWish["own"], catalogues: readonly Catalogue[]): Place {
  if (own.region === undefined || own.cloud === undefined) {
    throw new UserError(`which region of ${cloud}? The stack's config has none; name it by --regions`);
  }
  if (cloud === own.cloud) return { cloud, region: own.region };
  const from = catalogues.find((catalogue) => catalogue.cloud === own.cloud)?.region(own.region);
  const there = catalogues.find((catalogue) => catalogue.cloud === cloud);
  const near = from && there && nearest(from, there);
  if (!near) {
    throw new UserError(
      `which region of ${cloud}? Where ${own.region} of ${own.cloud} lies isn't known; name one by --regions`,
    );
  }
  return { cloud, region: near.region.name, why: `nearest to ${own.region}, ${Math.round(near.km)} km away` };
}

/** Among those that anybody can use, that have several zones and of which it is known what they offer. */
function nearest(from: Region, { regions }: Catalogue): { region: Region; km: number } | undefined {
  const counts = new Map<string | undefined, number>();
  for (const { partition } of regions) counts.set(partition, (counts.get(partition) ?? 0) + 1);
  const [main] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const open = regions.filter(({ partition, offers }) => partition === main && offers !== "unknown");
  const zoned = open.filter(({ zones, zoneCount }) => (zones?.length ?? zoneCount ?? 0) > 1);
  const [best] = (zoned.length > 0 ? zoned : open)
    .map((region) => ({ region, km: distanceKm(from, region) }))
    .sort((a, b) => a.km - b.km);
  return best && Number.isFinite(best.km) ? best : undefined;
}

function mustKnow(option: string, given: string, known: readonly string[]): void {
  if (known.includes(given)) return;
  const near = suggest(
    given,
    known.map((name) => ({ name, words: [name] })),
  );
  const help = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `there are ${known.join(", ")}`;
  throw new UserError(`--${option} ${given}: not in the catalogues of the installed backends; ${help}`);
}
