import type { Basis, Catalogue } from "@isobar/catalog";
import type { Amount, Line } from "./estimate";
import type { UsageKey, Used } from "./usage";

/** Where and how something is used: all that its price and its emissions depend on beside itself. */
export interface Place {
  readonly catalogue: Catalogue;
  readonly region: string;
  use(key: UsageKey): Used;
  /** Machines of the region without a public address of their own: they share its NAT gateways. */
  readonly natMachines: number;
  /** What a GB to the internet costs on average, with all that the program sends from the region. */
  usdPerGb(tier: "premium" | "standard"): { readonly usd: number; readonly basis: Basis } | undefined;
}

/** Hours of a month. What exists all the time is paid for them all. */
export const HOURS = 730;

/** A {@link Line} of a consumption that is known where it is reckoned. */
export type Item = Omit<Line, "kind">;

export function line(item: string, cost: Amount | undefined, emissions?: Amount): Item {
  return { item, cost, emissions };
}

export function gb(value: number): string {
  return `${Number(value.toPrecision(6))} GB`;
}
