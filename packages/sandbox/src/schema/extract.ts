import { join } from "node:path";
import { Converter } from "./convert.js";
import { interfacesOf, outputsOf, parse } from "./declarations.js";
import { locate } from "./locate.js";
import { sdkVersion } from "./sdk.js";
import type { ObjectSchema, ProviderSchema, ResourceSchema } from "./types.js";

export interface ExtractOptions {
  /** Folder of the installed SDK, such as `node_modules/@pulumi/aws`. */
  readonly sdkDir: string;
  /** Resource tokens to take. */
  readonly tokens: readonly string[];
  /** Function tokens to take. */
  readonly functions: readonly string[];
}

/**
 * Takes the input schemas of some resources and functions from the declarations of a provider's SDK.
 *
 * @throws if the SDK declares no such token, or declares it in a way that can't be read.
 */
export function extractSchema({ sdkDir, tokens, functions }: ExtractOptions): ProviderSchema {
  const converter = new Converter(sdkDir, interfacesOf(parse(join(sdkDir, "types", "input.d.ts"))));
  return {
    sdk: sdkVersion(sdkDir),
    config: argsOf(converter, join(sdkDir, "provider.d.ts"), "Provider"),
    resources: byToken(tokens, (token) => resourceSchema(converter, sdkDir, token)),
    functions: byToken(functions, (token) => functionSchema(converter, sdkDir, token)),
    types: converter.types,
  };
}

function resourceSchema(converter: Converter, sdkDir: string, token: string): ResourceSchema {
  const { file, name } = locate(sdkDir, token);
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
