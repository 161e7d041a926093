import { BUCKET } from "./bucket.js";
import { COMMON } from "./common.js";
import type { Case, Factors, Features } from "./factor.js";
import { GRANT } from "./grant.js";
import { MACHINE } from "./machine.js";
import { NETWORK } from "./network.js";

/** Every argument with its notable values. */
export const SPACE: Factors<unknown> = { ...COMMON, ...NETWORK, ...BUCKET, ...MACHINE, ...GRANT };

/** A value that can't be had, by the factor's name. */
export interface Refused {
  readonly factor: string;
  /** How the refusal begins. */
  readonly where: RegExp;
}

/** Values that a cloud declares one by one, but not together: the last factor of each is the one refused. */
interface Combination {
  /** Default: all clouds. */
  readonly cloud?: string;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

const SPOT = ["stop", "priced", "deleted"];
const READY = ["http", "tcp"];

const COMBINATIONS: readonly Combination[] = [
  { values: { size: ["gpu"], maintenance: ["migrate"] } },
  { values: { spot: SPOT, maintenance: ["migrate"] } },
  { cloud: "aws", values: { spot: SPOT, machineOnDelete: ["protect"] } },
  { cloud: "azure", values: { size: ["burstable"], spot: SPOT } },
  { cloud: "aws", values: { egress: ["nothing"], ready: READY } },
  { cloud: "azure", values: { size: ["arm64"], ready: READY } },
  { cloud: "azure", values: { dataDisks: ["mounted", "several", "snapshots"], spot: ["deleted"] } },
];

/** What a cloud must refuse of a case: by what it declares, and by what does not go together there. */
export function refusals(chosen: Case, cloud: string, features: Features): Refused[] {
  const undeclared = Object.keys(SPACE).filter((name) => !(chosenValue(name, chosen).declared?.(features) ?? true));
  const together = COMBINATIONS.filter((it) => it.cloud === undefined || it.cloud === cloud)
    .filter(({ values }) => Object.entries(values).every(([name, all]) => all.includes(chosen[name] as string)))
    .map(({ values }) => Object.keys(values).at(-1) as string);
  return [...new Set([...undeclared, ...together])].map((factor) => ({
    factor,
    where: new RegExp(SPACE[factor]?.where ?? ""),
  }));
}

/** The case with every value that is refused set back to the first one of its factor. */
export function possible(chosen: Case, cloud: string, features: Features): Case {
  const [first] = refusals(chosen, cloud, features);
  if (!first) return chosen;
  return possible({ ...chosen, [first.factor]: firstOf(first.factor) }, cloud, features);
}

/** The case that leaves everything out. */
export function plainCase(): Case {
  return Object.fromEntries(Object.keys(SPACE).map((name) => [name, firstOf(name)]));
}

/** Every value of every factor. */
export function allValues(): Case[] {
  return Object.entries(SPACE).flatMap(([name, { values }]) => Object.keys(values).map((value) => ({ [name]: value })));
}

/** Two values that a program has at once. */
export type Pair = Readonly<Record<string, string>>;

/** Every two values of different factors. */
export function allPairs(): Pair[] {
  const values = Object.entries(SPACE).map(([name, factor]) => Object.keys(factor.values).map((it) => [name, it]));
  return values.flatMap((some, i) =>
    values.slice(i + 1).flatMap((others) => some.flatMap((a) => others.map((b) => Object.fromEntries([a, b]) as Pair))),
  );
}

export function covers(chosen: Case, pair: Pair): boolean {
  return Object.entries(pair).every(([name, value]) => chosen[name] === value);
}

function firstOf(factor: string): string {
  return Object.keys(SPACE[factor]?.values ?? {})[0] as string;
}

function chosenValue(factor: string, chosen: Case) {
  const found = SPACE[factor]?.values[chosen[factor] ?? ""];
  if (!found) throw new Error(`${factor} has no value "${chosen[factor]}"`);
  return found;
}
