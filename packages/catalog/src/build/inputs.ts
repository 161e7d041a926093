import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { SLICE_FORMAT } from "../slice.js";
import { parseCsv, type Row } from "./csv.js";

const TABLES = [
  "bases",
  "clouds",
  "countries",
  "database_prices",
  "disks",
  "embodied",
  "families",
  "gcp_accelerators",
  "gpu_attach",
  "gpu_availability",
  "gpus",
  "images",
  "machine_types",
  "network_prices",
  "power",
  "prices",
  "processors",
  "regions",
  "service_prices",
  "storage_prices",
] as const;

/** Tables that are kept compressed. */
const COMPRESSED: readonly string[] = ["database_prices", "prices"];

export type Tables = Readonly<Record<(typeof TABLES)[number], readonly Row[]>>;

/** Fingerprint of every data file and of the compiled build itself. */
export function fingerprint(dataDirectory: string, codeDirectory: string): string {
  const hash = createHash("sha256").update(`format ${SLICE_FORMAT}`);
  for (const name of TABLES) hash.update(readTable(dataDirectory, name));
  for (const file of readdirSync(codeDirectory).sort()) {
    if (file.endsWith(".js") && !file.endsWith(".test.js")) hash.update(readFileSync(join(codeDirectory, file)));
  }
  return hash.digest("hex").slice(0, 32);
}

export function readTables(dataDirectory: string): Tables {
  const parse = (name: (typeof TABLES)[number]): Row[] => {
    const bytes = readTable(dataDirectory, name);
    return parseCsv((COMPRESSED.includes(name) ? gunzipSync(bytes) : bytes).toString("utf8"));
  };
  return Object.fromEntries(TABLES.map((name) => [name, parse(name)])) as unknown as Tables;
}

function readTable(directory: string, name: (typeof TABLES)[number]): Buffer {
  return readFileSync(join(directory, `${name}.csv${COMPRESSED.includes(name) ? ".gz" : ""}`));
}
