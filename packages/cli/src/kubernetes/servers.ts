import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import type { Socket } from "node:net";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors.js";
import { identityOf, isRunning } from "../lock.js";

const GRACE_MILLISECONDS = 5_000;
const POLL_MILLISECONDS = 50;

/** Programs that run in the background for one sandbox. What a killed process left running is ended first. */
export class Servers {
  readonly #folder: string;
  readonly #children: {
    readonly name: string;
    readonly child: ChildProcess;
    readonly watch: ChildProcess | undefined;
  }[] = [];

  /** @param folder Where they write what they have to say, and where it is noted that they run. */
  constructor(folder: string) {
    this.#folder = folder;
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  async endLeftOvers(): Promise<void> {
    const notes = fs.readdirSync(this.#folder).filter((name) => name.endsWith(".running"));
    const left = notes.map((note) => fs.readFileSync(path.join(this.#folder, note), "utf8")).filter(isRunning);
    for (const identity of left) signal(Number(identity.split(" ")[0]), "SIGTERM");
    await until(() => !left.some(isRunning), GRACE_MILLISECONDS);
    for (const identity of left.filter(isRunning)) signal(Number(identity.split(" ")[0]), "SIGKILL");
    for (const note of notes) fs.rmSync(path.join(this.#folder, note), { force: true });
  }

  /** Starts a program in a process group of its own, so that a Ctrl-C in the terminal is left to this process. */
  start(binary: string, args: readonly string[]): void {
    const name = path.basename(binary);
    const log = fs.openSync(this.#log(name), "w", 0o600);
    const env = { PATH: process.env.PATH, HOME: this.#folder, TMPDIR: process.env.TMPDIR };
    const child = spawn(binary, args, { cwd: this.#folder, env, stdio: ["ignore", log, log], detached: true });
    fs.closeSync(log);
    child.on("error", () => undefined);
    child.unref();
    if (child.pid) fs.writeFileSync(path.join(this.#folder, `${name}.running`), identityOf(child.pid));
    this.#children.push({ name, child, watch: child.pid ? endWithThisProcess(child.pid) : undefined });
  }

  /**
   * Waits for something that the programs bring about.
   *
   * @throws UserError with the last words of a program that ended, or when the time is up.
   */
  async ready(what: string, reached: () => Promise<boolean> | boolean, milliseconds: number): Promise<void> {
    const done = await until(async () => {
      const ended = this.#children.find(
        ({ child }) => child.exitCode !== null || child.signalCode !== null || !child.pid,
      );
      if (ended)
        throw new UserError(`${ended.name} of the real Kubernetes cluster ended: ${this.#lastWords(ended.name)}`);
      return reached();
    }, milliseconds);
    if (!done)
      throw new UserError(`${what} was not there after ${milliseconds / 1000} s; its log is in ${this.#folder}`);
  }

  /** Ends all, the last one that was started first. */
  async stop(): Promise<void> {
    for (const { name, child, watch } of [...this.#children].reverse()) {
      watch?.kill("SIGKILL");
      const ended = () => child.exitCode !== null || child.signalCode !== null || !child.pid;
      if (!ended()) child.kill("SIGTERM");
      if (!(await until(ended, GRACE_MILLISECONDS))) child.kill("SIGKILL");
      fs.rmSync(path.join(this.#folder, `${name}.running`), { force: true });
    }
  }

  #log(name: string): string {
    return path.join(this.#folder, `${name}.log`);
  }

  #lastWords(name: string): string {
    const text = fs.existsSync(this.#log(name)) ? fs.readFileSync(this.#log(name), "utf8") : "";
    return text.trim().split("\n").at(-1) || "it said nothing";
  }
}

/** Ends a program when this process is no more, however that came: its end of the pipe closes. */
function endWithThisProcess(pid: number): ChildProcess {
  const watch = spawn("/bin/sh", ["-c", 'cat >/dev/null; kill "$0"', String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  watch.on("error", () => undefined);
  watch.unref();
  (watch.stdin as Socket | null)?.unref();
  return watch;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

async function until(reached: () => Promise<boolean> | boolean, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (!(await reached())) {
    if (Date.now() > end) return false;
    await sleep(POLL_MILLISECONDS);
  }
  return true;
}
