import { criteria, make, sorters } from "covertable";
import type { Case, Features } from "./factor.js";
import { allPairs, allValues, covers, type Pair, plainCase, possible, refusals, SPACE } from "./space.js";

const names = Object.fromEntries(Object.entries(SPACE).map(([name, { values }]) => [name, Object.keys(values)]));

let known: readonly Case[] | undefined;

/** Cases that have every two values of different factors at least once; always the same ones. */
export function pairwise(): readonly Case[] {
  known ??= generate();
  return known;
}

/** Makes the cases of {@link pairwise}, which takes seconds. */
export function generate(): Case[] {
  // Of the seeds tried the one with the fewest cases.
  return make(names, { length: 2, criterion: criteria.greedy, sorter: sorters.hash, seed: "c" }) as Case[];
}

/** Few cases that have every value at least once. */
export function everyValue(): Case[] {
  const most = Math.max(...Object.values(names).map((values) => values.length));
  return Array.from({ length: most }, (_, i) =>
    Object.fromEntries(Object.entries(names).map(([name, values]) => [name, values[i % values.length] as string])),
  );
}

/** Pairs of values that a cloud can have in one program. */
export function possiblePairs(cloud: string, features: Features): Pair[] {
  return allPairs().filter((pair) => !isRefused(pair, cloud, features));
}

/** Values that a cloud does not have. */
export function impossibleValues(cloud: string, features: Features): Case[] {
  return allValues().filter((value) => isRefused(value, cloud, features));
}

/** Values that a cloud does not have together, though it has each of them. */
export function impossiblePairs(cloud: string, features: Features): Pair[] {
  const single = impossibleValues(cloud, features);
  return allPairs().filter((pair) => isRefused(pair, cloud, features) && !single.some((value) => covers(pair, value)));
}

function isRefused(values: Case, cloud: string, features: Features): boolean {
  return refusals({ ...plainCase(), ...values }, cloud, features).length > 0;
}

/**
 * What is run on one cloud for the cases: each without what the cloud refuses, and at the end whatever is needed for
 * pairs that got lost in that way.
 */
export function programsFor(cloud: string, features: Features): Case[] {
  const programs = distinct(pairwise().map((chosen) => possible(chosen, cloud, features)));
  const isCovered = (pair: Pair) => programs.some((chosen) => covers(chosen, pair));
  const isPossible = (chosen: Case) => !isRefused(chosen, cloud, features);
  let lost = possiblePairs(cloud, features).filter((pair) => !isCovered(pair));
  while (lost.length > 0) {
    programs.push(together(lost, isPossible));
    lost = lost.filter((pair) => !isCovered(pair));
  }
  return programs;
}

/** A case with as many of the pairs as go together. */
function together(pairs: readonly Pair[], isPossible: (chosen: Case) => boolean): Case {
  let chosen: Case = {};
  for (const pair of pairs) {
    const agrees = Object.entries(pair).every(([name, value]) => [undefined, value].includes(chosen[name]));
    const more = { ...chosen, ...pair };
    if (agrees && isPossible(more)) chosen = more;
  }
  return { ...plainCase(), ...chosen };
}

function distinct(cases: readonly Case[]): Case[] {
  return [...new Map(cases.map((chosen) => [JSON.stringify(chosen), chosen])).values()];
}
