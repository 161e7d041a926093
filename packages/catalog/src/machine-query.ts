import type { Catalogue } from "./catalogue.js";
import { Cheapest } from "./cheapest.js";
import { shortName } from "./gpu-names.js";
import type { Candidate } from "./machines.js";
import type { MachinePrice } from "./prices.js";
import { matchesRegion, type RegionFilter } from "./regions.js";
import type { SliceAccelerator } from "./slice.js";
import type { Arch, Gpu, MachineGpu, MachineType } from "./types.js";

export interface GpuFilter {
  /** "nvidia", "amd". */
  readonly vendor?: string | undefined;
  /** "A100-80GB", or "A100" for every size of it; case doesn't count. */
  readonly model?: string | undefined;
  /** Memory of one GPU, at least. */
  readonly memoryGib?: number | undefined;
  /** GPUs of one machine, exactly. */
  readonly count?: number | undefined;
}

export interface MachineFilter extends RegionFilter {
  readonly vcpus?: number | undefined;
  readonly maxVcpus?: number | undefined;
  /** At least. */
  readonly memoryGib?: number | undefined;
  readonly arch?: Arch | undefined;
  /** false: no type whose CPU is shared or throttled. */
  readonly burstable?: boolean | undefined;
  /** Only machines with such GPUs, own or attached; false: only machines without. */
  readonly gpu?: GpuFilter | false | undefined;
  /** Exactly this type. */
  readonly type?: string | undefined;
  /** Prices of spot capacity; what is not sold so is left out. */
  readonly spot?: boolean | undefined;
  /** true: every region of a type is a row of its own. Default: each type once, where it is cheapest. */
  readonly perRegion?: boolean | undefined;
  /** So many of the cheapest. Default: all types, or 1000 rows with `perRegion`. */
  readonly limit?: number | undefined;
}

export interface MachineOffer {
  readonly cloud: string;
  readonly region: string;
  readonly machine: MachineType;
  /** Own or attached. */
  readonly gpu?: MachineGpu;
  /** The cloud's name of a GPU that has to be attached to the type. */
  readonly accelerator?: string;
  /** With attached GPUs. Absent when a part of it is not known. */
  readonly price?: MachinePrice;
}

const PER_REGION = 1000;

/** A machine, with GPUs attached or not, and where it is offered. */
interface Shape {
  readonly candidate: Candidate;
  readonly gpu?: MachineGpu;
  readonly accelerator?: SliceAccelerator;
  readonly offered: bigint;
}

/** A shape in a region, before all about it is put together. */
interface Found {
  readonly usd: number;
  readonly catalogue: Catalogue;
  readonly shape: Shape;
  readonly region: number;
}

/** Machines of one or several clouds that match, cheapest first; those without a known price come last. */
export function machines(catalogues: readonly Catalogue[], filter: MachineFilter = {}): readonly MachineOffer[] {
  const compare = (a: Found, b: Found): number =>
    order(a.catalogue.cloud, b.catalogue.cloud) ||
    order(a.shape.candidate.machine.type, b.shape.candidate.machine.type) ||
    a.region - b.region;
  const cheapest = new Cheapest<Found>(
    filter.limit ?? (filter.perRegion ? PER_REGION : Number.POSITIVE_INFINITY),
    compare,
  );
  for (const catalogue of catalogues) findOffers(catalogue, filter, cheapest);
  return cheapest.sorted().map((found) => toOffer(found, filter.spot === true));
}

function findOffers(catalogue: Catalogue, filter: MachineFilter, cheapest: Cheapest<Found>): void {
  const allowed = catalogue.regions.map((region) => matchesRegion(region, filter));
  const spot = filter.spot === true;
  const add = (usd: number, shape: Shape, region: number): void => {
    if (cheapest.takes(usd)) cheapest.add({ usd, catalogue, shape, region });
  };
  for (const shape of shapes(catalogue, filter)) {
    const usdIn = hourly(catalogue, shape, spot);
    let best = -1;
    let bestUsd = 0;
    for (const region of catalogue.regionIndexes(shape.offered)) {
      if (!allowed[region]) continue;
      const usd = usdIn(region);
      if (spot && usd === 0) continue;
      if (filter.perRegion) add(usd, shape, region);
      else if (best < 0 || (usd > 0 && (bestUsd === 0 || usd < bestUsd))) {
        best = region;
        bestUsd = usd;
      }
    }
    if (best >= 0) add(bestUsd, shape, best);
  }
}

/** The price by a region's index, 0 when not known. */
function hourly(catalogue: Catalogue, shape: Shape, spot: boolean): (region: number) => number {
  const { prices, regions } = catalogue;
  const table = spot ? prices.spot : prices.onDemand;
  const row = table.row(shape.candidate.machine.type);
  if (row < 0) return () => 0;
  const flat = table.flat();
  const start = row * prices.regions.length;
  const { accelerator, gpu } = shape;
  if (!accelerator) return (region) => flat[start + region] as number;
  return (region) => {
    const machine = flat[start + region] as number;
    const one = prices.priceOfAccelerator(accelerator.name, regions[region]?.name ?? "", { spot });
    return machine === 0 || !one ? 0 : machine + one.usdPerHour * (gpu?.count ?? 0);
  };
}

function* shapes(catalogue: Catalogue, filter: MachineFilter): Generator<Shape> {
  const wanted = filter.gpu ? wantedGpus(catalogue, filter.gpu) : undefined;
  for (const candidate of catalogue.candidates) {
    const { machine, offered } = candidate;
    if (!fits(machine, filter)) continue;
    if (!filter.gpu) {
      if (filter.gpu !== false || !machine.gpu) yield { candidate, offered, ...(machine.gpu && { gpu: machine.gpu }) };
    } else if (machine.gpu) {
      const matches = wanted?.has(machine.gpu.model) && (filter.gpu.count ?? machine.gpu.count) === machine.gpu.count;
      if (matches) yield { candidate, offered, gpu: machine.gpu };
    } else if (machine.purpose === "gpu-host") {
      for (const gpu of wanted?.values() ?? []) yield* attached(catalogue, candidate, gpu, filter.gpu.count);
    }
  }
}

function* attached(catalogue: Catalogue, candidate: Candidate, gpu: Gpu, count?: number): Generator<Shape> {
  const { vcpus, memoryGib } = candidate.machine;
  for (const accelerator of catalogue.accelerators(gpu.model)) {
    for (const limit of accelerator.limits) {
      if ((count ?? limit.count) !== limit.count || vcpus > limit.maxVcpus || memoryGib > limit.maxMemoryGib) continue;
      yield {
        candidate,
        accelerator,
        gpu: { model: gpu.model, count: limit.count, ...(gpu.memoryGib !== undefined && { memoryGib: gpu.memoryGib }) },
        offered: candidate.offered & catalogue.mask(accelerator.offered),
      };
    }
  }
}

function fits(machine: MachineType, filter: MachineFilter): boolean {
  return (
    machine.vcpus >= (filter.vcpus ?? 0) &&
    machine.vcpus <= (filter.maxVcpus ?? Number.POSITIVE_INFINITY) &&
    machine.memoryGib >= (filter.memoryGib ?? 0) &&
    (filter.arch === undefined || machine.arch === filter.arch) &&
    (filter.burstable !== false || !machine.burstable) &&
    (filter.type === undefined || machine.type === filter.type)
  );
}

function wantedGpus(catalogue: Catalogue, filter: GpuFilter): ReadonlyMap<string, Gpu> {
  const model = filter.model?.toLowerCase();
  const found = catalogue.gpus().filter((gpu) => {
    const name = gpu.model.toLowerCase();
    return (
      (model === undefined || name === model || shortName(name) === model) &&
      (filter.vendor === undefined || gpu.vendor === filter.vendor.toLowerCase()) &&
      (filter.memoryGib === undefined || (gpu.memoryGib ?? 0) >= filter.memoryGib)
    );
  });
  return new Map(found.map((gpu) => [gpu.model, gpu]));
}

function toOffer({ catalogue, shape, region: index }: Found, spot: boolean): MachineOffer {
  const region = catalogue.regions[index]?.name ?? "";
  const { candidate, gpu, accelerator } = shape;
  const attached = accelerator && { name: accelerator.name, count: gpu?.count ?? 0 };
  const price = catalogue.prices.priceOfMachine(candidate.machine.type, region, { spot, accelerator: attached });
  return {
    cloud: catalogue.cloud,
    region,
    machine: candidate.machine,
    ...(gpu && { gpu }),
    ...(accelerator && { accelerator: accelerator.name }),
    ...(price && { price }),
  };
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
