import type { Basis, Catalogue } from "@isobar/catalog";
import type { Consumption } from "./consumption";
import { type Usages, usageOf } from "./usage";

type Tier = "premium" | "standard";

/** What of the traffic is priced together. */
export interface Sender {
  /** The place: "aws/eu-central-1". */
  readonly place: string;
  /** The name under which `isobar:usage` speaks of it. */
  readonly name: string;
  readonly consumed: readonly Consumption[];
}

/** Traffic of all resources of a region: its price per GB falls with the sum, and so does what is free of it. */
export class TrafficSums {
  private readonly sent = new Map<string, number>();
  private readonly behindNat = new Map<string, number>();

  constructor(senders: readonly Sender[], usages: Usages) {
    for (const sender of senders) this.add(sender, usages);
  }

  /** Machines of a place without a public address of their own. */
  natMachines(place: string): number {
    return this.behindNat.get(place) ?? 0;
  }

  /** What a GB to the internet costs on average; undefined when the region has no price. */
  usdPerGb(catalogue: Catalogue, place: string, region: string, tier: Tier) {
    const sum = this.sent.get(`${place} ${tier}`) ?? 0;
    const price = catalogue.services.priceOfEgress(region, sum, { tier });
    return price && { usd: sum > 0 ? price.usdPerMonth / sum : 0, basis: price.basis satisfies Basis };
  }

  private add({ place, name, consumed }: Sender, usages: Usages): void {
    for (const consumption of consumed) {
      if (consumption.kind === "egress") {
        const key = `${place} ${consumption.tier ?? "premium"}`;
        this.sent.set(key, (this.sent.get(key) ?? 0) + usageOf(usages, name, "egressGb").value);
      }
      if (consumption.kind === "machine" && !consumed.some(({ kind }) => kind === "egress")) {
        this.behindNat.set(place, (this.behindNat.get(place) ?? 0) + (consumption.count ?? 1));
      }
    }
  }
}
