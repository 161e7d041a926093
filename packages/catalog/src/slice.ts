import type { Basis } from "./basis.js";

/** What every file of a slice begins with. */
export interface SliceHead {
  /** Fingerprint of the data and the build that made this slice. */
  readonly source: string;
  readonly format: typeof SLICE_FORMAT;
  readonly cloud: string;
  /** Date of the newest data, ISO 8601. */
  readonly edition: string;
}

/**
 * The packed form of one cloud's catalogue, as the build writes it. Machine types are columns of equal length, and
 * null stands for a fact that is not known.
 */
export interface Slice extends SliceHead {
  readonly regions: readonly SliceRegion[];
  readonly families: readonly SliceFamily[];
  readonly types: SliceTypes;
  /** Sets of regions as hexadecimal bit masks; bit n is `regions[n]`. */
  readonly masks: readonly string[];
  readonly prices: readonly SlicePriceSource[];
  readonly gpus: readonly SliceGpu[];
  readonly accelerators: readonly SliceAccelerator[];
  readonly images: readonly SliceImage[];
}

export const SLICE_FORMAT = 2;

/**
 * How far a region's offers are known. complete: a type that is not listed is not offered. partial: a listed type is
 * offered, about the others nothing is known. unknown: nothing is known.
 */
export type OfferCoverage = "complete" | "partial" | "unknown";

export interface SliceRegion {
  readonly name: string;
  readonly displayName: string;
  readonly place?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly countryName?: string;
  /** "EU", "EEA", "EFTA", by the country. */
  readonly unions?: readonly string[];
  readonly lat?: number;
  readonly lon?: number;
  readonly zoneCount?: number;
  readonly zones?: readonly string[];
  readonly partition?: string;
  readonly offers: OfferCoverage;
}

export type Purpose = "general" | "compute" | "memory" | "storage" | "burstable" | "gpu" | "gpu-host";

export interface SliceFamily {
  readonly name: string;
  readonly purpose?: Purpose;
  /** 1: chosen first; 2: next; 3: only when nothing of 1 and 2 fits. Absent: never chosen. */
  readonly tier?: number;
  /** Order of preference among types of equal size; 1 is best. */
  readonly rank?: number;
  readonly diskTypes?: readonly string[];
  readonly diskControllers?: readonly string[];
  readonly bootModes?: readonly string[];
}

export interface SliceTypes {
  readonly name: readonly string[];
  readonly family: readonly number[];
  readonly vcpus: readonly number[];
  readonly memoryGib: readonly number[];
  /** 0 amd64, 1 arm64. */
  readonly arm: readonly (0 | 1)[];
  /** 1 when a wish may pick the type. */
  readonly selectable: readonly (0 | 1)[];
  /** Index into `gpus`, or -1 for none. */
  readonly gpu: readonly number[];
  readonly gpuCount: readonly (number | null)[];
  readonly localDiskGb: readonly (number | null)[];
  /** US dollars per hour. */
  readonly price: readonly (number | null)[];
  /** Index into `prices`, or -1 when there is no price. */
  readonly priceSource: readonly number[];
  /** Index into `masks`, or -1 when no region is known to offer the type. */
  readonly offered: readonly number[];
}

export interface SlicePriceSource {
  readonly region: string;
  readonly basis: Basis;
}

export interface SliceGpu {
  readonly model: string;
  readonly vendor: string;
  readonly memoryGib?: number;
  readonly nativeNames: readonly string[];
  readonly fp16Tflops?: number;
  readonly tdpWatts?: number;
  /** Region to the zones that have it. */
  readonly zones?: Readonly<Record<string, readonly string[]>>;
}

/** A GPU that is attached to a type of a `gpu-host` family. */
export interface SliceAccelerator {
  readonly name: string;
  /** Index into `gpus`. */
  readonly gpu: number;
  /** Index into `masks`. */
  readonly offered: number;
  /** US dollars per hour of one, where known. */
  readonly price?: number;
  readonly limits: readonly { readonly count: number; readonly maxVcpus: number; readonly maxMemoryGib: number }[];
}

export interface SliceImage {
  readonly name: string;
  readonly arch: "amd64" | "arm64";
  readonly gpu?: string;
  readonly kind: string;
  readonly identifier: string;
  readonly owner: string;
  readonly loginUser?: string;
  readonly minDiskGib?: number;
}
