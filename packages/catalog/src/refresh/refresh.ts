import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { field, parseCsv, type Row } from "../build/csv.js";
import { AWS_PRICE_LIST, awsQuotes } from "./aws.js";
import { AZURE_RETAIL_PRICES, azureQuotes } from "./azure.js";
import { GCP_BILLING_CATALOG, gcpQuotes } from "./gcp.js";
import { mergeQuotes, priceCsv } from "./merge.js";
import type { Quote, Source } from "./quote.js";

export interface RefreshOptions {
  readonly cloud: string;
  /** Folder of the CSV files. */
  readonly data: string;
  /** Day of the refresh, ISO 8601. It becomes the cloud's edition. */
  readonly date: string;
  /** Default: every region of the catalogue. */
  readonly regions?: readonly string[];
  /** An API key, which only Google's catalogue wants. */
  readonly key?: string;
  /** Default: the vendor's. */
  readonly baseUrl?: string;
}

const VENDORS: Readonly<Record<string, string>> = {
  aws: AWS_PRICE_LIST,
  azure: AZURE_RETAIL_PRICES,
  gcp: GCP_BILLING_CATALOG,
};

/** Fetches a cloud's list prices into prices.csv.gz, and dates the edition. */
export async function refresh(options: RefreshOptions): Promise<{ quoted: number; changed: number; added: number }> {
  const { cloud, data, date } = options;
  const read = (name: string): Row[] => parseCsv(readFileSync(join(data, `${name}.csv`), "utf8"));
  const vendor = VENDORS[cloud];
  if (!vendor) throw new Error(`no price API of "${cloud}"; known: ${Object.keys(VENDORS).join(", ")}`);
  const baseUrl = options.baseUrl ?? vendor;
  const known = read("regions").filter((row) => row.cloud === cloud);
  const regions = known.map((row) => field(row, "region")).filter((name) => options.regions?.includes(name) ?? true);
  const quotes: Quote[] = [];
  for await (const quote of ask(cloud, { baseUrl, regions }, options.key ?? "", read)) quotes.push(quote);
  if (quotes.length === 0) throw new Error(`${baseUrl} quoted no price of a machine`);
  const file = join(data, "prices.csv.gz");
  const code = `exact-${date}`;
  const merged = mergeQuotes(parseCsv(gunzipSync(readFileSync(file)).toString("utf8")), cloud, quotes, code);
  writeFileSync(file, gzipSync(priceCsv(merged.rows), { level: 9 }));
  dateEdition(data, cloud, date, code);
  return { quoted: quotes.length, changed: merged.changed, added: merged.added };
}

function ask(cloud: string, source: Source, key: string, read: (name: string) => Row[]): AsyncGenerator<Quote> {
  if (cloud === "aws") return awsQuotes(source);
  if (cloud === "azure") return azureQuotes(source);
  const types = read("machine_types").filter((row) => row.cloud === cloud);
  const size = (row: Row) => ({ vcpus: Number(field(row, "vcpus")), memoryGib: Number(field(row, "memory_gib")) });
  return gcpQuotes(
    source,
    key,
    types.map((row) => ({ type: field(row, "type"), ...size(row) })),
  );
}

/** Adds the code to bases.csv and sets the edition in clouds.csv. */
function dateEdition(data: string, cloud: string, date: string, code: string): void {
  const bases = join(data, "bases.csv");
  const line = `${cloud},${code},exact,${date},,\n`;
  const text = readFileSync(bases, "utf8");
  if (!text.includes(line)) writeFileSync(bases, text + line);
  const clouds = join(data, "clouds.csv");
  const dated = readFileSync(clouds, "utf8").replace(new RegExp(`^(${cloud}),[^,]*`, "m"), `$1,${date}`);
  writeFileSync(clouds, dated);
}
