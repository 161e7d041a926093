import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Catalogue } from "./catalogue.js";
import { SLICE_FORMAT, type Slice } from "./slice.js";
import type { SliceCarbon } from "./slice-carbon.js";
import type { SliceMachinePrices, SliceServices } from "./slice-prices.js";

const loaded = new Map<string, Catalogue>();

/**
 * Reads and indexes a cloud's catalogue; the same path is read once per process. Prices and carbon lie in files beside it
 * and are read when they are first asked for.
 */
export function loadCatalogue(path: string): Catalogue {
  let catalogue = loaded.get(path);
  if (!catalogue) {
    const beside = <T extends { readonly format: number; readonly source: string }>(file: string): T => {
      const found = read<T>(join(dirname(path), file));
      if (found.source !== slice.source) throw new Error(`${path} and ${file} beside it are not of one build`);
      return found;
    };
    const slice = read<Slice>(path);
    catalogue = new Catalogue(slice, {
      prices: () => beside<SliceMachinePrices>("prices.json"),
      services: () => beside<SliceServices>("services.json"),
      carbon: () => beside<SliceCarbon>("carbon.json"),
    });
    loaded.set(path, catalogue);
  }
  return catalogue;
}

function read<T extends { readonly format: number }>(path: string): T {
  const slice = JSON.parse(readFileSync(path, "utf8")) as T;
  if (slice.format === SLICE_FORMAT) return slice;
  throw new Error(
    `${path} is a catalogue of format ${slice.format}, this version of @isobar/catalog reads format ` +
      `${SLICE_FORMAT}: install the same version of all @isobar packages, or build the catalogue again.`,
  );
}
