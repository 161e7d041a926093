import type { Basis } from "./basis.js";
import type { OfferCoverage, Purpose } from "./slice.js";

export type Arch = "amd64" | "arm64";

export interface Region {
  readonly name: string;
  readonly displayName: string;
  readonly place?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly countryName?: string;
  /**
   * What law the place is under, from wide to narrow: "EEA", "EU", "EFTA" and the country. It follows from the country and
   * its membership in 2026; whose law the operating company is under is another question. Empty when not known.
   */
  readonly jurisdictions: readonly string[];
  readonly coordinates?: { readonly lat: number; readonly lon: number };
  readonly zoneCount?: number;
  /** Zone names, where they are the same for every account and known. */
  readonly zones?: readonly string[];
  readonly partition?: string;
  readonly offers: OfferCoverage;
}

export interface MachineGpu {
  readonly model: string;
  /** GPUs of one machine; less than 1 where a machine gets a part of one. */
  readonly count: number;
  /** Memory of one whole GPU. */
  readonly memoryGib?: number;
}

export interface ListPrice {
  /** Linux, on demand, before tax and discounts. */
  readonly usdPerHour: number;
  /** The region whose price this is; other regions' prices differ. */
  readonly region: string;
  readonly basis: Basis;
}

/** A machine type. What is not known is absent. */
export interface MachineType {
  readonly type: string;
  readonly family: string;
  readonly purpose?: Purpose;
  readonly vcpus: number;
  readonly memoryGib: number;
  readonly arch: Arch;
  /** Whether the CPU is shared or throttled by credits. */
  readonly burstable: boolean;
  /** GPUs that come with the type. */
  readonly gpu?: MachineGpu;
  readonly localDiskGb?: number;
  readonly listPrice?: ListPrice;
  /** Native disk types that the machine can boot from and attach. */
  readonly diskTypes?: readonly string[];
  /** "scsi", "nvme". */
  readonly diskControllers?: readonly string[];
  /** "bios", "uefi". */
  readonly bootModes?: readonly string[];
}

export interface Gpu {
  readonly model: string;
  readonly vendor: string;
  readonly memoryGib?: number;
  /** What the cloud calls it; empty when the cloud doesn't have it. */
  readonly nativeNames: readonly string[];
  /** Dense, without sparsity. */
  readonly fp16Tflops?: number;
  /** Thermal design power. */
  readonly tdpWatts?: number;
}

export interface GpuRegion {
  readonly region: string;
  /** Machine types that carry the GPU there. */
  readonly types: readonly string[];
  /** The accelerator that can be attached to a machine there. */
  readonly accelerator?: string;
  /** Zones that have the GPU, where known. */
  readonly zones?: readonly string[];
}

export interface ImageIdentifier {
  /** "ssm-parameter", "ami-name-filter", "image-family", "urn". */
  readonly kind: string;
  readonly identifier: string;
  /** Account, project or publisher that owns the image. */
  readonly owner: string;
}

export interface Image extends ImageIdentifier {
  readonly name: string;
  readonly arch: Arch;
  /** Kind of GPU whose driver is installed: "nvidia", "amd". */
  readonly gpu?: string;
  readonly loginUser?: string;
  /** The smallest boot disk that holds the image, where known. */
  readonly minDiskGib?: number;
  /** Other ways to the same image, next best first. */
  readonly others: readonly ImageIdentifier[];
}

export interface Wish {
  /** At least so many. */
  readonly vcpus: number;
  /** At least so much. */
  readonly memoryGib: number;
  /** Default "amd64". */
  readonly arch?: Arch;
  /** true: the cheapest type that fits, burstable ones included. Default false: no burstable type. */
  readonly burstable?: boolean;
  /**
   * Models in order of wish, and how many of one: exactly `count`, 1 by default. The memory may be left out of an
   * unambiguous name: "H200".
   */
  readonly gpu?: { readonly model: string | readonly string[]; readonly count?: number };
  readonly region: string;
}

export interface AttachedAccelerator {
  readonly name: string;
  readonly count: number;
  /** List price of one, which `listPrice` of the machine doesn't hold; absent when not known. */
  readonly usdPerHour?: number;
}

export interface MachineChoice extends MachineType {
  readonly ok: true;
  readonly region: string;
  /** Present when the GPUs are not part of the type and have to be attached to the machine. */
  readonly accelerator?: AttachedAccelerator;
  /** Zones that have the wished GPU, where known. */
  readonly zones?: readonly string[];
  /** The next best types. */
  readonly alternatives: readonly string[];
}

export type NoMachineReason = "unknown-region" | "unknown-gpu" | "offers-not-known" | "not-in-region" | "nowhere";

export interface NoMachine {
  readonly ok: false;
  readonly reason: NoMachineReason;
  /** For the user: what was asked, what there is instead, what to do. */
  readonly message: string;
  /** Names that may have been meant, for an unknown region or GPU. */
  readonly suggestions: readonly string[];
  /** The type of the region that comes closest to the wish. */
  readonly closest?: MachineType;
  /** Regions where the wish can be met. */
  readonly regions: readonly string[];
}
