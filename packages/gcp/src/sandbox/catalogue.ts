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

/** Zones of the region that a zone lies in. */
export function zonesIn(zone: string): readonly string[] {
  return catalogue().region(regionOfZone(zone))?.zones ?? [];
}

/** Native disk types that a machine takes, where known. */
export function diskTypesOf(machineType: string): readonly string[] | undefined {
  return catalogue().machineType(machineType)?.diskTypes;
}

/** Zones of the region that have GPUs of that native name, where known. */
export function zonesWithAccelerator(name: string, zone: string): readonly string[] | undefined {
  const known = catalogue();
  const model = known.gpus().find(({ nativeNames }) => nativeNames.includes(name))?.model;
  return model === undefined ? [] : known.gpuZones(model, regionOfZone(zone));
}

/** Machine types that a region offers, each with its zones taken to have it all. */
export function machineTypesIn(region: string): MachineType[] {
  const known = catalogue();
  return known.candidates.map(({ machine }) => machine).filter(({ type }) => known.offered(type, region) !== false);
}
