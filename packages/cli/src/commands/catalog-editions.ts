import type { Catalogue } from "@isobar/catalog";

interface PriceChange {
  readonly type: string;
  readonly region: string;
  readonly usdThen: number;
  readonly usdNow: number;
}

/** What differs between two editions of one cloud. */
export interface EditionChange {
  readonly cloud: string;
  readonly from: string;
  readonly to: string;
  readonly typesNew: readonly string[];
  readonly typesGone: readonly string[];
  /** On-demand prices that rose or fell. */
  readonly up: number;
  readonly down: number;
  /** Those that changed most, by ratio. */
  readonly largest: readonly PriceChange[];
}

const SHOWN = 5;

export function editionChange(old: Catalogue, now: Catalogue): EditionChange {
  const names = (catalogue: Catalogue) => catalogue.candidates.map(({ machine }) => machine.type);
  const changed = priceChanges(old, now);
  const ratio = ({ usdThen, usdNow }: PriceChange) => Math.abs(Math.log(usdNow / usdThen));
  return {
    cloud: now.cloud,
    from: old.edition,
    to: now.edition,
    typesNew: names(now).filter((type) => !old.machineType(type)),
    typesGone: names(old).filter((type) => !now.machineType(type)),
    up: changed.filter(({ usdThen, usdNow }) => usdNow > usdThen).length,
    down: changed.filter(({ usdThen, usdNow }) => usdNow < usdThen).length,
    largest: changed.sort((a, b) => ratio(b) - ratio(a)).slice(0, SHOWN),
  };
}

function priceChanges(old: Catalogue, now: Catalogue): PriceChange[] {
  return old.prices.onDemand.keys.flatMap((type) =>
    old.prices.regions.flatMap((region) => {
      const usdThen = old.prices.priceOfMachine(type, region)?.usdPerHour;
      const usdNow = now.prices.priceOfMachine(type, region)?.usdPerHour;
      const changed = usdThen !== undefined && usdNow !== undefined && usdThen !== usdNow;
      return changed ? [{ type, region, usdThen, usdNow }] : [];
    }),
  );
}
