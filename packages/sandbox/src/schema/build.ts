import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { buildConstraints } from "../constraints/build.js";
import type { SimulatedProvider } from "../model.js";
import { findSdk, sdkVersion } from "./sdk.js";
import type { ProviderSchema } from "./types.js";

/**
 * Writes the schema of a backend's simulated provider, unless it is there already, made from the same SDK for the same tokens;
 * then the provider's own constraints on these tokens, if the package has data on them.
 *
 * @param tell - Gets one line on what is not known of the constraints.
 * @returns whether the schema was written.
 * @throws if the backend's package isn't built, or its SDK declares a token not, or not readably.
 */
export async function buildSchema(packageDir: string, tell: (note: string) => void = console.error): Promise<boolean> {
  const provider = await loadProvider(packageDir);
  const written = await writeSchema(packageDir, provider);
  const note = buildConstraints(packageDir, provider, JSON.parse(readFileSync(provider.schemaPath, "utf8")));
  if (note) {
    tell(`${provider.package}: ${note}`);
  }
  return written;
}

async function writeSchema(packageDir: string, provider: SimulatedProvider): Promise<boolean> {
  const sdkDir = findSdk(packageDir);
  const tokens = provider.wholeSchema ? "all" : provider.models.map(({ type }) => type).sort();
  const functions = provider.functions.map(({ token }) => token).sort();
  if (isCurrent(provider.schemaPath, sdkVersion(sdkDir), tokens, functions)) {
    return false;
  }
  // Loaded only when needed: the compiler takes longer to load than all the rest.
  const { extractSchema } = await import("./extract.js");
  const schema = extractSchema({ sdkDir, tokens, functions });
  const draft = `${provider.schemaPath}.${process.pid}`;
  mkdirSync(dirname(draft), { recursive: true });
  writeFileSync(draft, JSON.stringify(schema));
  renameSync(draft, provider.schemaPath);
  return true;
}

async function loadProvider(packageDir: string): Promise<SimulatedProvider> {
  const file = join(packageDir, "dist", "sandbox", "index.js");
  if (!existsSync(file)) {
    throw new Error(`${file} doesn't exist: build the package first`);
  }
  const { provider } = await import(pathToFileURL(file).href);
  return provider;
}

function isCurrent(
  path: string,
  sdk: string,
  tokens: readonly string[] | "all",
  functions: readonly string[],
): boolean {
  if (!existsSync(path)) {
    return false;
  }
  const schema: ProviderSchema = JSON.parse(readFileSync(path, "utf8"));
  return (
    schema.sdk === sdk &&
    (tokens === "all" || isDeepStrictEqual(Object.keys(schema.resources), tokens)) &&
    isDeepStrictEqual(Object.keys(schema.functions), functions)
  );
}

if (require.main === module) {
  const [packageDir] = process.argv.slice(2);
  if (!packageDir) {
    console.error("usage: node build.js PACKAGE_DIR");
    process.exitCode = 2;
  } else {
    buildSchema(resolve(packageDir)).catch((error: Error) => {
      console.error(`no schema for ${packageDir}: ${error.message}`);
      process.exitCode = 1;
    });
  }
}
