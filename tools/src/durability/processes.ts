import * as fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MILLISECONDS = 20;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}

/** The processes that work in a folder ("proc(5)"), zombies left out. */
export function processesIn(folder: string): Process[] {
  const pids = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      if (fs.readlinkSync(`/proc/${pid}/cwd`) !== folder) return [];
      const [, name = "", state, parent] =
        /\((.*)\) (\S) (\d+)/.exec(fs.readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
      return state === "Z" ? [] : [{ pid: Number(pid), parent: Number(parent), name }];
    } catch {
      return []; // it ended meanwhile
    }
  });
}

/** Kills at once, by SIGKILL. @returns whether there was such a process. */
export function kill(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

/**
 * Waits until nothing works in a folder any more.
 *
 * @returns names of what still did after that many seconds, which then is killed.
 */
export async function quiet(folder: string, seconds: number): Promise<string[]> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const left = processesIn(folder);
    if (left.length === 0) return [];
    if (Date.now() > end) {
      for (const { pid } of left) kill(pid);
      return left.map(({ name }) => name);
    }
    await sleep(POLL_MILLISECONDS);
  }
}
