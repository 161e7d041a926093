import type { Basis } from "./basis.js";
import type { Priced, PriceTable } from "./price-table.js";
import type { Region } from "./types.js";

/** China's regions are sold by other companies, in another currency: no other price stands for theirs. */
const APART = "CN";

const EARTH_RADIUS_KM = 6371;

/** Prices by key, with the nearest region's price as an estimate where a region's own is not known. */
export class NearestPrices {
  readonly #table: PriceTable;
  readonly #names: readonly string[];
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #regions: ReadonlyMap<string, Region>;

  constructor(table: PriceTable, names: readonly string[], regions: readonly Region[]) {
    this.#table = table;
    this.#names = names;
    this.#indexes = new Map(names.map((name, index) => [name, index]));
    this.#regions = new Map(regions.map((region) => [region.name, region]));
  }

  keys(prefix: string): string[] {
    return this.#table.keys.filter((key) => key.startsWith(prefix));
  }

  find(key: string, region: string): Priced | undefined {
    const place = this.placeOf(key, region);
    return place === undefined ? undefined : this.in(key, region, place);
  }

  /** The price in `place`, as an estimate when that isn't the wished region. */
  in(key: string, region: string, place: string): Priced | undefined {
    const price = this.#table.at(this.#table.row(key), this.#indexes.get(place) ?? -1);
    return price && place !== region ? { usd: price.usd, basis: borrowed(price.basis, place) } : price;
  }

  /** The region itself when it has a price, else the nearest that has one. */
  placeOf(key: string, region: string): string | undefined {
    const row = this.#table.row(key);
    const index = this.#indexes.get(region);
    if (index !== undefined && this.#table.place(row, index) >= 0) return region;
    const wanted = this.#regions.get(region);
    if (!wanted || wanted.country === APART) return undefined;
    let nearest: string | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const other of this.#table.regionsOf(row)) {
      const name = this.#names[other] as string;
      const found = this.#regions.get(name);
      if (!found || found.country === APART) continue;
      const distance = distanceKm(wanted, found);
      if (nearest === undefined || distance < least) {
        nearest = name;
        least = distance;
      }
    }
    return nearest;
  }
}

function borrowed({ kind, note, ...basis }: Basis, place: string): Basis {
  return { ...basis, kind: "estimate", note: `price of ${place}${note ? `; ${note}` : ""}` };
}

/** Along the great circle; infinite when a place isn't known. */
export function distanceKm(a: Pick<Region, "coordinates">, b: Pick<Region, "coordinates">): number {
  if (!a.coordinates || !b.coordinates) return Number.POSITIVE_INFINITY;
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [lat1, lat2] = [radians(a.coordinates.lat), radians(b.coordinates.lat)];
  const half = (degrees: number): number => Math.sin(radians(degrees) / 2) ** 2;
  const chord =
    half(b.coordinates.lat - a.coordinates.lat) +
    Math.cos(lat1) * Math.cos(lat2) * half(b.coordinates.lon - a.coordinates.lon);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
