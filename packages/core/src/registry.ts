import { createRequire } from "node:module";
import * as path from "node:path";
import { runtime } from "@pulumi/pulumi";
import type { Backend } from "./backend";
import { IsobarError } from "./errors";

interface Registry {
  /** Where the copy of core that owns the registry was loaded from. */
  readonly owner: string;
  readonly backends: Map<string, Backend>;
}

const KEY = Symbol.for("isobar.registry");

function registry(): Registry {
  const holder = globalThis as { [KEY]?: Registry };
  const found = holder[KEY] ?? { owner: __dirname, backends: new Map<string, Backend>() };
  holder[KEY] = found;
  if (found.owner !== __dirname) {
    throw new IsobarError({
      where: "@isobar/core",
      what: `two copies are loaded, from ${found.owner} and ${__dirname}`,
      fix:
        "install one copy of @isobar/core for all packages: `npm ls @isobar/core` or `pnpm why @isobar/core` shows who " +
        "brings another. In a pnpm workspace, packages with other versions of typescript or ts-node get other copies",
    });
  }
  return found;
}

/** Registers a backend. Importing a backend's package calls it; a program needs not. */
export function defineBackend<B extends Backend>(backend: B): B {
  registry().backends.set(backend.name, backend);
  return backend;
}

/** The backends that were loaded so far. */
export function registeredBackends(): Backend[] {
  return [...registry().backends.values()];
}

/**
 * The backend that `isobar:cloud` names: one that is registered, else the package `@isobar/<cloud>` (or, where the name
 * is that of a package, this package) as seen from the program, the main module or core itself.
 */
export function findBackend(cloud: string, where: string): Backend {
  const { backends } = registry();
  const found = backends.get(cloud);
  if (found) return found;
  const packageName = /^[a-z][a-z0-9]*$/i.test(cloud) ? `@isobar/${cloud.toLowerCase()}` : cloud;
  const file = cloud === cloud.toLowerCase() ? resolve(packageName) : undefined;
  if (file === undefined) {
    throw new IsobarError({
      where,
      what: `there is no backend "${cloud}" here`,
      given: cloud,
      ...(backends.size ? { allowed: [...backends.keys()] } : {}),
      fix:
        cloud === cloud.toLowerCase()
          ? `check the spelling, or install it: npm install ${packageName}`
          : `did you mean "${cloud.toLowerCase()}"?`,
    });
  }
  const before = new Set(backends.keys());
  const exported = require(file) as { readonly backend?: Backend };
  const loaded = backends.get(cloud) ?? exported.backend ?? [...backends.values()].find((b) => !before.has(b.name));
  if (!loaded) throw new IsobarError({ where, what: `the package ${packageName} defines no backend`, given: cloud });
  return loaded;
}

function resolve(packageName: string): string | undefined {
  for (const from of places()) {
    try {
      return createRequire(path.join(from, "_")).resolve(packageName);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return undefined;
}

function places(): string[] {
  const main = require.main?.filename;
  const places = [process.cwd(), ...(main ? [path.dirname(main)] : []), __dirname];
  const root = runtime.getRootDirectory();
  return path.isAbsolute(root) ? [root, ...places] : places;
}
