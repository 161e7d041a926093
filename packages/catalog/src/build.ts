import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packCarbon } from "./build/carbon.js";
import { field, parseCsv, type Row } from "./build/csv.js";
import { fingerprint, readTables } from "./build/inputs.js";
import { packSlice } from "./build/pack.js";
import { packPrices } from "./build/prices.js";
import { packServices } from "./build/services.js";

const PACKAGE = join(__dirname, "..");

/** The files of a slice. A deployment reads the first alone; the others are read when they are asked for. */
const FILES = {
  "catalogue.json": packSlice,
  "prices.json": packPrices,
  "services.json": packServices,
  "carbon.json": packCarbon,
};

/** Writes every cloud's slice to packages/<cloud>/generated, unless all of them are up to date. */
export function buildCatalogue(data = join(PACKAGE, "data"), packages = join(PACKAGE, "..")): string[] {
  const source = fingerprint(data, join(__dirname, "build"));
  const clouds = parseCsv(readFileSync(join(data, "clouds.csv"), "utf8"));
  const target = (cloud: Row, file: string): string => join(packages, field(cloud, "cloud"), "generated", file);
  const names = Object.keys(FILES);
  if (clouds.every((cloud) => names.every((name) => isCurrent(target(cloud, name), source)))) return [];
  const tables = readTables(data);
  return clouds.flatMap((cloud) =>
    Object.entries(FILES).map(([name, pack]) => {
      const file = target(cloud, name);
      mkdirSync(dirname(file), { recursive: true });
      const partial = `${file}.${process.pid}`;
      writeFileSync(partial, `${JSON.stringify(pack(tables, cloud, source))}\n`);
      renameSync(partial, file);
      return file;
    }),
  );
}

function isCurrent(file: string, source: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8").startsWith(`{"source":"${source}"`);
}

if (require.main === module) {
  const written = buildCatalogue();
  process.stdout.write(written.length > 0 ? `catalogue: wrote ${written.join(", ")}\n` : "catalogue: up to date\n");
}
