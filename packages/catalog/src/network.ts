import { type Basis, combineBases } from "./basis.js";
import type { NearestPrices } from "./nearest.js";

export interface EgressOptions {
  /** Which network carries the traffic, where the cloud has two. Default "premium". */
  readonly tier?: "premium" | "standard" | undefined;
  /** Where the traffic goes, where that counts. Default: the world without Australia and China. */
  readonly to?: "australia" | "china" | undefined;
}

export interface EgressTier {
  readonly fromGb: number;
  readonly usdPerGb: number;
}

/** Data sent to the internet in one month. Allowances for a whole account that are no tier of the list are not taken off. */
export interface EgressPrice {
  readonly usdPerMonth: number;
  /** What is below the first tier is free. */
  readonly tiers: readonly EgressTier[];
  readonly basis: Basis;
}

export interface NatPrice {
  /** Per gateway. */
  readonly usdPerHour?: number;
  /** Per machine that uses the gateway, up to `maxUsdPerHour`. */
  readonly usdPerMachineHour?: number;
  readonly maxUsdPerHour?: number;
  /** Per GB that passes, beside the price of egress. */
  readonly usdPerGb: number;
  readonly basis: Basis;
}

export interface LoadBalancerPrice {
  readonly usdPerHour?: number;
  /** Per unit of capacity in use and hour. */
  readonly usdPerUnitHour?: number;
  readonly usdPerGb?: number;
  readonly basis: Basis;
}

export function egressPrice(prices: NearestPrices, region: string, gb: number, { tier, to }: EgressOptions) {
  const kind = tier === "standard" ? "egress-standard" : to ? `egress-to-${to}` : "egress";
  const keys = prices.keys(`${kind}/`);
  const places = keys.flatMap((key) => prices.placeOf(key, region) ?? []);
  const place = places.find((each) => each === region) ?? places[0];
  if (place === undefined) return undefined;
  const found = keys.flatMap((key) => {
    const price = prices.in(key, region, place);
    return price ? [{ fromGb: Number(key.slice(kind.length + 1)), usdPerGb: price.usd, basis: price.basis }] : [];
  });
  found.sort((a, b) => a.fromGb - b.fromGb);
  const tiers = found.map(({ fromGb, usdPerGb }) => ({ fromGb, usdPerGb }));
  const price: EgressPrice = {
    usdPerMonth: throughTiers(tiers, gb),
    tiers,
    basis: combineBases(found.map(({ basis }) => basis)),
  };
  return price;
}

/** What an amount costs when each tier's price is for the part that falls into the tier. */
function throughTiers(tiers: readonly EgressTier[], gb: number): number {
  return tiers.reduce((sum, { fromGb, usdPerGb }, index) => {
    const end = tiers[index + 1]?.fromGb ?? Number.POSITIVE_INFINITY;
    return sum + Math.max(0, Math.min(gb, end) - fromGb) * usdPerGb;
  }, 0);
}

export function natPrice(prices: NearestPrices, region: string): NatPrice | undefined {
  const data = prices.find("nat/data", region);
  const hour = prices.find("nat/hour", region);
  const machine = prices.find("nat/machine-hour", region);
  const limit = prices.find("nat/hour-limit", region);
  if (!data || !(hour || machine)) return undefined;
  return {
    ...(hour && { usdPerHour: hour.usd }),
    ...(machine && { usdPerMachineHour: machine.usd }),
    ...(limit && { maxUsdPerHour: limit.usd }),
    usdPerGb: data.usd,
    basis: combineBases([data, hour, machine].flatMap((part) => part?.basis ?? [])),
  };
}

export function loadBalancerPrice(prices: NearestPrices, region: string, http: boolean) {
  const of = (item: string) => (http && prices.find(`load-balancer-http/${item}`, region)) || undefined;
  const [hour, unit, data] = ["hour", "capacity-unit", "data"].map(
    (item) => of(item) ?? prices.find(`load-balancer/${item}`, region),
  );
  const parts = [hour, unit, data].flatMap((part) => part?.basis ?? []);
  if (parts.length === 0) return undefined;
  const price: LoadBalancerPrice = {
    ...(hour && { usdPerHour: hour.usd }),
    ...(unit && { usdPerUnitHour: unit.usd }),
    ...(data && { usdPerGb: data.usd }),
    basis: combineBases(parts),
  };
  return price;
}
