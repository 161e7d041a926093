import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { type Catalogue, loadCatalogue } from "@isobar/catalog";
import type { Backend } from "@isobar/core/driver";
import type * as Estimates from "@isobar/core/estimate";
import { messageOf, UserError } from "../errors.js";
import type { BackendPackage } from "../sandbox/discovery.js";

/** An installed backend, and the copy of core that it works with. */
export interface LoadedBackend {
  readonly backend: Backend;
  readonly package: BackendPackage;
  readonly estimates: typeof Estimates;
}

/** An installed backend's facts of its cloud. */
export interface CataloguedPackage {
  readonly package: BackendPackage;
  readonly catalogue: Catalogue;
}

/**
 * The catalogues of installed backends, which take little to load.
 * @throws UserError if there is none.
 */
export function catalogued(packages: readonly BackendPackage[], from: string): CataloguedPackage[] {
  const files = packages.map((each) => ({ each, file: path.join(each.folder, "generated", "catalogue.json") }));
  const there = files.filter(({ file }) => fs.existsSync(file));
  if (there.length === 0) {
    throw new UserError(
      `no backend with a catalogue is installed for ${from}; install those of the clouds that you want to see, for ` +
        "example `npm install @isobar/aws @isobar/gcp @isobar/azure`",
    );
  }
  return there.map(({ each, file }) => ({ package: each, catalogue: loadCatalogue(file) }));
}

/**
 * Loads backends whole, with Pulumi's SDK.
 * @throws UserError if one can't be loaded.
 */
export function loadBackends(packages: readonly BackendPackage[]): LoadedBackend[] {
  return packages.flatMap((each) => {
    const load = createRequire(path.join(each.folder, "package.json"));
    try {
      const { backend } = load(each.folder) as { backend?: Backend };
      if (backend === undefined) return [];
      return [{ backend, package: each, estimates: load("@isobar/core/estimate") as typeof Estimates }];
    } catch (error) {
      throw new UserError(`the backend ${each.name} can't be loaded (${messageOf(error).split("\n")[0]})`);
    }
  });
}
