import { type Basis, combineBases } from "./basis.js";
import type { SliceCarbon, SliceCoefficients } from "./slice-carbon.js";
import type { MachineType } from "./types.js";

/** What a machine draws, before the data centre's overhead. */
export interface Power {
  readonly vcpus: number;
  readonly wattsPerVcpuIdle: number;
  readonly wattsPerVcpuFull: number;
  /** "ice_lake"; a question mark stands behind the nearest known one, and "average" is the cloud's mean. */
  readonly processor: string;
  readonly memoryGib: number;
  readonly memoryKwhPerGibHour: number;
  /** Of all GPUs of the machine together. Absent when there is none, or when the GPU's power is not known. */
  readonly gpuWattsIdle?: number;
  readonly gpuWattsFull?: number;
  /** GPUs whose power is not known: what the machine draws is more than this says. */
  readonly gpuUnknown?: string;
  readonly basis: Basis;
}

export interface Embodied {
  /** The machine's share of making its server. */
  readonly kgco2e: number;
  /** Hours that a server is taken to last. */
  readonly lifetimeHours: number;
  readonly gco2ePerHour: number;
  readonly basis: Basis;
}

export interface Grid {
  /** By where the electricity is consumed: purchases of certificates don't count. */
  readonly gco2ePerKwh: number;
  readonly basis: Basis;
  /** Share of carbon-free energy in per cent. Never compare an hourly match with an annual one. */
  readonly carbonFree?: { readonly percent: number; readonly match: "hourly" | "annual"; readonly year: string };
}

export interface Pue {
  /** Energy of the data centre for each kWh of its machines. */
  readonly pue: number;
  readonly basis: Basis;
}

/** GPUs that are attached to a machine or part of it. */
export interface GpuCount {
  readonly model: string;
  readonly count: number;
}

/** What one cloud's machines, storage and network draw and emit. */
export class Carbon {
  readonly edition: string;
  readonly #slice: SliceCarbon;
  readonly #rows: ReadonlyMap<string, number>;

  constructor(slice: SliceCarbon) {
    this.#slice = slice;
    this.edition = slice.edition;
    this.#rows = new Map(slice.types.map((type, row) => [type, row]));
  }

  /** Coefficients of storage, network and memory, and how often the cloud's services keep data ("s3": 6). */
  get coefficients(): SliceCoefficients & { readonly basis: Basis } {
    return { ...this.#slice.coefficients, basis: this.#slice.coefficientsBasis };
  }

  /** Copies that a service keeps; undefined when it is not known. */
  replicationOf(service: string): number | undefined {
    return this.#slice.coefficients.replication[service];
  }

  /** What a machine draws, with GPUs attached to it in place of its own if given; undefined for an unknown type. */
  powerOf({ type, vcpus, memoryGib, gpu }: MachineType, attached: GpuCount | undefined = gpu): Power | undefined {
    const row = this.#rows.get(type);
    const processor = row === undefined ? undefined : this.#slice.processors[this.#slice.processor[row] as number];
    if (!processor) return undefined;
    const watts = attached && this.#slice.gpus[attached.model];
    return {
      vcpus,
      wattsPerVcpuIdle: processor.idle,
      wattsPerVcpuFull: processor.full,
      processor: processor.name,
      memoryGib,
      memoryKwhPerGibHour: this.#slice.coefficients.memoryKwhPerGibHour,
      ...(attached &&
        (watts
          ? { gpuWattsIdle: attached.count * watts.idle, gpuWattsFull: attached.count * watts.full }
          : { gpuUnknown: attached.model })),
      basis: watts ? combineBases([processor.basis, this.#slice.gpuBasis]) : processor.basis,
    };
  }

  /** What one GPU draws; undefined when it is not known. */
  gpuPower(
    model: string,
  ): { readonly wattsIdle: number; readonly wattsFull: number; readonly basis: Basis } | undefined {
    const watts = this.#slice.gpus[model];
    return watts && { wattsIdle: watts.idle, wattsFull: watts.full, basis: this.#slice.gpuBasis };
  }

  /** What making a machine emitted; undefined for an unknown type. */
  embodiedOf(type: string): Embodied | undefined {
    const row = this.#rows.get(type);
    if (row === undefined) return undefined;
    const kgco2e = this.#slice.embodied[row] as number;
    const lifetimeHours = this.#slice.coefficients.serverLifetimeHours;
    const basis = this.#slice.embodiedBases[this.#slice.embodiedBasis[row] as number] as Basis;
    return { kgco2e, lifetimeHours, gco2ePerHour: (kgco2e * 1000) / lifetimeHours, basis };
  }

  /** undefined when nothing is known of the region's grid. */
  gridOf(region: string): Grid | undefined {
    const found = this.#slice.regions[region];
    if (found?.gco2ePerKwh === undefined || !found.gridBasis) return undefined;
    const { carbonFreePercent: percent, carbonFreeMatch: match, carbonFreeYear: year = "" } = found;
    return {
      gco2ePerKwh: found.gco2ePerKwh,
      basis: found.gridBasis,
      ...(percent !== undefined && match && { carbonFree: { percent, match, year } }),
    };
  }

  /** The region's own figure, else the cloud's average; undefined for an unknown region. */
  pueOf(region: string): Pue | undefined {
    const found = this.#slice.regions[region];
    if (!found) return undefined;
    if (found.pue !== undefined) {
      return { pue: found.pue, basis: { kind: "exact", ...(found.pueYear && { date: found.pueYear }) } };
    }
    const { date } = this.#slice.coefficientsBasis;
    return {
      pue: this.#slice.coefficients.pue,
      basis: { kind: "estimate", ...(date && { date }), note: "the cloud's average" },
    };
  }
}
