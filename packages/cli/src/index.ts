import type { Engine } from "./engine/engine.js";
import type { FindEngineOptions } from "./engine/find.js";
import { UserError } from "./errors.js";
import type { OpenSandboxOptions, Sandbox } from "./sandbox/open.js";
import type { Removed } from "./sandbox/reset.js";

export type { RunOptions, RunResult } from "./sandbox/run.js";
export type { Engine, FindEngineOptions, OpenSandboxOptions, Removed, Sandbox };

/** Runs the `isobar` command; `argv` is that of the process. Sets the exit code, and shows errors. */
export async function main(argv: readonly string[]): Promise<void> {
  const { isobarProgram } = await import("./commands/program.js");
  const dashes = argv.indexOf("--");
  const own = dashes < 0 ? argv : argv.slice(0, dashes);
  try {
    await isobarProgram(dashes < 0 ? [] : argv.slice(dashes + 1)).parseAsync(own);
  } catch (error) {
    const text = error instanceof UserError ? error.message : error instanceof Error ? error.stack : error;
    process.stderr.write(`isobar: ${text}\n`);
    process.exitCode = 1;
  }
}

/**
 * Finds a Pulumi engine, and downloads or builds one if there is none.
 * @throws UserError if there is no way to one.
 */
export async function findEngine(options?: FindEngineOptions): Promise<Engine> {
  const found = await import("./engine/find.js");
  return found.findEngine(options);
}

/**
 * Finds an engine and starts the simulated clouds of the installed backends, to run any number of commands there.
 * @throws UserError if there is no engine or no backend.
 */
export async function openSandbox(options?: OpenSandboxOptions): Promise<Sandbox> {
  const sandbox = await import("./sandbox/open.js");
  return sandbox.openSandbox(options);
}

/**
 * Removes a sandbox's resources and stacks.
 * @returns What it removed; undefined if there is no sandbox in the folder.
 * @throws UserError while a command runs in the sandbox.
 */
export async function resetSandbox(stateDir: string): Promise<Removed | undefined> {
  const sandbox = await import("./sandbox/reset.js");
  return sandbox.reset(stateDir);
}
