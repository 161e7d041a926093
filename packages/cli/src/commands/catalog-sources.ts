import * as fs from "node:fs";
import * as path from "node:path";
import { type Catalogue, loadCatalogue, type RegionFilter, suggest } from "@isobar/catalog";
import { messageOf, UserError } from "../errors.js";
import { findBackends } from "../sandbox/discovery.js";
import { projectFolder } from "../sandbox/state-folder.js";

/** Which places count. */
export interface PlaceOptions {
  readonly cloud?: readonly string[];
  readonly region?: readonly string[];
  readonly country?: readonly string[];
  readonly eu?: boolean;
  readonly eea?: boolean;
  readonly json?: boolean;
}

const FILE = "catalogue.json";

/**
 * The catalogues of the installed backends.
 * @throws UserError if there is none, or a cloud or region is not known.
 */
export function openCatalogues(options: Pick<PlaceOptions, "cloud" | "region"> = {}): Catalogue[] {
  const cwd = process.cwd();
  const files = findBackends([cwd, projectFolder(cwd) ?? cwd]).map(({ folder }) =>
    path.join(folder, "generated", FILE),
  );
  const all = loadAll(files.filter((file) => fs.existsSync(file)));
  if (all.length === 0) {
    throw new UserError(
      `no backend with a catalogue is installed for ${cwd}; install those of the clouds that you want to see, for ` +
        "example `npm install @isobar/aws @isobar/gcp @isobar/azure`",
    );
  }
  const clouds = all.map(({ cloud }) => cloud);
  for (const cloud of options.cloud ?? []) mustKnow("cloud", cloud, clouds);
  const chosen = all.filter(({ cloud }) => options.cloud?.includes(cloud) ?? true);
  const regions = chosen.flatMap((catalogue) => catalogue.regions.map(({ name }) => name));
  for (const region of options.region ?? []) mustKnow("region", region, regions);
  return chosen;
}

/**
 * The catalogues in a backend's generated folder, or in the folders below one (`<cloud>/catalogue.json`).
 * @throws UserError if there is none, or it is of another version.
 */
export function openEdition(folder: string): Catalogue[] {
  const below = fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name, FILE)) : [];
  const files = [path.join(folder, FILE), ...below].filter((file) => fs.existsSync(file));
  if (files.length === 0) throw new UserError(`--from ${folder}: there is no ${FILE} in it, nor in a folder below`);
  return loadAll(files);
}

function loadAll(files: readonly string[]): Catalogue[] {
  try {
    return files.map((file) => loadCatalogue(file));
  } catch (error) {
    throw new UserError(messageOf(error));
  }
}

function mustKnow(what: string, given: string, known: readonly string[]): void {
  if (known.includes(given)) return;
  const near = suggest(
    given,
    known.map((name) => ({ name, words: [name] })),
  );
  throw new UserError(
    `--${what} ${given}: no such ${what} in the catalogue; ${near.length > 0 ? `did you mean ${near.join(" or ")}?` : `there are ${known.join(", ")}`}`,
  );
}

/** The wished places as a filter of regions. */
export function regionFilter({ region, country, eu, eea }: PlaceOptions): RegionFilter {
  const jurisdictions = [
    ...(country ?? []).map((code) => code.toUpperCase()),
    ...(eu ? ["EU"] : []),
    ...(eea ? ["EEA"] : []),
  ];
  return { regions: region, ...(jurisdictions.length > 0 && { jurisdictions }) };
}

/** @throws UserError if a number that was given is none. */
export function mustBeNumbers(options: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !(value >= 0)) throw new UserError(`--${name}: give a number`);
  }
}
