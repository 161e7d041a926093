import * as path from "node:path";
import { type Catalogue, loadCatalogue, type MachineType } from "@isobar/catalog";

/** What the simulated cloud has on offer. */
export function catalogue(): Catalogue {
  return loadCatalogue(path.join(__dirname, "..", "..", "generated", "catalogue.json"));
}

/** `europe-west4` of `europe-west4-a`. */
export function regionOfZone(zone: string): string {
  return zone.replace(/-[a-z]$/, "");
}

/** Machine types that a region offers, each with its zones taken to have it all. */
export function machineTypesIn(region: string): MachineType[] {
  const known = catalogue();
  return known.candidates.map(({ machine }) => machine).filter(({ type }) => known.offered(type, region) !== false);
}
