import { join } from "node:path";
import { parseArgs } from "node:util";
import { refresh } from "./refresh.js";

const USAGE = `node packages/catalog/dist/refresh/main.js --cloud aws|gcp|azure [--regions a,b] [--key KEY]
Fetches list prices from the vendor's public price API into packages/catalog/data; gcp wants an API key.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { cloud: { type: "string" }, regions: { type: "string" }, key: { type: "string" } },
  });
  if (!values.cloud) throw new Error(USAGE);
  const { quoted, changed, added } = await refresh({
    cloud: values.cloud,
    data: join(__dirname, "..", "..", "data"),
    date: new Date().toISOString().slice(0, 10),
    ...(values.regions && { regions: values.regions.split(",") }),
    ...(values.key && { key: values.key }),
  });
  process.stdout.write(`${values.cloud}: ${quoted} prices quoted, ${changed} changed, ${added} new\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
