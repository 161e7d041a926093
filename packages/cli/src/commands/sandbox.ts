import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf, UserError } from "../errors.js";
import { findOnPath } from "../files.js";
import { readGround } from "../kubernetes/ground.js";
import { openSandbox } from "../sandbox/open.js";
import { guardStackFiles } from "../sandbox/stack-files.js";
import { readFault } from "./faults.js";

export interface SandboxOptions {
  readonly state?: string;
  readonly fault?: readonly string[];
  readonly faults?: string;
  readonly latency?: string;
  readonly kubernetes?: string;
}

/** Subcommands of `isobar sandbox`, for those who mistype one. */
const OWN = ["list", "show", "log", "ui", "fault", "clock", "reclaim", "edit", "delete", "reset"];

/** A command that the user wrote without `--`, which may be a mistyped subcommand. */
export function refuseUnknown(command: readonly string[]): void {
  const [name = ""] = command;
  if (command.length !== 1 || name.includes(path.sep) || findOnPath(name, process.env.PATH) || name === "pulumi")
    return;
  throw new UserError(
    `"${name}" is neither a command on PATH nor one of isobar sandbox's own, which are ${OWN.join(", ")}`,
  );
}

/** Runs a command in the sandbox; this process then ends as the command did. */
export async function runSandboxCommand(command: readonly string[], options: SandboxOptions): Promise<void> {
  const [name, ...args] = command;
  if (name === undefined) {
    throw new UserError("which command should run in the sandbox? For example: isobar sandbox -- pulumi up");
  }
  const purpose = command.join(" ");
  const sandbox = await openSandbox({
    purpose,
    faults: faultsOf(options),
    latency: latencyOf(options.latency),
    ...(options.kubernetes !== undefined && { kubernetes: readGround(options.kubernetes) }),
    ...(options.state !== undefined && { stateDir: options.state }),
  });
  const clouds = sandbox.clouds.join(", ");
  process.stderr.write(
    `isobar: sandbox ${sandbox.stateDir} with simulated ${clouds}; engine ${sandbox.engine.description}\n`,
  );
  const restoreStackFiles = guardStackFiles(process.cwd(), sandbox.stateDir);
  try {
    endAs(await sandbox.run(name, args));
  } finally {
    restoreStackFiles();
    await sandbox.close();
  }
}

/** The faults of the command line and of its file, in which lines may be comments. */
function faultsOf({ fault = [], faults }: SandboxOptions) {
  const lines = faults === undefined ? [] : readLines(faults);
  return [...fault, ...lines].map(readFault);
}

function readLines(file: string): string[] {
  try {
    const lines = fs.readFileSync(file, "utf8").split("\n");
    return lines.map((line) => line.replace(/#.*/, "").trim()).filter(Boolean);
  } catch (error) {
    throw new UserError(`--faults ${file}: ${messageOf(error)}`);
  }
}

function latencyOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const factor = text === "real" ? 1 : Number(text);
  if (text.trim() !== "" && factor >= 0 && factor <= 10) return factor;
  throw new UserError(`--latency ${text}: give "real", or a part of the real times from 0 to 10`);
}

function endAs({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): void {
  process.exitCode = code ?? 1;
  if (signal) process.once("exit", () => process.kill(process.pid, signal));
}
