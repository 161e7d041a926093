import { type Arch, type MachineFilter, type MachineOffer, machines } from "@isobar/catalog";
import { UserError } from "../errors.js";
import { printListing, shortBasis, usd } from "./catalog-print.js";
import { mustBeNumbers, openCatalogues, type PlaceOptions, regionFilter } from "./catalog-sources.js";

export interface MachineOptions extends PlaceOptions {
  readonly vcpus?: number;
  readonly memory?: number;
  readonly arch?: string;
  readonly gpu?: string;
  readonly vendor?: string;
  readonly gpuMemory?: number;
  readonly gpus?: number;
  readonly burstable?: boolean;
  readonly spot?: boolean;
  readonly perRegion?: boolean;
  readonly limit?: number;
}

const ARCHS = ["amd64", "arm64"];

/** Prints machine types that fit, cheapest first. */
export function listMachines(options: MachineOptions): void {
  const catalogues = openCatalogues(options);
  printListing(
    {
      catalogues,
      rows: machines(catalogues, machineFilter(options)),
      columns: [
        { head: "cloud", cell: ({ cloud }) => cloud },
        { head: "type", cell: ({ machine, accelerator, gpu }) => shown(machine.type, accelerator, gpu?.count) },
        { head: "vCPUs", align: "right", cell: ({ machine }) => machine.vcpus },
        { head: "GiB", align: "right", cell: ({ machine }) => machine.memoryGib },
        { head: "arch", cell: ({ machine }) => machine.arch },
        { head: "GPUs", cell: ({ gpu }) => (gpu ? `${gpu.count} x ${gpu.model}` : "") },
        { head: "region", cell: ({ region }) => region },
        { head: "USD/hour", align: "right", cell: ({ price }) => usd(price?.usdPerHour) },
        { head: "basis", cell: ({ price }) => shortBasis(price?.basis) },
      ],
      bases: ({ price }: MachineOffer) => [price?.basis],
      empty: "No machine type fits.",
    },
    options.json,
  );
}

export function machineFilter(options: MachineOptions): MachineFilter {
  const { vcpus, memory, arch, gpu: model, vendor, gpuMemory, gpus, burstable, spot, perRegion, limit } = options;
  mustBeNumbers({ vcpus, memory, "gpu-memory": gpuMemory, gpus, limit });
  if (arch !== undefined && !ARCHS.includes(arch)) throw new UserError(`--arch ${arch}: give ${ARCHS.join(" or ")}`);
  const withGpu = [model, vendor, gpuMemory, gpus].some((each) => each !== undefined);
  return {
    ...regionFilter(options),
    vcpus,
    memoryGib: memory,
    arch: arch as Arch | undefined,
    burstable,
    spot,
    perRegion,
    limit,
    ...(withGpu && { gpu: { model, vendor, memoryGib: gpuMemory, count: gpus } }),
  };
}

function shown(type: string, accelerator: string | undefined, count = 1): string {
  return accelerator ? `${type} + ${count} x ${accelerator}` : type;
}
