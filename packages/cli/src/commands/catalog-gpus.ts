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

function gpuRow(catalogue: Catalogue, gpu: Gpu, { gpu: wanted, ...filter }: MachineFilter): GpuRow[] {
  const { vendor, model, memoryGib } = wanted || {};
  if (vendor && gpu.vendor !== vendor.toLowerCase()) return [];
  if (memoryGib !== undefined && (gpu.memoryGib ?? 0) < memoryGib) return [];
  const ofModel = { ...filter, gpu: { model: gpu.model } };
  if (model && !machines([catalogue], { gpu: { model } }).some((offer) => offer.gpu?.model === gpu.model)) return [];
  const offers = machines([catalogue], { ...ofModel, perRegion: true, limit: Number.POSITIVE_INFINITY });
  if (offers.length === 0) return [];
  const perGpu = offers.flatMap(({ machine, region, price, gpu: own, accelerator }) =>
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
  const [best] = perGpu.sort((a, b) => a.usd - b.usd);
  const { fp16Tflops } = gpu;
  return [
    {
      model: gpu.model,
      vendor: gpu.vendor,
      ...(gpu.memoryGib !== undefined && { memoryGib: gpu.memoryGib }),
      ...(fp16Tflops !== undefined && { fp16Tflops }),
      cloud: catalogue.cloud,
      regions: new Set(offers.map(({ region }) => region)).size,
      ...(best && { machine: best.name, region: best.region, usdPerGpuHour: best.usd, basis: best.basis }),
      ...(best && fp16Tflops !== undefined && { usdPerPflopHour: (best.usd * 1000) / fp16Tflops }),
    },
  ];
}
