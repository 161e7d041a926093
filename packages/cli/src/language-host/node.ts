import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../errors.js";
import { ancestors, findOnPath } from "../files.js";

const KILL_AFTER_MILLISECONDS = 5_000;

type SdkCommand = "run" | "run-plugin" | "run-policy-pack";

/**
 * The file of one of the commands that the program's own copy of Pulumi's SDK brings, found as Node would with the
 * program's environment.
 * @throws UserError if the SDK isn't installed for the program.
 */
export function sdkCommand(directory: string, command: SdkCommand, env: NodeJS.ProcessEnv): string {
  const folders = [...ancestors(directory)].map((ancestor) => path.join(ancestor, "node_modules"));
  for (const folder of [...folders, ...(env.NODE_PATH ?? "").split(path.delimiter)]) {
    const file = path.join(folder, "@pulumi", "pulumi", "cmd", command, "index.js");
    if (fs.existsSync(file)) return file;
  }
  throw new UserError(
    `@pulumi/pulumi isn't installed for the program in ${directory}: run \`pulumi install\`, or the project's package ` +
      "manager, there",
  );
}

/** The `node` that the environment names, else the one that runs this code. */
export function nodeBinary(env: NodeJS.ProcessEnv): string {
  return findOnPath("node", env.PATH) ?? process.execPath;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Asks it to end by SIGINT, and kills it if that takes longer than five seconds. */
  stop(): void;
}

/**
 * Starts a process that {@link Running.stop} can end with all its children.
 * @param ownGroup Keeps it out of this process's group, so that a terminal's Ctrl-C reaches the engine alone.
 */
export function start(command: string, args: readonly string[], options: SpawnOptions, ownGroup: boolean): Running {
  const child = spawn(command, args, { ...options, detached: ownGroup });
  const ended = new Promise<Awaited<Running["ended"]>>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  const send = (signal: NodeJS.Signals) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      if (ownGroup && process.platform !== "win32") process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch (error) {
      // It ended, and this process was not told yet.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  };
  const stop = () => {
    send("SIGINT");
    setTimeout(() => send("SIGKILL"), KILL_AFTER_MILLISECONDS).unref();
  };
  return { child, ended, stop };
}
