import type { Basis } from "./basis.js";
import type { SliceHead } from "./slice.js";

export interface SliceCarbon extends SliceHead {
  readonly processors: readonly SliceProcessor[];
  readonly gpus: Readonly<Record<string, { readonly idle: number; readonly full: number }>>;
  readonly gpuBasis: Basis;
  /** Machine types, sorted, with columns of equal length. */
  readonly types: readonly string[];
  /** Index into `processors`. */
  readonly processor: readonly number[];
  /** The type's share of making its server, kgCO2e. */
  readonly embodied: readonly number[];
  /** Index into `embodiedBases`. */
  readonly embodiedBasis: readonly number[];
  readonly embodiedBases: readonly Basis[];
  readonly coefficients: SliceCoefficients;
  readonly coefficientsBasis: Basis;
  readonly regions: Readonly<Record<string, SliceRegionCarbon>>;
}

export interface SliceProcessor {
  readonly name: string;
  /** W per vCPU. */
  readonly idle: number;
  readonly full: number;
  readonly basis: Basis;
}

export interface SliceCoefficients {
  readonly memoryKwhPerGibHour: number;
  readonly ssdWhPerTbHour: number;
  readonly hddWhPerTbHour: number;
  readonly networkKwhPerGb: number;
  readonly pue: number;
  readonly serverLifetimeHours: number;
  readonly cpuUtilisation: number;
  readonly replication: Readonly<Record<string, number>>;
}

export interface SliceRegionCarbon {
  readonly gco2ePerKwh?: number;
  readonly gridBasis?: Basis;
  readonly carbonFreePercent?: number;
  readonly carbonFreeMatch?: "hourly" | "annual";
  readonly carbonFreeYear?: string;
  readonly pue?: number;
  readonly pueYear?: string;
}
