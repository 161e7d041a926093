import type { Basis } from "./basis.js";
import type { SliceHead } from "./slice.js";

/** Packed prices of many things, each in many regions. All lists of one table are of equal length. */
export interface SlicePriceTable {
  /** What is priced, sorted. */
  readonly keys: readonly string[];
  /** Sets of regions as hexadecimal bit masks; bit n is the slice's `regions[n]`. */
  readonly masks: readonly string[];
  /** Where each key has a price: index into `masks`. */
  readonly mask: readonly number[];
  /** US dollars, one for each region of the mask, lowest bit first. */
  readonly usd: readonly (readonly number[])[];
  /** Indexes into the slice's `bases`: one per price, or one for all of the key's. */
  readonly basis: readonly (number | readonly number[])[];
}

export interface SliceMachinePrices extends SliceHead {
  readonly regions: readonly string[];
  readonly bases: readonly Basis[];
  readonly onDemand: SlicePriceTable;
  readonly spot: SlicePriceTable;
  /** One digit per spot price of a type: 0 to 4, "-" when not known. Absent where the cloud publishes none. */
  readonly interruption?: readonly string[];
  /** Prices of one accelerator that is attached to a machine. */
  readonly accelerators: SlicePriceTable;
  readonly acceleratorsSpot: SlicePriceTable;
}

export interface SliceServices extends SliceHead {
  /** The cloud's regions and the names of its multi-regions. */
  readonly regions: readonly string[];
  readonly bases: readonly Basis[];
  /** Keys are words separated by slashes: "block/gp3", "nat/hour", "egress/10240". */
  readonly services: SlicePriceTable;
  /** Keys are "<engine>/<class>/single" and "<engine>/<class>/ha". */
  readonly databases: SlicePriceTable;
  /** Native class of a disk to what is known of its sizes. */
  readonly disks: Readonly<Record<string, readonly SliceDisk[]>>;
}

export interface SliceDisk {
  /** Of a disk that is sold in fixed sizes: the key of its price after "block-disk/". */
  readonly sizeName?: string;
  readonly sizeGib?: number;
  readonly includedIops?: number;
  readonly includedMbps?: number;
}
