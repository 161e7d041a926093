import { type Basis, combineBases } from "./basis.js";
import type { NearestPrices } from "./nearest.js";

export interface DatabaseWish {
  readonly engine: "postgres" | "mysql";
  /** Native: "db.t3.large", "GP_Standard_D4s_v3". In its place a size, where the cloud sells databases by size. */
  readonly class?: string;
  readonly vcpus?: number;
  readonly memoryGib?: number;
  /** A second machine in another zone stands ready. Default false. */
  readonly highlyAvailable?: boolean;
}

export interface DatabasePrice {
  /** The machine alone, or both of a highly available one. */
  readonly usdPerHour: number;
  readonly basis: Basis;
}

export function databasePrice(prices: NearestPrices, wish: DatabaseWish, region: string): DatabasePrice | undefined {
  const how = wish.highlyAvailable ? "ha" : "single";
  if (wish.class !== undefined) {
    const price = prices.find(`${wish.engine}/${wish.class}/${how}`, region);
    return price && { usdPerHour: price.usd, basis: price.basis };
  }
  const vcpu = prices.find(`any/custom-vcpus/${how}`, region);
  const memory = prices.find(`any/custom-memory/${how}`, region);
  if (!vcpu || !memory || wish.vcpus === undefined || wish.memoryGib === undefined) return undefined;
  return {
    usdPerHour: wish.vcpus * vcpu.usd + wish.memoryGib * memory.usd,
    basis: combineBases([vcpu.basis, memory.basis]),
  };
}

/** US dollars per GB and month of a database's disk. */
export function databaseStorage(prices: NearestPrices, region: string, highlyAvailable: boolean) {
  const how = highlyAvailable ? "ha" : "single";
  const [key] = prices.keys("any/storage-").filter((each) => each.endsWith(`/${how}`));
  const price = key === undefined ? undefined : prices.find(key, region);
  return price && { usdPerGbMonth: price.usd, basis: price.basis };
}
