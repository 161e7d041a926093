import { join } from "node:path";
import { type Catalogue, loadCatalogue } from "@isobar/catalog";

/** What Azure has, as the backend knows it. */
export function catalogue(): Catalogue {
  return loadCatalogue(join(__dirname, "..", "..", "generated", "catalogue.json"));
}
