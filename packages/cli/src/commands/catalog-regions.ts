import { type Catalogue, type Grid, matchesRegion, type Pue, type Region } from "@isobar/catalog";
import { UserError } from "../errors.js";
import { printListing, shortBasis } from "./catalog-print.js";
import { openCatalogues, type PlaceOptions, regionFilter } from "./catalog-sources.js";

interface RegionRow extends Pick<Region, "place" | "country" | "jurisdictions" | "coordinates" | "zoneCount"> {
  readonly cloud: string;
  readonly region: string;
  readonly grid?: Grid;
  readonly pue?: Pue;
}

/** Prints regions, those with the cleanest electricity first. */
export function listRegions(options: PlaceOptions & { readonly gpu?: string }): void {
  const catalogues = openCatalogues(options);
  const rows = catalogues.flatMap((catalogue) => {
    const having = options.gpu === undefined ? undefined : regionsWith(catalogue, options.gpu);
    return catalogue.regions
      .filter((region) => matchesRegion(region, regionFilter(options)))
      .filter(({ name }) => having?.has(name) ?? true)
      .map((region) => regionRow(catalogue, region));
  });
  if (rows.length === 0 && options.gpu !== undefined) checkGpu(catalogues, options.gpu);
  rows.sort((a, b) => (a.grid?.gco2ePerKwh ?? Infinity) - (b.grid?.gco2ePerKwh ?? Infinity) || 0);
  printListing(
    {
      catalogues,
      rows,
      columns: [
        { head: "cloud", cell: ({ cloud }) => cloud },
        { head: "region", cell: ({ region }) => region },
        { head: "place", cell: ({ place }) => place },
        { head: "law", cell: ({ jurisdictions }) => jurisdictions.join(" ") || undefined },
        { head: "zones", align: "right", cell: ({ zoneCount }) => zoneCount },
        { head: "gCO2e/kWh", align: "right", cell: ({ grid }) => grid?.gco2ePerKwh },
        { head: "basis", cell: ({ grid }) => shortBasis(grid?.basis) },
        { head: "carbon-free", align: "right", cell: ({ grid }) => carbonFree(grid) },
        { head: "PUE", align: "right", cell: ({ pue }) => pue?.pue },
        { head: "basis", cell: ({ pue }) => shortBasis(pue?.basis) },
      ],
      bases: ({ grid, pue }: RegionRow) => [grid?.basis, pue?.basis],
      empty: "No region fits.",
    },
    options.json,
  );
}

function regionRow({ cloud, carbon }: Catalogue, region: Region): RegionRow {
  const { name, place, country, jurisdictions, coordinates, zoneCount } = region;
  const grid = carbon.gridOf(name);
  const pue = carbon.pueOf(name);
  return {
    cloud,
    region: name,
    ...(place !== undefined && { place }),
    ...(country !== undefined && { country }),
    jurisdictions,
    ...(coordinates && { coordinates }),
    ...(zoneCount !== undefined && { zoneCount }),
    ...(grid && { grid }),
    ...(pue && { pue }),
  };
}

function carbonFree(grid: Grid | undefined): string | undefined {
  return grid?.carbonFree && `${grid.carbonFree.percent} % (${grid.carbonFree.match}, ${grid.carbonFree.year})`;
}

function regionsWith(catalogue: Catalogue, model: string): Set<string> {
  return new Set(catalogue.gpuRegions(model).map(({ region }) => region));
}

function checkGpu(catalogues: readonly Catalogue[], model: string): void {
  if (catalogues.some((catalogue) => catalogue.gpu(model))) return;
  const near = [...new Set(catalogues.flatMap((catalogue) => catalogue.suggestGpus(model)))];
  const help = near.length > 0 ? `did you mean ${near.join(" or ")}?` : "isobar catalog gpus lists them";
  throw new UserError(`--gpu ${model}: no such GPU in the catalogue, or one of several sizes; ${help}`);
}
