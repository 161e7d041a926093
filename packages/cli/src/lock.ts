import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MILLISECONDS = 300;
/** A lock file without an owner is being written at this moment, unless it is older than this. */
const UNWRITTEN_MILLISECONDS = 5_000;

/**
 * Does the work while no other process does it under the same lock file. A lock that a killed process left is taken over.
 * @param onWait Called once if another process holds the lock.
 */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  let told = false;
  while (!take(file)) {
    if (!told) onWait();
    told = true;
    await sleep(POLL_MILLISECONDS);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** What tells this process from any other, also from a later one with the same process id. */
export function ownIdentity(): string {
  return identityOf(process.pid);
}

/** Likewise for another process that runs. */
export function identityOf(pid: number): string {
  return `${pid} ${startOf(pid) ?? ""}`;
}

/** Whether the process of that {@link ownIdentity} still runs. */
export function isRunning(identity: string): boolean {
  const [pid = "", ...start] = identity.split(" ");
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return (startOf(Number(pid)) ?? "") === start.join(" ");
}

function take(file: string): boolean {
  try {
    fs.writeFileSync(file, ownIdentity(), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  if (isAbandoned(file)) removeAbandoned(file);
  return false;
}

/** One process at a time, so that none removes the lock that another one has just taken over. */
function removeAbandoned(file: string): void {
  const turn = `${file}.turn`;
  try {
    fs.writeFileSync(turn, ownIdentity(), { flag: "wx" });
  } catch {
    if (isAbandoned(turn)) fs.rmSync(turn, { force: true });
    return;
  }
  try {
    if (isAbandoned(file)) fs.rmSync(file, { force: true });
  } finally {
    fs.rmSync(turn, { force: true });
  }
}

function isAbandoned(file: string): boolean {
  try {
    const owner = fs.readFileSync(file, "utf8");
    if (owner === "") return Date.now() - fs.statSync(file).mtimeMs > UNWRITTEN_MILLISECONDS;
    return !isRunning(owner);
  } catch {
    return false;
  }
}

/** When a process started, in words of the system; undefined where it can't be known. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const [state, ...fields] = (fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1) ?? "").split(" ");
      const boot = fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      return state === "Z" ? undefined : `${boot}:${fields[18]}`;
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}
