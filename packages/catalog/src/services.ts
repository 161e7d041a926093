import type { Basis } from "./basis.js";
import { type DatabasePrice, type DatabaseWish, databasePrice, databaseStorage } from "./databases.js";
import { NearestPrices } from "./nearest.js";
import {
  type EgressOptions,
  type EgressPrice,
  egressPrice,
  type LoadBalancerPrice,
  loadBalancerPrice,
  type NatPrice,
  natPrice,
} from "./network.js";
import { PriceTable } from "./price-table.js";
import type { SliceServices } from "./slice-prices.js";
import {
  type DiskWish,
  diskPrice,
  type MonthlyPrice,
  type ObjectStoragePrice,
  objectStoragePrice,
  type StoragePrice,
  steppedDiskPrice,
  storagePrice,
} from "./storage.js";
import type { Region } from "./types.js";

export interface HourlyPrice {
  readonly usdPerHour: number;
  readonly basis: Basis;
}

export interface StorageClasses {
  readonly block: readonly string[];
  readonly object: readonly string[];
  /** Disks that are sold in fixed sizes. */
  readonly diskSizes: readonly { readonly kind: string; readonly sizeGib: number }[];
}

/**
 * Prices of what is no machine. Where a region's own price is not known, the nearest region's stands for it and the basis
 * says so. undefined: nothing is known.
 */
export class ServicePrices {
  readonly edition: string;
  readonly #slice: SliceServices;
  readonly #prices: NearestPrices;
  readonly #databases: NearestPrices;

  constructor(slice: SliceServices, regions: readonly Region[]) {
    const nearest = (table: SliceServices["services"]) =>
      new NearestPrices(new PriceTable(table, slice.regions, slice.bases), slice.regions, regions);
    this.#slice = slice;
    this.edition = slice.edition;
    this.#prices = nearest(slice.services);
    this.#databases = nearest(slice.databases);
  }

  /** Native classes that have a price somewhere, without those of multi-regions. */
  get classes(): StorageClasses {
    const classes = (prefix: string): string[] => this.#prices.keys(prefix).map((key) => key.slice(prefix.length));
    return {
      block: classes("block/"),
      object: classes("object/").filter((kind) => !/-(dual|multi)$/.test(kind)),
      diskSizes: Object.entries(this.#slice.disks).flatMap(([kind, sizes]) =>
        sizes.flatMap(({ sizeName, sizeGib }) => (sizeName && sizeGib ? [{ kind, sizeGib }] : [])),
      ),
    };
  }

  /** Block storage by its native class: "gp3", "pd-balanced"; undefined for what is sold in fixed sizes. */
  priceOfStorage(kind: string, region: string): StoragePrice | undefined {
    return storagePrice(this.#prices, kind, region, this.#slice.disks[kind]?.[0]);
  }

  /** One disk for a month. */
  priceOfDisk(wish: DiskWish, region: string): MonthlyPrice | undefined {
    const sizes = this.#slice.disks[wish.class]?.filter(({ sizeName }) => sizeName !== undefined) ?? [];
    if (sizes.length > 0) return steppedDiskPrice(this.#prices, sizes, wish.sizeGib, region);
    const price = this.priceOfStorage(wish.class, region);
    return price && diskPrice(price, wish);
  }

  /** Snapshots of disks, per GB kept for a month. */
  priceOfSnapshots(region: string): { readonly usdPerGbMonth: number; readonly basis: Basis } | undefined {
    const price = this.#prices.find("snapshot/snapshot", region);
    return price && { usdPerGbMonth: price.usd, basis: price.basis };
  }

  /** Object storage by its native class ("STANDARD", "nearline", "Hot-LRS"), in a region or multi-region ("us-multi"). */
  priceOfObjectStorage(kind: string, region: string): ObjectStoragePrice | undefined {
    return objectStoragePrice(this.#prices, kind, region);
  }

  /** What sending so many GB to the internet costs in a month. */
  priceOfEgress(region: string, gbPerMonth: number, options: EgressOptions = {}): EgressPrice | undefined {
    return egressPrice(this.#prices, region, gbPerMonth, options);
  }

  /** Data sent to another region of the cloud. */
  interRegion(region: string): { readonly usdPerGb: number; readonly basis: Basis } | undefined {
    const price = this.#prices.find("inter-region/0", region);
    return price && { usdPerGb: price.usd, basis: price.basis };
  }

  nat(region: string): NatPrice | undefined {
    return natPrice(this.#prices, region);
  }

  /** A public IPv4 address in use. */
  publicIp(region: string, { spot = false }: { readonly spot?: boolean } = {}): HourlyPrice | undefined {
    return (spot ? this.#hourly("public-ip/hour-spot", region) : undefined) ?? this.#hourly("public-ip/hour", region);
  }

  /** A network load balancer; `http`: one that understands HTTP, where it costs something else. */
  loadBalancer(region: string, { http = false }: { readonly http?: boolean } = {}): LoadBalancerPrice | undefined {
    return loadBalancerPrice(this.#prices, region, http);
  }

  /** A Kubernetes control plane: "standard", "free", "extended-support"; a free one costs 0. */
  controlPlane(region: string, tier = "standard"): HourlyPrice | undefined {
    return this.#hourly(`control-plane/${tier}`, region);
  }

  database(wish: DatabaseWish, region: string): DatabasePrice | undefined {
    return databasePrice(this.#databases, wish, region);
  }

  databaseStorage(region: string, { highlyAvailable = false }: { readonly highlyAvailable?: boolean } = {}) {
    return databaseStorage(this.#databases, region, highlyAvailable);
  }

  #hourly(key: string, region: string): HourlyPrice | undefined {
    const price = this.#prices.find(key, region);
    return price && { usdPerHour: price.usd, basis: price.basis };
  }
}
