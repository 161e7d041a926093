import { get, type Quote, type Source } from "./quote.js";

export const GCP_BILLING_CATALOG = "https://cloudbilling.googleapis.com";

/** Id of the service "Compute Engine". */
const COMPUTE_ENGINE = "6F81-5844-456A";

interface Page {
  readonly skus?: readonly Sku[];
  readonly nextPageToken?: string;
}

interface Sku {
  readonly description: string;
  readonly category: { readonly resourceFamily: string; readonly usageType: string };
  readonly serviceRegions: readonly string[];
  readonly pricingInfo: readonly {
    readonly pricingExpression: {
      readonly tieredRates: readonly { readonly unitPrice: { readonly units?: string; readonly nanos?: number } }[];
    };
  }[];
}

/** A machine type that is priced by its vCPUs and memory. */
export interface Sized {
  readonly type: string;
  readonly vcpus: number;
  readonly memoryGib: number;
}

/** "N2 Instance Core running in Americas", "Spot Preemptible N2D AMD Instance Ram running in Belgium". */
const PART = /^(?:Spot Preemptible )?([A-Z]\d[A-Z]?) (?:AMD |Arm )?Instance (Core|Ram) running in /;

/** Shared cores and types whose GPUs or disks are priced beside vCPUs and memory. */
const OTHER = /^(e2-(micro|small|medium)|[ag]\d-|z3-|.*-(lssd|metal|ultramem|megamem)|.*-\dg)/;

const USAGES: Readonly<Record<string, "onDemand" | "spot">> = { OnDemand: "onDemand", Preemptible: "spot" };

/**
 * The Cloud Billing Catalog API: a machine costs its vCPUs plus its memory. Google Cloud, "Get Google Cloud pricing
 * information". Types that are priced otherwise are left as they are.
 */
export async function* gcpQuotes(source: Source, key: string, types: readonly Sized[]): AsyncGenerator<Quote> {
  const parts = await readParts(source, key);
  for (const { type, vcpus, memoryGib } of types) {
    if (OTHER.test(type)) continue;
    const family = type.split("-")[0] ?? type;
    for (const region of source.regions) {
      const price = (usage: string): number | undefined => {
        const core = parts.get(partKey(family, "Core", region, usage));
        const ram = parts.get(partKey(family, "Ram", region, usage));
        return core && ram ? Number((vcpus * core + memoryGib * ram).toFixed(5)) : undefined;
      };
      const onDemand = price("onDemand");
      const spot = price("spot");
      if (onDemand === undefined) continue;
      yield { region, type, onDemand, ...(spot !== undefined && { spot }) };
    }
  }
}

/** Prices of one vCPU or GiB by family, part, region and usage. */
async function readParts({ baseUrl, regions }: Source, key: string): Promise<ReadonlyMap<string, number>> {
  const parts = new Map<string, number>();
  let pageToken = "";
  do {
    const query = new URLSearchParams({ key, currencyCode: "USD", pageSize: "5000", pageToken });
    const response = await get(`${baseUrl}/v1/services/${COMPUTE_ENGINE}/skus?${query}`);
    const page = (await response.json()) as Page;
    for (const sku of page.skus ?? []) {
      const [, family, part] = PART.exec(sku.description) ?? [];
      const usage = USAGES[sku.category.usageType];
      const usd = priceOf(sku);
      if (!family || !part || !usage || usd === undefined) continue;
      for (const region of sku.serviceRegions) {
        if (regions.includes(region)) parts.set(partKey(family, part, region, usage), usd);
      }
    }
    pageToken = page.nextPageToken ?? "";
  } while (pageToken);
  return parts;
}

function partKey(family: string, part: string, region: string, usage: string): string {
  return [family.toLowerCase(), part, region, usage].join(" ");
}

/** The first rate that is not free. */
function priceOf({ pricingInfo }: Sku): number | undefined {
  const rates = pricingInfo.at(-1)?.pricingExpression.tieredRates ?? [];
  return rates
    .map(({ unitPrice }) => Number(unitPrice.units ?? 0) + (unitPrice.nanos ?? 0) / 1e9)
    .find((usd) => usd > 0);
}
