import { setTimeout as sleep } from "node:timers/promises";
import type { Control } from "./control.js";

const sandboxes = new WeakMap<Control, Running>();

/** What is being changed right now in the clouds of a sandbox, by whichever engine. */
export function runningIn(control: Control): Running {
  const running = sandboxes.get(control) ?? new Running();
  sandboxes.set(control, running);
  return running;
}

class Running {
  readonly #keys = new Set<string>();

  /**
   * Acts when nothing else is being changed that the keys stand for.
   *
   * @param waits Milliseconds before each further look.
   * @param refuse What to do if something still is at the last look.
   */
  async inTurn<T>(
    keys: readonly string[],
    waits: readonly number[],
    act: () => Promise<T>,
    refuse: () => never,
  ): Promise<T> {
    for (const wait of waits) {
      if (!this.#isTaken(keys)) break;
      await sleep(wait);
    }
    if (this.#isTaken(keys)) return refuse();
    for (const key of keys) this.#keys.add(key);
    try {
      return await act();
    } finally {
      for (const key of keys) this.#keys.delete(key);
    }
  }

  #isTaken(keys: readonly string[]): boolean {
    return keys.some((key) => this.#keys.has(key));
  }
}
