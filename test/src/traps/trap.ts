import assert from "node:assert/strict";
import { type Registered, recordRefusal } from "@isobar/core/testing";
import { type Cloud, mocks } from "../clouds.js";

/** The native resources of one program. */
export type Stack = readonly Registered[];

/** What users of a cloud step into, and a simulated one would not notice. */
export interface Trap {
  readonly title: string;
  /** Of programs that use everything, each of which is looked at. */
  readonly everywhere?: (stack: Stack) => void;
  /** Looked at besides. */
  readonly also?: (cloud: Cloud) => Promise<void>;
}

/** Resources of a type; at least one in all the programs together, which {@link Seen} makes sure of. */
export function all(stack: Stack, type: string): Registered[] {
  const found = stack.filter((it) => it.type === type);
  for (const one of found) seen.add(one.type);
  asked.add(type);
  return found;
}

const seen = new Set<string>();
const asked = new Set<string>();

/** Types that traps were looked for in, and no program made: nothing was tested. */
export function neverSeen(): string[] {
  return [...asked].filter((type) => !seen.has(type));
}

/** Whether a resource waits for another one before it is made. */
export function waitsFor(one: Registered, other: Registered): boolean {
  return one.dependsOn.some((urn) => urn.endsWith(`$${other.type}::${other.name}`));
}

/** Of each two one waits for the other, so that no two change at once. */
export function assertChained(resources: readonly Registered[], stack: Stack): void {
  for (const [i, one] of resources.entries()) {
    for (const other of resources.slice(0, i)) {
      const waits = precede(one, stack).has(other) || precede(other, stack).has(one);
      assert.ok(waits, `${one.name} may change beside ${other.name}`);
    }
  }
}

function precede(one: Registered, stack: Stack, found = new Set<Registered>()): Set<Registered> {
  for (const other of stack.filter((it) => !found.has(it) && waitsFor(one, it))) {
    precede(other, stack, found.add(other));
  }
  return found;
}

export async function assertRefusedOn(cloud: Cloud, program: () => unknown, words: RegExp): Promise<void> {
  const { error } = await recordRefusal(mocks(cloud), program);
  assert.match(String((error as Error).message), words);
}
