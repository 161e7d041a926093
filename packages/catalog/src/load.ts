import { readFileSync } from "node:fs";
import { Catalogue } from "./catalogue.js";
import { SLICE_FORMAT, type Slice } from "./slice.js";

const loaded = new Map<string, Catalogue>();

/** Reads and indexes a cloud's catalogue; the same path is read once per process. */
export function loadCatalogue(path: string): Catalogue {
  let catalogue = loaded.get(path);
  if (!catalogue) {
    const slice = JSON.parse(readFileSync(path, "utf8")) as Slice;
    if (slice.format !== SLICE_FORMAT) {
      throw new Error(
        `${path} is a catalogue of format ${slice.format}, this version of @isobar/catalog reads format ` +
          `${SLICE_FORMAT}: install the same version of all @isobar packages, or build the catalogue again.`,
      );
    }
    catalogue = new Catalogue(slice);
    loaded.set(path, catalogue);
  }
  return catalogue;
}
