import { type Basis, combineBases } from "./basis.js";
import type { NearestPrices } from "./nearest.js";
import type { SliceDisk } from "./slice-prices.js";

/** A GB is what the cloud bills as one. */
export interface StoragePrice {
  readonly usdPerGbMonth: number;
  readonly usdPerIopsMonth?: number;
  /** Per MB/s of throughput. */
  readonly usdPerMbpsMonth?: number;
  /** What a disk has without paying for it apart. */
  readonly includedIops?: number;
  readonly includedMbps?: number;
  readonly basis: Basis;
}

export interface DiskWish {
  /** Native: "gp3", "pd-balanced", "Premium_LRS". */
  readonly class: string;
  readonly sizeGib: number;
  readonly iops?: number;
  /** Throughput in MB/s. */
  readonly mbps?: number;
}

export interface MonthlyPrice {
  readonly usdPerMonth: number;
  readonly basis: Basis;
}

export interface ObjectStoragePrice {
  readonly usdPerGbMonth: number;
  readonly usdPerGbRetrieved?: number;
  readonly usdPer1000Writes?: number;
  readonly usdPer1000Reads?: number;
  /** Of the price of storing. */
  readonly basis: Basis;
  /** Of the prices of requests and retrieval, where they are known. */
  readonly requestsBasis?: Basis;
}

export function storagePrice(prices: NearestPrices, kind: string, region: string, disk?: SliceDisk) {
  const size = prices.find(`block/${kind}`, region);
  if (!size) return undefined;
  const iops = prices.find(`block-iops/${kind}`, region);
  const throughput = prices.find(`block-throughput/${kind}`, region);
  const price: StoragePrice = {
    usdPerGbMonth: size.usd,
    ...(iops && { usdPerIopsMonth: iops.usd }),
    ...(throughput && { usdPerMbpsMonth: throughput.usd }),
    ...(disk?.includedIops !== undefined && { includedIops: disk.includedIops }),
    ...(disk?.includedMbps !== undefined && { includedMbps: disk.includedMbps }),
    basis: size.basis,
  };
  return price;
}

/** A disk by its size; undefined when a part of its price is not known. */
export function diskPrice(price: StoragePrice, { sizeGib, iops = 0, mbps = 0 }: DiskWish): MonthlyPrice | undefined {
  const more = iops - (price.includedIops ?? 0);
  const faster = mbps - (price.includedMbps ?? 0);
  if (more > 0 && price.includedIops !== undefined && price.usdPerIopsMonth === undefined) return undefined;
  if (faster > 0 && price.includedMbps !== undefined && price.usdPerMbpsMonth === undefined) return undefined;
  const usdPerMonth =
    sizeGib * price.usdPerGbMonth +
    Math.max(0, more) * (price.usdPerIopsMonth ?? 0) +
    Math.max(0, faster) * (price.usdPerMbpsMonth ?? 0);
  return { usdPerMonth, basis: price.basis };
}

/** A disk that is sold in fixed sizes: its own size if that is known, else in proportion to the nearest known one. */
export function steppedDiskPrice(
  prices: NearestPrices,
  sizes: readonly SliceDisk[],
  sizeGib: number,
  region: string,
): MonthlyPrice | undefined {
  const sold = 2 ** Math.ceil(Math.log2(Math.max(sizeGib, 1)));
  const distance = ({ sizeGib: known = 1 }: SliceDisk): number => Math.abs(Math.log2(known / sold));
  const [nearest] = [...sizes].sort((a, b) => distance(a) - distance(b));
  const price = nearest && prices.find(`block-disk/${nearest.sizeName}`, region);
  if (!nearest?.sizeGib || !price) return undefined;
  if (nearest.sizeGib === sold) return { usdPerMonth: price.usd, basis: price.basis };
  const note = `in proportion to ${nearest.sizeName} of ${nearest.sizeGib} GiB`;
  return {
    usdPerMonth: (price.usd * sold) / nearest.sizeGib,
    basis: combineBases([price.basis, { kind: "estimate", note }]),
  };
}

export function objectStoragePrice(prices: NearestPrices, kind: string, region: string) {
  const size = prices.find(`object/${kind}`, region);
  if (!size) return undefined;
  const retrieval = prices.find(`object-retrieval/${kind}`, region);
  const writes = requestPrice(prices, "object-write", kind, region);
  const reads = requestPrice(prices, "object-read", kind, region);
  const requests = [retrieval, writes, reads].flatMap((part) => part?.basis ?? []);
  const price: ObjectStoragePrice = {
    usdPerGbMonth: size.usd,
    ...(retrieval && { usdPerGbRetrieved: retrieval.usd }),
    ...(writes && { usdPer1000Writes: writes.usd }),
    ...(reads && { usdPer1000Reads: reads.usd }),
    basis: size.basis,
    ...(requests.length > 0 && { requestsBasis: combineBases(requests) }),
  };
  return price;
}

/** Azure's redundancy over zones by the one without them, whose requests cost a quarter less at most. */
const ZONELESS: Readonly<Record<string, string>> = { ZRS: "LRS", GZRS: "GRS" };

function requestPrice(prices: NearestPrices, what: string, kind: string, region: string) {
  const own = prices.find(`${what}/${kind}`, region);
  const [tier = "", redundancy = ""] = kind.split("-");
  const other = ZONELESS[redundancy];
  if (own || other === undefined) return own;
  const near = prices.find(`${what}/${tier}-${other}`, region);
  const note = `requests to ${tier}-${other}`;
  return near && { ...near, basis: combineBases([near.basis, { kind: "estimate", plusMinus: 0.25, note }]) };
}
