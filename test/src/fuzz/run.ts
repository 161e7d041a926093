import assert from "node:assert/strict";
import { Bucket, IsobarError } from "@isobar/core";
import { type RecordOptions, type Registered, recordRefusal } from "@isobar/core/testing";
import { type Cloud, mocks } from "../clouds.js";
import { isNative } from "../lab/stack.js";

/** A resource or a key of the config. */
const WHERE = /^((new )?(Network|Bucket|VirtualMachine|Grant|provider)(:| ")|(isobar|aws|gcp|azure-native):)/;
const MAX_LENGTH = 4000;
const STOP = "isobar-fuzz-stop";
const PASSED = { error: undefined, registered: [] };

/** Says something that is always refused, so that nothing is built of what was said before. */
export function stop(): never {
  throw new Bucket(STOP, { nonsense: true } as never);
}

/**
 * Runs a program that may be impossible: it goes through, or is refused in words that help, before anything is made.
 *
 * @returns The refusal, or undefined if the program went through.
 */
export async function judge(cloud: Cloud, config: object, program: () => unknown): Promise<IsobarError | undefined> {
  const { options, said } = simulated(cloud);
  const all = { ...options.config, ...config };
  said.clear();
  const { error, registered } = await recordRefusal({ ...options, config: all }, program).catch(passed);
  if (error === undefined || (said.size > 0 && isPlainError(error))) return undefined;
  assert.ok(error instanceof IsobarError, `not a refusal: ${(error as Error)?.stack ?? String(error)}`);
  const { message } = error;
  assert.match(message, WHERE, "the refusal does not say where");
  assert.ok(message.length <= MAX_LENGTH, `the refusal has ${message.length} characters: ${message.slice(0, 100)}`);
  // Nothing that a terminal would obey.
  assert.doesNotMatch(message, /[^\P{Cc}\n\t]/u);
  const twice = registered.map(urnOf).filter((urn, i, all) => all.indexOf(urn) < i);
  assert.deepEqual(twice, [], "two resources have one name");
  const made = registered.filter(isNative).map(({ type, name }) => `${type} ${name}`);
  assert.deepEqual(made, [], `made before the refusal ${message}`);
  return message.includes(STOP) ? undefined : error;
}

function urnOf({ parent, type, name }: Registered): string {
  return `${parent} ${type} ${name}`;
}

/** As the SDK makes one of a refusal by the cloud, in other words. */
function isPlainError(error: unknown): boolean {
  return error instanceof Error && error.constructor === Error;
}

function passed(error: unknown) {
  if (error instanceof Error && error.message.startsWith("the program was expected to fail")) return PASSED;
  throw error;
}

interface Simulated {
  readonly options: RecordOptions;
  /** What the cloud refused, which only it can know: that a network does not exist, that a name is taken. */
  readonly said: Set<string>;
}

const clouds = new Map<Cloud, Simulated>();

function simulated(cloud: Cloud): Simulated {
  const known = clouds.get(cloud);
  if (known) return known;
  const said = new Set<string>();
  const options = mocks(cloud);
  const { outputs, calls = {} } = options;
  const made = {
    options: {
      ...options,
      ...(outputs && { outputs: heard(said, outputs) }),
      calls: Object.fromEntries(Object.entries(calls).map(([token, call]) => [token, heard(said, call)])),
    },
    said,
  };
  clouds.set(cloud, made);
  return made;
}

function heard<A, R>(said: Set<string>, call: (args: A) => R): (args: A) => R {
  return (args) => {
    try {
      return call(args);
    } catch (error) {
      said.add((error as Error).message);
      throw error;
    }
  };
}
