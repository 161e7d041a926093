import { get, type Quote, type Source } from "./quote.js";

export const AWS_PRICE_LIST = "https://pricing.us-east-1.amazonaws.com";

interface RegionIndex {
  readonly regions: Readonly<Record<string, { readonly regionCode: string; readonly currentVersionUrl: string }>>;
}

/** What a row must say to be the plain Linux price: no Windows, no dedicated tenancy, no software, no reservation. */
const PLAIN: Readonly<Record<string, string>> = {
  TermType: "OnDemand",
  Unit: "Hrs",
  Currency: "USD",
  "Operating System": "Linux",
  Tenancy: "Shared",
  "Pre Installed S/W": "NA",
  CapacityStatus: "Used",
};

/**
 * The AWS Price List's bulk files of EC2, one per region, read line by line because they are very long. AWS Billing User
 * Guide, "Reading the service price list file for an AWS service". It has no spot prices.
 */
export async function* awsQuotes({ baseUrl, regions }: Source): AsyncGenerator<Quote> {
  const index = (await (
    await get(`${baseUrl}/offers/v1.0/aws/AmazonEC2/current/region_index.json`)
  ).json()) as RegionIndex;
  for (const { regionCode, currentVersionUrl } of Object.values(index.regions)) {
    if (!regions.includes(regionCode)) continue;
    const file = await get(baseUrl + currentVersionUrl.replace(/\.json$/, ".csv"));
    yield* readFile(file, regionCode);
  }
}

async function* readFile(file: Response, region: string): AsyncGenerator<Quote> {
  let columns: ReadonlyMap<string, number> | undefined;
  for await (const line of lines(file)) {
    const fields = split(line);
    if (!columns) {
      // Lines about the file itself stand above the header.
      if (fields[0] === "SKU") columns = new Map(fields.map((name, index) => [name, index]));
      continue;
    }
    const known = columns;
    const value = (name: string): string => fields[known.get(name) ?? -1] ?? "";
    const usd = Number(value("PricePerUnit"));
    const type = value("Instance Type");
    // A dedicated host or a block of reserved capacity costs 0 an hour.
    if (usd > 0 && type && Object.entries(PLAIN).every(([name, wanted]) => value(name) === wanted)) {
      yield { region, type, onDemand: usd };
    }
  }
}

/** Every field of the file is quoted. */
function split(line: string): string[] {
  return line.replace(/^"|"\r?$/g, "").split('","');
}

async function* lines(file: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of file.body ?? []) {
    const parts = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
  if (rest) yield rest;
}
