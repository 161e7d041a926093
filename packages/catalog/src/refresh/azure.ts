import { get, type Quote, type Source } from "./quote.js";

export const AZURE_RETAIL_PRICES = "https://prices.azure.com";

interface Page {
  readonly Items: readonly Item[];
  readonly NextPageLink: string | null;
}

interface Item {
  readonly retailPrice: number;
  readonly armRegionName: string;
  readonly armSkuName: string;
  readonly skuName: string;
  readonly productName: string;
  readonly type: string;
  readonly unitOfMeasure: string;
}

const FILTER = "serviceName eq 'Virtual Machines' and priceType eq 'Consumption'";

/** The Azure Retail Prices API. Microsoft, "Azure Retail Prices REST API overview". */
export async function* azureQuotes({ baseUrl, regions }: Source): AsyncGenerator<Quote> {
  const query = new URLSearchParams({ "api-version": "2023-01-01-preview", $filter: FILTER });
  let url: string | null = `${baseUrl}/api/retail/prices?${query}`;
  while (url) {
    const page = (await (await get(url)).json()) as Page;
    for (const item of page.Items) {
      if (!isPlain(item) || !regions.includes(item.armRegionName)) continue;
      const kind = item.skuName.endsWith(" Spot") ? "spot" : "onDemand";
      yield { region: item.armRegionName, type: item.armSkuName, [kind]: item.retailPrice };
    }
    url = page.NextPageLink || null;
  }
}

/** Linux machines alone: Windows, low priority, cloud services and dedicated hosts are products of their own. */
function isPlain(item: Item): boolean {
  return (
    item.type === "Consumption" &&
    item.unitOfMeasure === "1 Hour" &&
    item.retailPrice > 0 &&
    item.armSkuName.startsWith("Standard_") &&
    !/Windows|Cloud ?Services|Dedicated Host/.test(item.productName) &&
    !item.skuName.endsWith(" Low Priority")
  );
}
