import * as path from "node:path";
import { type Image, loadCatalogue, type MachineType } from "@isobar/catalog";

const CATALOGUE = path.join(__dirname, "..", "..", "generated", "catalogue.json");
const LETTERS = "abcdef";
const ZONES = 3;

/** Availability Zones of a region. */
export function zonesOf(region: string): string[] {
  const count = loadCatalogue(CATALOGUE).region(region)?.zoneCount ?? ZONES;
  return [...LETTERS].slice(0, count).map((letter) => `${region}${letter}`);
}

/** Ids of a region's zones, which are the same for every account: `euc1-az1`. */
export function zoneIdsOf(region: string): string[] {
  const [area = "", direction = "", number = ""] = region.replace("us-gov", "usg").split("-");
  const letters = direction.replace(/(north|south|east|west|central)/g, (word) => word.charAt(0));
  return zonesOf(region).map((_, index) => `${area}${letters}${number}-az${index + 1}`);
}

/** Whether a region offers a machine type, as far as known; what is not known is offered. */
export function offers(region: string, type: string): boolean {
  return loadCatalogue(CATALOGUE).offered(type, region) !== false;
}

/** What is known of a machine type. */
export function machineType(type: unknown): MachineType | undefined {
  return loadCatalogue(CATALOGUE).machineType(String(type));
}

/** All images that are known by name. */
export function knownImages(): Image[] {
  const catalogue = loadCatalogue(CATALOGUE);
  const found = catalogue
    .imageNames()
    .flatMap((name) => [catalogue.image(name, "amd64"), catalogue.image(name, "arm64")]);
  return found.filter((image) => image !== undefined);
}
