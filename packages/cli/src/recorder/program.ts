import * as path from "node:path";
import type { Readable } from "node:stream";
import { cacheFolder } from "../engine/cache.js";
import { nodeBinary, sdkCommand, start } from "../language-host/node.js";
import { nodeArguments, optionsEnvironment, type RuntimeOptions } from "../language-host/options.js";
import { nodePath } from "../sandbox/environment.js";

/** A Pulumi program and what it is to be told. */
export interface Program {
  readonly project: string;
  readonly stack: string;
  /** Folder of the Pulumi.yaml. */
  readonly root: string;
  /** Folder or file of the program. */
  readonly main: string;
  readonly options: RuntimeOptions;
  /** Config by full key, as texts. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys whose values are secret. */
  readonly secretKeys: readonly string[];
}

export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote, standard output and standard error together. */
  readonly output: string;
}

const PARALLEL = 16;
const KEPT_CHARACTERS = 1_000_000;

/** Runs the program to its end against a monitor and an engine, as a preview. Types are not checked. */
export async function runAgainst(
  program: Program,
  addresses: { readonly monitor: string; readonly engine: string },
): Promise<ProgramEnd> {
  const { root, options } = program;
  const env = { ...process.env, ...nodePath(process.env), ...ownEnvironment(program) };
  const args = [...nodeArguments(options), sdkCommand(root, "run", env), ...programArguments(program, addresses)];
  const { child, ended } = start(nodeBinary(env), args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] }, false);
  let output = "";
  const follow = (stream: Readable | null) =>
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-KEPT_CHARACTERS);
    });
  follow(child.stdout);
  follow(child.stderr);
  const { code, signal } = await ended;
  return { code, signal, output };
}

function ownEnvironment({ options, config, secretKeys }: Program): NodeJS.ProcessEnv {
  return {
    ...optionsEnvironment(options),
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // Newer releases of Node keep compiled modules there.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(cacheFolder(process.env), "node"),
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
  };
}

function programArguments(
  { project, stack, root, main }: Program,
  addresses: { readonly monitor: string; readonly engine: string },
): string[] {
  return [
    ...["--monitor", addresses.monitor, "--engine", addresses.engine],
    ...["--organization", "organization", "--project", project, "--stack", stack],
    ...["--pwd", root, "--root-directory", root, "--parallel", String(PARALLEL), "--dry-run"],
    main,
  ];
}
