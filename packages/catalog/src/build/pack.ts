import type { OfferCoverage, Slice, SliceImage, SliceRegion } from "../slice.js";
import { basisOf } from "./bases.js";
import { field, listField, numberField, type Row } from "./csv.js";
import { packAccelerators, packGpus } from "./gpus.js";
import { headOf } from "./head.js";
import type { Tables } from "./inputs.js";
import { packTypes } from "./machine-types.js";
import { BasePrices, Masks, readOffers } from "./offers.js";

/** Columns of countries.csv, from wide to narrow. */
const UNIONS = ["eea", "eu", "efta"];

/** Packs one cloud's part of the tables; `cloud` is its row of clouds.csv. */
export function packSlice(tables: Tables, cloud: Row, source: string): Slice {
  const name = field(cloud, "cloud");
  const ofCloud = (rows: readonly Row[]): Row[] => rows.filter((row) => row.cloud === name);
  const regions = ofCloud(tables.regions).map((row) => packRegion(row, cloud, tables.countries));
  const masks = new Masks(regions.map((region) => region.name));
  const offers = readOffers(tables.prices, name);
  const prices = new BasePrices(offers, cloud, (code) => basisOf(tables.bases, name, code));
  const gpus = packGpus(tables, name);
  const { families, types } = packTypes({
    cloud: name,
    types: ofCloud(tables.machine_types),
    families: ofCloud(tables.families),
    gpuModels: gpus.map((gpu) => gpu.model),
    offers,
    masks,
    prices,
  });
  const accelerators = packAccelerators(tables, cloud, gpus, masks);
  return {
    ...headOf(cloud, source),
    regions,
    families,
    types,
    masks: masks.list,
    prices: prices.sources,
    gpus,
    accelerators,
    images: ofCloud(tables.images).filter(isFixed).map(packImage),
  };
}

function packRegion(row: Row, cloud: Row, countries: readonly Row[]): SliceRegion {
  const name = field(row, "region");
  const country = countries.find((each) => each.country === row.country);
  const unions = UNIONS.filter((union) => country?.[union] === "yes").map((union) => union.toUpperCase());
  const lat = numberField(row, "lat");
  const lon = numberField(row, "lon");
  const zones = listField(row, "zones");
  const zoneCount = numberField(row, "zone_count");
  const optional = (key: string, column: string): object => (row[column] ? { [key]: row[column] } : {});
  return {
    name,
    displayName: field(row, "display_name"),
    ...optional("place", "place"),
    ...optional("country", "country"),
    ...(country && { countryName: field(country, "name") }),
    ...(unions.length > 0 && { unions }),
    ...(lat !== undefined && lon !== undefined && { lat, lon }),
    ...(zoneCount !== undefined && { zoneCount }),
    ...(zones.length > 0 && { zones }),
    ...optional("partition", "partition"),
    offers: coverage(row, listField(cloud, "complete_offers")),
  };
}

function coverage(row: Row, complete: readonly string[]): OfferCoverage {
  if (row.has_prices !== "yes") return "unknown";
  return complete.includes("*") || complete.includes(field(row, "region")) ? "complete" : "partial";
}

/** Images of Kubernetes nodes have the cluster's version in their identifier and are no machine's image. */
function isFixed(row: Row): boolean {
  return !field(row, "identifier").includes("{");
}

function packImage(row: Row): SliceImage {
  const gpu = field(row, "gpu");
  const loginUser = field(row, "login_user");
  const minDiskGib = numberField(row, "min_disk_gib");
  return {
    name: `${field(row, "os")}-${field(row, "version")}${gpu && `-${gpu}`}`,
    arch: field(row, "arch") === "arm64" ? "arm64" : "amd64",
    ...(gpu && { gpu }),
    kind: field(row, "kind"),
    identifier: field(row, "identifier"),
    owner: field(row, "owner_or_project"),
    ...(loginUser && { loginUser }),
    ...(minDiskGib !== undefined && { minDiskGib }),
  };
}
