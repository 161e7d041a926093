import type { Basis } from "./basis.js";
import { bitsOf } from "./bits.js";
import type { SlicePriceTable } from "./slice-prices.js";

export interface Priced {
  readonly usd: number;
  readonly basis: Basis;
}

/** Prices by key and region. */
export class PriceTable {
  readonly #table: SlicePriceTable;
  readonly #bases: readonly Basis[];
  readonly #rows: ReadonlyMap<string, number>;
  /** For each mask, the place of a region's price in its row, or -1. */
  readonly #places: readonly Int16Array[];
  readonly #width: number;
  #flat: Float64Array | undefined;

  constructor(table: SlicePriceTable, regions: readonly string[], bases: readonly Basis[]) {
    this.#width = regions.length;
    this.#table = table;
    this.#bases = bases;
    this.#rows = new Map(table.keys.map((key, row) => [key, row]));
    this.#places = table.masks.map((mask) => placesOf(mask, regions.length));
  }

  get keys(): readonly string[] {
    return this.#table.keys;
  }

  /** Row of a key, or -1. */
  row(key: string): number {
    return this.#rows.get(key) ?? -1;
  }

  /** US dollars of every row and region, 0 where there is no price: row r and region g are at r * regions + g. */
  flat(): Float64Array {
    this.#flat ??= this.#flatten();
    return this.#flat;
  }

  #flatten(): Float64Array {
    const flat = new Float64Array(this.keys.length * this.#width);
    for (let row = 0; row < this.keys.length; row++) {
      const places = this.#places[this.#table.mask[row] as number] as Int16Array;
      const usd = this.#table.usd[row] as readonly number[];
      for (let region = 0; region < this.#width; region++) {
        const place = places[region] as number;
        if (place >= 0) flat[row * this.#width + region] = usd[place] as number;
      }
    }
    return flat;
  }

  /** Place of a region in a row, or -1. */
  place(row: number, region: number): number {
    return this.#places[this.#table.mask[row] as number]?.[region] ?? -1;
  }

  at(row: number, region: number): Priced | undefined {
    const place = this.place(row, region);
    if (place < 0) return undefined;
    const basis = this.#table.basis[row] as number | readonly number[];
    const index = typeof basis === "number" ? basis : (basis[place] as number);
    return { usd: this.#table.usd[row]?.[place] as number, basis: this.#bases[index] as Basis };
  }

  /** Indexes of the regions that have a price. */
  regionsOf(row: number): number[] {
    const places = this.#places[this.#table.mask[row] as number];
    return places ? [...places.keys()].filter((region) => (places[region] as number) >= 0) : [];
  }
}

function placesOf(mask: string, regions: number): Int16Array {
  const places = new Int16Array(regions).fill(-1);
  bitsOf(mask).forEach((region, place) => {
    places[region] = place;
  });
  return places;
}
