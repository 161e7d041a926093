import type { Basis } from "../basis.js";
import type { SlicePriceSource } from "../slice.js";
import { field, listField, numberField, type Row } from "./csv.js";

/** Sets of regions, each stored once. */
export class Masks {
  readonly list: string[] = [];
  readonly #bits: ReadonlyMap<string, bigint>;
  readonly #indexes = new Map<string, number>();

  constructor(regions: readonly string[]) {
    this.#bits = new Map(regions.map((name, index) => [name, 1n << BigInt(index)]));
  }

  /** Index of the set, or -1 for the empty one. */
  index(regions: Iterable<string>): number {
    let mask = 0n;
    for (const name of regions) {
      const bit = this.#bits.get(name);
      if (bit === undefined) throw new Error(`region ${name} is not in regions.csv`);
      mask |= bit;
    }
    if (mask === 0n) return -1;
    const text = mask.toString(16);
    let index = this.#indexes.get(text);
    if (index === undefined) {
      index = this.list.push(text) - 1;
      this.#indexes.set(text, index);
    }
    return index;
  }
}

interface Offer {
  readonly price?: number;
  readonly basis: string;
}

/** Machine type to its offers by region. */
export type Offers = ReadonlyMap<string, ReadonlyMap<string, Offer>>;

export function readOffers(prices: readonly Row[], cloud: string): Offers {
  const offers = new Map<string, Map<string, Offer>>();
  for (const row of prices) {
    if (row.cloud !== cloud) continue;
    const type = field(row, "type");
    let byRegion = offers.get(type);
    if (!byRegion) {
      byRegion = new Map();
      offers.set(type, byRegion);
    }
    const price = numberField(row, "ondemand_usd_hour");
    byRegion.set(field(row, "region"), { ...(price !== undefined && { price }), basis: field(row, "ondemand_basis") });
  }
  return offers;
}

/** Base prices: from the first reference region that has one, else from the first region by name. */
export class BasePrices {
  readonly sources: SlicePriceSource[] = [];
  readonly #offers: Offers;
  readonly #reference: readonly string[];
  readonly #indexes = new Map<string, number>();
  readonly #basis: (code: string) => Basis;

  constructor(offers: Offers, cloud: Row, basis: (code: string) => Basis) {
    this.#offers = offers;
    this.#reference = listField(cloud, "price_regions");
    this.#basis = basis;
  }

  of(type: string): { price: number | null; source: number } {
    const byRegion = this.#offers.get(type);
    if (!byRegion) return { price: null, source: -1 };
    for (const region of [...this.#reference, ...[...byRegion.keys()].sort()]) {
      const offer = byRegion.get(region);
      if (offer?.price !== undefined) return { price: offer.price, source: this.#source(region, offer.basis) };
    }
    return { price: null, source: -1 };
  }

  #source(region: string, code: string): number {
    const key = `${region} ${code}`;
    const index = this.#indexes.get(key) ?? this.sources.push({ region, basis: this.#basis(code) }) - 1;
    this.#indexes.set(key, index);
    return index;
  }
}
