import assert from "node:assert/strict";
import type { Backend } from "../backend";
import { IsobarError } from "../errors";
import { type Recording, type RecordOptions, record, recordRefusal } from "./record";

/** What a contract suite needs of the backend under test and of the test runner. */
export interface ContractSetup {
  readonly backend: Backend;
  /** A region with at least two zones, and the config and the simulated answers of the cloud. */
  readonly record: Omit<RecordOptions, "cloud">;
  readonly describe: (title: string, suite: () => void) => void;
  readonly it: (title: string, test: () => Promise<void>) => void;
}

/** Runs a program on the backend under test. */
export function recordOn<T>({ backend, record: options }: ContractSetup, program: () => T): Promise<Recording<T>> {
  return record({ ...options, cloud: backend.name }, program);
}

/** Asserts that a program is refused with words that match, and that no native resource was declared. */
export async function assertRefused(setup: ContractSetup, program: () => unknown, words: RegExp): Promise<void> {
  const { error, registered } = await recordRefusal({ ...setup.record, cloud: setup.backend.name }, program);
  assert.ok(error instanceof IsobarError, `expected a refusal that matches ${words}, got ${error}`);
  assert.match(error.message, words);
  const native = registered.filter((r) => r.custom && isNative(r));
  assert.deepEqual(native, [], "a refused resource must declare nothing");
}

/** The native children of the component of that name. */
export function childrenOf(recording: Recording<unknown>, kind: string, name: string) {
  const owner = `isobar:index:${kind}::${name}`;
  return recording.registered.filter(
    (r) => r.custom && /[:$]$/.test(r.parent.slice(0, -owner.length)) && r.parent.endsWith(owner) && isNative(r),
  );
}

/** Asserts what every portable resource promises of its children: names under its own, one explicit provider. */
export function assertChildren(recording: Recording<unknown>, kind: string, name: string): void {
  const children = childrenOf(recording, kind, name);
  assert.ok(children.length > 0, `${kind} "${name}" has no native children`);
  for (const child of children) {
    assert.ok(child.name === name || child.name.startsWith(`${name}-`), `${child.name} is not under ${name}`);
    assert.match(child.provider, /::isobar-[a-z]+::/, `${child.name} has no explicit provider`);
  }
  const names = new Set(children.map((child) => `${child.type} ${child.name}`));
  assert.equal(names.size, children.length, "two children have the same name");
}

/** False for what lives in the stack's state alone: providers and kept choices. */
function isNative({ type }: { readonly type: string }): boolean {
  return !type.startsWith("pulumi:");
}
