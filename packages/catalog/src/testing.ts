import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildCatalogue } from "./build.js";
import type { Catalogue } from "./catalogue.js";
import { loadCatalogue } from "./load.js";

export const CLOUDS: readonly string[] = ["aws", "gcp", "azure"];

export const DATA = join(__dirname, "..", "data");

let directory: string | undefined;

const folders: string[] = [];
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed when the process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "isobar-catalogue-"));
  folders.push(folder);
  return folder;
}

/** A catalogue built from the data in a temporary folder, once per process. */
export function builtCatalogue(cloud: string): Catalogue {
  return loadCatalogue(builtPath(cloud));
}

export function builtPath(cloud: string): string {
  if (!directory) {
    directory = temporaryFolder();
    buildCatalogue(DATA, directory);
  }
  return join(directory, cloud, "generated", "catalogue.json");
}

/** Fields of every row of prices.csv, read without the build's parser. */
export function priceRows(): string[][] {
  const text = gunzipSync(readFileSync(join(DATA, "prices.csv.gz"))).toString("utf8");
  return text
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
}
