import * as path from "node:path";
import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

/** What a Pulumi.yaml may say under `runtime.options` for nodejs. */
export interface RuntimeOptions {
  /** Arguments for Node itself. */
  readonly nodeArgs: readonly string[];
  /** Whether TypeScript is loaded on the fly. Default true. */
  readonly typescript: boolean;
  readonly tsconfig: string | undefined;
}

export function runtimeOptions(info: ProgramInfo | undefined): RuntimeOptions {
  return readOptions(info?.getOptions()?.toJavaScript() ?? {});
}

export function readOptions(options: Readonly<Record<string, unknown>>): RuntimeOptions {
  return {
    nodeArgs: splitArguments(options.nodeargs),
    typescript: options.typescript !== false,
    tsconfig: typeof options.tsconfig === "string" ? options.tsconfig : undefined,
  };
}

/** Arguments of Node. The short `-r` keeps the SDK's automatic loading of TypeScript modules, which `--require` ends. */
export function nodeArguments(options: RuntimeOptions): string[] {
  return ["-r", path.join(__dirname, "preload.js"), ...options.nodeArgs];
}

/** The environment by which Pulumi's runtime in the program learns the options. */
export function optionsEnvironment(options: RuntimeOptions): NodeJS.ProcessEnv {
  return {
    ...(options.typescript && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    ...(options.tsconfig !== undefined && { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}

/** Splits at blanks, except within double or single quotes, as a shell does. */
function splitArguments(text: unknown): string[] {
  if (typeof text !== "string") return [];
  const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}
