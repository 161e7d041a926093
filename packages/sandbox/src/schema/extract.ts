import { join } from "node:path";
import { Converter } from "./convert.js";
import { interfacesOf, outputsOf, parse } from "./declarations.js";
import { type Location, locate, locateAll } from "./locate.js";
import { sdkVersion } from "./sdk.js";
import type { ObjectSchema, ProviderSchema, ResourceSchema } from "./types.js";

export interface ExtractOptions {
  /** Folder of the installed SDK, such as `node_modules/@pulumi/aws`. */
  readonly sdkDir: string;
  /** Resource tokens to take. */
  readonly tokens: readonly string[] | "all";
  /** Function tokens to take. */
  readonly functions: readonly string[];
}

/**
 * Takes the input schemas of some resources and functions from the declarations of a provider's SDK.
 *
 * @throws if the SDK declares no such token, or declares it in a way that can't be read.
 */
export function extractSchema({ sdkDir, tokens, functions }: ExtractOptions): ProviderSchema {
  const places = tokens === "all" ? locateAll(sdkDir) : new Map(tokens.map((token) => [token, locate(sdkDir, token)]));
  const converter = new Converter(sdkDir, interfacesOf(parse(join(sdkDir, "types", "input.d.ts"))));
  return {
    sdk: sdkVersion(sdkDir),
    config: argsOf(converter, join(sdkDir, "provider.d.ts"), "Provider"),
    resources: resourceSchemas(converter, places),
    functions: byToken(functions, (token) => functionSchema(converter, sdkDir, token)),
    types: converter.types,
  };
}

function resourceSchemas(converter: Converter, places: ReadonlyMap<string, Location>): Record<string, ResourceSchema> {
  const sorted = [...places].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([token, place]) => [token, resourceSchema(converter, place)]));
}

function resourceSchema(converter: Converter, { file, name }: Location): ResourceSchema {
  const className = capitalized(name);
  return { inputs: argsOf(converter, file, className), outputs: outputsOf(parse(file), className) };
}

function functionSchema(converter: Converter, sdkDir: string, token: string): ObjectSchema {
  const { file, name } = locate(sdkDir, token);
  return argsOf(converter, file, capitalized(name));
}

function capitalized(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The `XArgs` interface of a file. One that has none takes no arguments. */
function argsOf(converter: Converter, file: string, name: string): ObjectSchema {
  const declaration = interfacesOf(parse(file)).get(`${name}Args`);
  return declaration ? converter.object(declaration) : { properties: {}, required: [] };
}

function byToken<T>(tokens: readonly string[], schemaOf: (token: string) => T): Record<string, T> {
  return Object.fromEntries([...tokens].sort().map((token) => [token, schemaOf(token)]));
}
