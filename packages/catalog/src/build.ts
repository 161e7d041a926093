import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { field, parseCsv } from "./build/csv.js";
import { fingerprint, readTables } from "./build/inputs.js";
import { packSlice } from "./build/pack.js";

const PACKAGE = join(__dirname, "..");

/** Writes every cloud's slice to packages/<cloud>/generated/catalogue.json, unless all of them are up to date. */
export function buildCatalogue(data = join(PACKAGE, "data"), packages = join(PACKAGE, "..")): string[] {
  const source = fingerprint(data, join(__dirname, "build"));
  const clouds = parseCsv(readFileSync(join(data, "clouds.csv"), "utf8"));
  const target = (cloud: string): string => join(packages, cloud, "generated", "catalogue.json");
  if (clouds.every((cloud) => isCurrent(target(field(cloud, "cloud")), source))) return [];
  const tables = readTables(data);
  return clouds.map((cloud) => {
    const file = target(field(cloud, "cloud"));
    mkdirSync(dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, `${JSON.stringify(packSlice(tables, cloud, source))}\n`);
    renameSync(partial, file);
    return file;
  });
}

function isCurrent(file: string, source: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8").startsWith(`{"source":"${source}"`);
}

if (require.main === module) {
  const written = buildCatalogue();
  process.stdout.write(written.length > 0 ? `catalogue: wrote ${written.join(", ")}\n` : "catalogue: up to date\n");
}
