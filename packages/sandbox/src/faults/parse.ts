import { OPERATIONS, type Operation } from "../calls.js";
import { nearest } from "../schema/suggest.js";
import { CLOUD_FAULTS, type Fault, type FaultKind, OWN_FAULTS } from "./kinds.js";

/** A mistake in a fault that a user wrote. */
export class FaultSyntaxError extends Error {}

const KINDS = [...Object.keys(CLOUD_FAULTS), ...Object.keys(OWN_FAULTS)] as FaultKind[];

const KEYS: Readonly<Record<string, (value: string) => Partial<Fault>>> = {
  cloud: (cloud) => ({ cloud }),
  region: (region) => ({ region }),
  zone: (zone) => ({ zone }),
  type: (type) => ({ type }),
  machine: (machine) => ({ machine }),
  name: (name) => ({ name }),
  operation: (value) => ({ operation: operation(value) }),
  calls: (value) => ({ calls: calls(value) }),
  probability: (value) => ({ probability: number("probability", value, 0, 1) }),
  seed: (value) => ({ seed: number("seed", value, 0, Number.MAX_SAFE_INTEGER) }),
  seconds: (value) => ({ seconds: number("seconds", value, 0, 86_400) }),
};

/**
 * Reads a fault as it is written on a command line: `capacity:zone=eu-central-1a,machine=p4d.*,calls=1-2`.
 *
 * @throws FaultSyntaxError
 */
export function parseFault(text: string): Omit<Fault, "id"> {
  const [kind = "", ...rest] = text.split(":");
  const pairs = rest.join(":").split(",").filter(Boolean);
  const parts = pairs.map((pair) => {
    const [key = "", ...value] = pair.split("=");
    const read = KEYS[key.trim()];
    if (read === undefined) throw unknown("key", key.trim(), Object.keys(KEYS), text);
    if (value.length === 0) throw new FaultSyntaxError(`fault "${text}": ${key} has no value; write ${key}=…`);
    return read(value.join("=").trim());
  });
  return Object.assign({ kind: kindOf(kind.trim(), text) }, ...parts);
}

/** Writes a fault as {@link parseFault} reads it. */
export function formatFault({ id: _, kind, calls: range, ...rest }: Fault): string {
  const pairs = Object.entries(rest).map(([key, value]) => `${key}=${value}`);
  if (range) pairs.push(`calls=${range.from}${range.to === range.from ? "" : `-${range.to ?? ""}`}`);
  return pairs.length === 0 ? kind : `${kind}:${pairs.join(",")}`;
}

function kindOf(word: string, text: string): FaultKind {
  const kind = KINDS.find((known) => known === word);
  if (kind === undefined) throw unknown("kind", word, KINDS, text);
  return kind;
}

function operation(value: string): Operation {
  const found = OPERATIONS.find((known) => known === value);
  if (found === undefined) throw unknown("operation", value, OPERATIONS, `operation=${value}`);
  return found;
}

function calls(value: string): NonNullable<Fault["calls"]> {
  const [, from, dash, to] = /^([1-9]\d*)(-)?([1-9]\d*)?$/.exec(value) ?? [];
  if (from === undefined || (to !== undefined && Number(to) < Number(from))) {
    throw new FaultSyntaxError(`calls=${value}: give one call ("2"), a range ("2-4") or an open one ("2-")`);
  }
  if (dash === undefined) return { from: Number(from), to: Number(from) };
  return to === undefined ? { from: Number(from) } : { from: Number(from), to: Number(to) };
}

function number(key: string, value: string, min: number, max: number): number {
  const parsed = Number(value);
  if (value.trim() !== "" && parsed >= min && parsed <= max) return parsed;
  throw new FaultSyntaxError(`${key}=${value}: give a number from ${min} to ${max}`);
}

function unknown(what: string, word: string, known: readonly string[], text: string): FaultSyntaxError {
  const meant = nearest(word, known);
  const hint = meant === undefined ? `possible are ${known.join(", ")}` : `did you mean ${meant}?`;
  return new FaultSyntaxError(`fault "${text}": there is no ${what} "${word}"; ${hint}`);
}
