import type { SlicePriceTable } from "../slice-prices.js";
import { Masks } from "./offers.js";

interface Entry {
  readonly usd: number;
  readonly basis: number;
  readonly mark: string;
}

/** Collects prices by key and region. */
export class PriceTableBuilder {
  readonly #regions: readonly string[];
  readonly #rows = new Map<string, Map<string, Entry>>();

  constructor(regions: readonly string[]) {
    this.#regions = regions;
  }

  /** `mark` is one character kept beside the price. */
  add(key: string, region: string, usd: number, basis: number, mark = "-"): void {
    let row = this.#rows.get(key);
    if (!row) {
      row = new Map();
      this.#rows.set(key, row);
    }
    const before = row.get(region);
    if (before && before.usd !== usd) throw new Error(`${key} in ${region} costs ${before.usd} and ${usd}`);
    row.set(region, { usd, basis, mark });
  }

  pack(): SlicePriceTable {
    const masks = new Masks(this.#regions);
    const keys = this.#keys();
    const rows = keys.map((key) => this.#entries(key));
    return {
      keys,
      mask: keys.map((key) => masks.index(this.#rows.get(key)?.keys() ?? [])),
      masks: masks.list,
      usd: rows.map((row) => row.map(({ usd }) => usd)),
      basis: rows.map((row) => same(row.map(({ basis }) => basis))),
    };
  }

  /** The marks of every key, in the order of its prices. */
  marks(): string[] {
    return this.#keys().map((key) =>
      this.#entries(key)
        .map(({ mark }) => mark)
        .join(""),
    );
  }

  #keys(): string[] {
    return [...this.#rows.keys()].sort();
  }

  #entries(key: string): Entry[] {
    const row = this.#rows.get(key);
    return this.#regions.flatMap((region) => row?.get(region) ?? []);
  }
}

function same(values: readonly number[]): number | readonly number[] {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : values;
}
