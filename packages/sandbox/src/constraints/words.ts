import { armWords } from "./arm-words.js";
import { terraformWords } from "./terraform-words.js";
import type { Constraints, Demand, Group } from "./types.js";

/** How a provider words its refusals. */
export interface Words {
  /**
   * @param path - Of the property, in Pulumi's names.
   * @param value - As given.
   * @param shown - The value as text that may be shown.
   */
  broken(demand: Demand, path: string, value: unknown, shown: string): string;
  missing(path: string): string;
  /** `paths` are those that the group is about, `given` those of them that are given. */
  clash(kind: Group["kind"], property: string, paths: readonly string[], given: readonly string[]): string;
}

export function wordsOf(kind: Constraints["kind"]): Words {
  return kind === "terraform" ? terraformWords : armWords;
}
