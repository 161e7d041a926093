import { type Basis, type Catalogue, type Gpu, type MachineFilter, machines } from "@isobar/catalog";
import { type MachineOptions, machineFilter } from "./catalog-machines.js";
import { printListing, shortBasis, usd } from "./catalog-print.js";
import { openCatalogues } from "./catalog-sources.js";

interface GpuRow extends Pick<Gpu, "model" | "vendor" | "memoryGib" | "fp16Tflops"> {
  readonly cloud: string;
  /** Regions among the wished ones that have it. */
  readonly regions: number;
  /** The machine that gives one GPU for the least. */
  readonly machine?: string;
  readonly region?: string;
  /** The machine's price divided by its GPUs. */
  readonly usdPerGpuHour?: number;
  readonly usdPerPflopHour?: number;
  readonly basis?: Basis;
}

/** Prints every GPU of every cloud with the cheapest way to one. */
export function listGpus(options: MachineOptions): void {
  const catalogues = openCatalogues(options);
  const filter = machineFilter({ vendor: "", ...options });
  const rows = catalogues.flatMap((catalogue) => catalogue.gpus().flatMap((gpu) => gpuRow(catalogue, gpu, filter)));
  rows.sort((a, b) => (a.usdPerPflopHour ?? Infinity) - (b.usdPerPflopHour ?? Infinity) || 0);
  printListing(
    {
      catalogues,
      rows,
      columns: [
        { head: "GPU", cell: ({ model }) => model },
        { head: "vendor", cell: ({ vendor }) => vendor },
        { head: "GiB", align: "right", cell: ({ memoryGib }) => memoryGib },
        { head: "FP16 TFLOPS", align: "right", cell: ({ fp16Tflops }) => fp16Tflops },
        { head: "cloud", cell: ({ cloud }) => cloud },
        { head: "regions", align: "right", cell: ({ regions }) => regions },
        { head: "cheapest in", cell: ({ machine, region }) => machine && `${machine}, ${region}` },
        { head: "USD/GPU-hour", align: "right", cell: ({ usdPerGpuHour }) => usd(usdPerGpuHour) },
        { head: "USD/PFLOPS-hour", align: "right", cell: ({ usdPerPflopHour }) => usd(usdPerPflopHour) },
        { head: "basis", cell: ({ basis }) => shortBasis(basis) },
      ],
      bases: ({ basis }: GpuRow) => [basis],
      empty: "No GPU fits.",
    },
    options.json,
  );
}

/** One GPU as part of a machine that can be had. */
export interface GpuOffer {
  /** The machine. */
  readonly name: string;
  readonly region: string;
  /** The machine's price divided by its GPUs, USD an hour. */
  readonly usd: number;
  readonly basis: Basis;
}

/** Every way to a GPU of that model that has a price, cheapest first; undefined if it isn't wished, or isn't there at all. */
export function gpuOffers(
  catalogue: Catalogue,
  gpu: Gpu,
  { gpu: wanted, ...filter }: MachineFilter,
): { readonly regions: number; readonly priced: readonly GpuOffer[] } | undefined {
  const { vendor, model, memoryGib } = wanted || {};
  if (vendor && gpu.vendor !== vendor.toLowerCase()) return undefined;
  if (memoryGib !== undefined && (gpu.memoryGib ?? 0) < memoryGib) return undefined;
  const ofModel = { ...filter, gpu: { model: gpu.model } };
  const isMeant = () => machines([catalogue], { gpu: { model } }).some((offer) => offer.gpu?.model === gpu.model);
  if (model && !isMeant()) return undefined;
  const offers = machines([catalogue], { ...ofModel, perRegion: true, limit: Number.POSITIVE_INFINITY });
  if (offers.length === 0) return undefined;
  const priced = offers.flatMap(({ machine, region, price, gpu: own, accelerator }) =>
    price && own
      ? [
          {
            name: accelerator ? `${machine.type} + ${accelerator}` : machine.type,
            region,
            usd: price.usdPerHour / own.count,
            basis: price.basis,
          },
        ]
      : [],
  );
  return {
    regions: new Set(offers.map(({ region }) => region)).size,
    priced: priced.sort((a, b) => a.usd - b.usd),
  };
}

function gpuRow(catalogue: Catalogue, gpu: Gpu, filter: MachineFilter): GpuRow[] {
  const offers = gpuOffers(catalogue, gpu, filter);
  if (!offers) return [];
  const [best] = offers.priced;
  const { fp16Tflops } = gpu;
  return [
    {
      model: gpu.model,
      vendor: gpu.vendor,
      ...(gpu.memoryGib !== undefined && { memoryGib: gpu.memoryGib }),
      ...(fp16Tflops !== undefined && { fp16Tflops }),
      cloud: catalogue.cloud,
      regions: offers.regions,
      ...(best && { machine: best.name, region: best.region, usdPerGpuHour: best.usd, basis: best.basis }),
      ...(best && fp16Tflops !== undefined && { usdPerPflopHour: (best.usd * 1000) / fp16Tflops }),
    },
  ];
}
