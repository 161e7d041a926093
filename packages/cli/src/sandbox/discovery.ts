import * as fs from "node:fs";
import * as path from "node:path";
import type { SimulatedProvider } from "@isobar/sandbox";
import { messageOf, UserError } from "../errors.js";
import { ancestors, readJson } from "../files.js";
import { shareSandbox } from "./shared-copy.js";

/** An installed package that brings a simulated cloud. */
export interface BackendPackage {
  readonly name: string;
  readonly folder: string;
  /** Absolute path of the module that exports `provider`. */
  readonly sandboxModule: string;
}

interface Manifest {
  readonly name?: string;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly isobar?: { readonly sandbox?: string };
}

/**
 * The backends installed for the project around each folder: packages with an `isobar.sandbox` module, found among
 * `@isobar/*`, the dependencies of the nearest package.json and that package itself. The nearest of a name wins.
 */
export function findBackends(folders: readonly string[]): BackendPackage[] {
  const found = new Map<string, BackendPackage>();
  for (const folder of folders.flatMap(packageFolders)) {
    const manifest = readJson(path.join(folder, "package.json")) as Manifest | undefined;
    const module = manifest?.isobar?.sandbox;
    if (manifest?.name === undefined || module === undefined || found.has(manifest.name)) continue;
    found.set(manifest.name, { name: manifest.name, folder, sandboxModule: path.join(folder, module) });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Loads the backends' simulated clouds.
 * @throws UserError if there is none, or one can't be loaded.
 */
export function loadProviders(backends: readonly BackendPackage[], from: string): SimulatedProvider[] {
  if (backends.length === 0) {
    throw new UserError(
      `no backend is installed for ${from}, so there is no cloud to simulate; install those that the program is to run ` +
        "on, for example `npm install @isobar/aws @isobar/gcp @isobar/azure`",
    );
  }
  return backends.map(loadProvider);
}

function loadProvider({ name, folder, sandboxModule }: BackendPackage): SimulatedProvider {
  let loaded: { provider?: SimulatedProvider };
  try {
    shareSandbox(folder);
    loaded = require(sandboxModule);
  } catch (error) {
    throw new UserError(
      `the simulated cloud of ${name} can't be loaded from ${sandboxModule} (${messageOf(error).split("\n")[0]}); ` +
        "reinstall the package, or build it if it is part of this checkout",
    );
  }
  if (typeof loaded.provider?.package !== "string" || !Array.isArray(loaded.provider.models)) {
    throw new UserError(`${sandboxModule} of ${name} exports no \`provider\`, so it is no simulated cloud`);
  }
  return loaded.provider;
}

function packageFolders(folder: string): string[] {
  const around = [...ancestors(folder)];
  const project = around.find((ancestor) => fs.existsSync(path.join(ancestor, "package.json")));
  const manifest = project && (readJson(path.join(project, "package.json")) as Manifest | undefined);
  const named = Object.keys({ ...(manifest && { ...manifest.dependencies, ...manifest.devDependencies }) });
  const installed = around.flatMap((ancestor) => {
    const modules = path.join(ancestor, "node_modules");
    const ours = list(path.join(modules, "@isobar")).map((name) => path.join("@isobar", name));
    return [...ours, ...named].map((name) => path.join(modules, name));
  });
  return project ? [project, ...installed] : installed;
}

function list(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
