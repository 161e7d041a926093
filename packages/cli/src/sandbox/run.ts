import { type SpawnOptions, spawn } from "node:child_process";
import * as fs from "node:fs";
import { UserError } from "../errors.js";

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** `inherit` gives the command the terminal; `pipe` gives it no input and keeps what it writes. Default `inherit`. */
  readonly stdio?: "inherit" | "pipe";
}

export interface RunResult {
  /** Exit code; null if a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote, where `stdio` is `pipe`; else empty. */
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end and hands on the signals that this process gets.
 * @throws UserError if there is no such command.
 */
export function runCommand(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const stdio: SpawnOptions["stdio"] = options.stdio === "pipe" ? ["ignore", "pipe", "pipe"] : "inherit";
  const child = spawn(command, args, { cwd: options.cwd, env: options.env, stdio });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const stopForwarding = forwardSignals((signal) => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      stopForwarding();
      reject(notStarted(command, options.cwd, error));
    });
    child.once("close", (code, signal) => {
      stopForwarding();
      resolve({ code, signal, ...output });
    });
  });
}

/** A terminal sends Ctrl-C to the command as well: to send it on would make it two, on which Pulumi ends at once. */
function forwardSignals(send: (signal: NodeJS.Signals) => void): () => void {
  const interrupt = hasTerminal() ? () => {} : send;
  const handlers = { SIGINT: interrupt, SIGTERM: send, SIGHUP: send } as const;
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
  };
}

function hasTerminal(): boolean {
  try {
    fs.closeSync(fs.openSync("/dev/tty", "r"));
    return true;
  } catch {
    return process.stdin.isTTY;
  }
}

function notStarted(command: string, cwd: string, error: NodeJS.ErrnoException): UserError {
  if (error.code === "ENOENT" && !fs.existsSync(cwd)) return new UserError(`the folder ${cwd} doesn't exist`);
  if (error.code === "ENOENT") return new UserError(`there is no command "${command}" on PATH`);
  return new UserError(`the command "${command}" can't be started (${error.message})`);
}
