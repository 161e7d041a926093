import type { Basis, Catalogue, Gpu } from "@isobar/catalog";
import { type GpuOffer, gpuOffers } from "./catalog-gpus.js";
import { type MachineOptions, machineFilter } from "./catalog-machines.js";
import { printListing, shortBasis, usd } from "./catalog-print.js";
import { openCatalogues } from "./catalog-sources.js";

export type CompareGpusOptions = Pick<
  MachineOptions,
  "gpu" | "vendor" | "gpuMemory" | "cloud" | "region" | "country" | "eu" | "eea" | "perRegion" | "json"
>;

/** The least that one GPU costs, bought in one way. */
interface GpuPrice {
  readonly machine: string;
  readonly region: string;
  readonly usdPerGpuHour: number;
  readonly usdPerPflopHour?: number;
  readonly basis: Basis;
}

interface GpuComparison {
  readonly model: string;
  readonly vendor: string;
  readonly memoryGib?: number;
  readonly fp16Tflops?: number;
  readonly cloud: string;
  /** Where `perRegion` asks for it. */
  readonly region?: string;
  readonly onDemand?: GpuPrice;
  readonly spot?: GpuPrice;
}

/** Prints what a GPU costs on demand and on spot, for each cloud in its cheapest region or for each region. */
export function compareGpus({ perRegion, ...options }: CompareGpusOptions): void {
  const catalogues = openCatalogues(options);
  const rows = catalogues.flatMap((catalogue) =>
    catalogue.gpus().flatMap((gpu) => comparisons(catalogue, gpu, options, perRegion ?? false)),
  );
  rows.sort((a, b) => a.model.localeCompare(b.model) || leastOf(a) - leastOf(b) || 0);
  printListing(
    {
      catalogues,
      rows,
      columns: [
        { head: "GPU", cell: ({ model }) => model },
        { head: "GiB", align: "right", cell: ({ memoryGib }) => memoryGib },
        { head: "FP16 TFLOPS", align: "right", cell: ({ fp16Tflops }) => fp16Tflops },
        { head: "cloud", cell: ({ cloud }) => cloud },
        { head: "on demand in", cell: ({ onDemand }) => placeOf(onDemand) },
        { head: "USD/GPU-hour", align: "right", cell: ({ onDemand }) => usd(onDemand?.usdPerGpuHour) },
        { head: "USD/PFLOPS-hour", align: "right", cell: ({ onDemand }) => usd(onDemand?.usdPerPflopHour) },
        { head: "basis", cell: ({ onDemand }) => shortBasis(onDemand?.basis) },
        { head: "spot in", cell: ({ spot }) => placeOf(spot) },
        { head: "USD/GPU-hour", align: "right", cell: ({ spot }) => usd(spot?.usdPerGpuHour) },
        { head: "USD/PFLOPS-hour", align: "right", cell: ({ spot }) => usd(spot?.usdPerPflopHour) },
        { head: "basis", cell: ({ spot }) => shortBasis(spot?.basis) },
      ],
      bases: ({ onDemand, spot }: GpuComparison) => [onDemand?.basis, spot?.basis],
      empty: "No GPU fits.",
    },
    options.json,
  );
}

function comparisons(catalogue: Catalogue, gpu: Gpu, options: CompareGpusOptions, perRegion: boolean): GpuComparison[] {
  const filter = machineFilter({ vendor: "", ...options });
  const found = gpuOffers(catalogue, gpu, filter);
  if (!found) return [];
  const onDemand = found.priced;
  const spot = gpuOffers(catalogue, gpu, { ...filter, spot: true })?.priced ?? [];
  const { model, vendor, memoryGib, fp16Tflops } = gpu;
  const head = { model, vendor, memoryGib, fp16Tflops, cloud: catalogue.cloud };
  const regions = perRegion ? [...new Set([...onDemand, ...spot].map(({ region }) => region))] : [undefined];
  return regions.map((region) => {
    const [demandHere, spotHere] = [onDemand, spot].map((offers) => cheapest(gpu, offers, region));
    return defined({ ...head, region, onDemand: demandHere, spot: spotHere });
  });
}

function cheapest({ fp16Tflops }: Gpu, offers: readonly GpuOffer[], region: string | undefined): GpuPrice | undefined {
  const best = offers.find((offer) => region === undefined || offer.region === region);
  return (
    best && {
      machine: best.name,
      region: best.region,
      usdPerGpuHour: best.usd,
      ...(fp16Tflops !== undefined && { usdPerPflopHour: (best.usd * 1000) / fp16Tflops }),
      basis: best.basis,
    }
  );
}

function defined<T extends object>(row: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;
}

function leastOf({ onDemand, spot }: GpuComparison): number {
  return onDemand?.usdPerGpuHour ?? spot?.usdPerGpuHour ?? Number.POSITIVE_INFINITY;
}

function placeOf(price: GpuPrice | undefined): string | undefined {
  return price && `${price.machine}, ${price.region}`;
}
