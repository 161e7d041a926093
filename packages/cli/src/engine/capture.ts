import { spawn } from "node:child_process";
import { messageOf } from "../errors.js";

export interface Captured {
  /** Exit code 0 before the time was up. */
  readonly ok: boolean;
  readonly stdout: string;
  /** Why it failed: the last line it wrote, or how it ended. Empty if `ok`. */
  readonly problem: string;
}

export interface CaptureOptions {
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds after which it is killed. Default: never. */
  readonly timeout?: number;
}

const KEPT_CHARACTERS = 16_384;

/** Runs a command without input and without showing its output. Never rejects. */
export function capture(command: string, args: readonly string[], options: CaptureOptions): Promise<Captured> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: options.cwd, env: options.env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let all = "";
    let timedOut = false;
    child.stdout.on("data", (chunk: Buffer) => {
      stdout = (stdout + chunk).slice(-KEPT_CHARACTERS);
      all = (all + chunk).slice(-KEPT_CHARACTERS);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      all = (all + chunk).slice(-KEPT_CHARACTERS);
    });
    const finish = (problem: string) => {
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ ok: problem === "", stdout, problem });
    };
    const timer = setTimeout(
      () => {
        timedOut = true;
        child.kill("SIGTERM");
        finish(`not finished after ${(options.timeout ?? 0) / 1000} s`);
      },
      options.timeout ?? 2 ** 31 - 1,
    );
    child.on("error", (error) => finish(messageOf(error)));
    child.on("close", (code, signal) => {
      if (!timedOut) finish(code === 0 ? "" : lastLine(all) || `ended with ${signal ?? `exit code ${code}`}`);
    });
  });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}
