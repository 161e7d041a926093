import * as path from "node:path";
import { UserError } from "../errors.js";
import { findOnPath } from "../files.js";
import { openSandbox } from "../sandbox/open.js";
import { guardStackFiles } from "../sandbox/stack-files.js";

export interface SandboxOptions {
  readonly state?: string;
}

/** A command that the user wrote without `--`, which may be a mistyped subcommand. */
export function refuseUnknown(command: readonly string[]): void {
  const [name = ""] = command;
  if (command.length !== 1 || name.includes(path.sep) || findOnPath(name, process.env.PATH) || name === "pulumi")
    return;
  throw new UserError(
    `"${name}" is neither a command on PATH nor one of isobar sandbox's own, which are \`list\` and \`reset\``,
  );
}

/** Runs a command in the sandbox; this process then ends as the command did. */
export async function runSandboxCommand(command: readonly string[], options: SandboxOptions): Promise<void> {
  const [name, ...args] = command;
  if (name === undefined) {
    throw new UserError("which command should run in the sandbox? For example: isobar sandbox -- pulumi up");
  }
  const purpose = command.join(" ");
  const sandbox = await openSandbox({ purpose, ...(options.state !== undefined && { stateDir: options.state }) });
  const clouds = sandbox.clouds.join(", ");
  process.stderr.write(
    `isobar: sandbox ${sandbox.stateDir} with simulated ${clouds}; engine ${sandbox.engine.description}\n`,
  );
  const restoreStackFiles = guardStackFiles(process.cwd());
  try {
    endAs(await sandbox.run(name, args));
  } finally {
    restoreStackFiles();
    await sandbox.close();
  }
}

function endAs({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): void {
  process.exitCode = code ?? 1;
  if (signal) process.once("exit", () => process.kill(process.pid, signal));
}
