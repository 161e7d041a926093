import { describeBasis } from "@isobar/catalog";
import { sumOf } from "./amount";
import type { Amount, Estimate, ResourceEstimate } from "./estimate";

/** A figure as plain data. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** Likely figures of one part of the program. */
export interface PartTotals {
  readonly usd: number;
  readonly kgCo2e: number;
}

/** A program's estimate for one month as plain data, for a stack's outputs. */
export interface EstimateTotals {
  /** USD, list prices before tax. */
  readonly monthlyUsd: Range;
  /** kg of CO2 equivalent. */
  readonly monthlyKgCo2e: Range;
  /** How well the prices are known: "exact 2026-07". */
  readonly basis: string;
  /** By portable resource (`VirtualMachine "web"`) or plain native one. */
  readonly byResource: Readonly<Record<string, PartTotals>>;
  readonly byTeam: Readonly<Record<string, PartTotals>>;
  readonly byService: Readonly<Record<string, PartTotals>>;
  readonly byOwner: Readonly<Record<string, PartTotals>>;
  readonly assumed: readonly string[];
  /** What costs something that is not known, and why. */
  readonly notCounted: Readonly<Record<string, string>>;
}

/** A part of the program for people: the portable resource, or the plain native one. */
function partOf({ owner, type, name }: ResourceEstimate): string {
  return owner ?? `${type.split(":").pop()} "${name}"`;
}

export interface Part {
  readonly name: string;
  readonly cost: Amount;
  readonly emissions: Amount;
  readonly resources: readonly ResourceEstimate[];
}

/** The parts of a program, the dearest first. */
export function partsOf(estimate: Estimate, by: (resource: ResourceEstimate) => string | undefined = partOf): Part[] {
  const groups = new Map<string, ResourceEstimate[]>();
  for (const resource of estimate.resources) {
    const key = by(resource);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(resource);
    else groups.set(key, [resource]);
  }
  return [...groups]
    .map(([name, resources]) => {
      const lines = resources.flatMap((resource) => resource.lines);
      const cost = sumOf(lines.map((line) => line.cost));
      return { name, cost, emissions: sumOf(lines.map((line) => line.emissions)), resources };
    })
    .sort((a, b) => b.cost.likely - a.cost.likely || (a.name < b.name ? -1 : 1));
}

/** What costs something that is not known, by the part and the reason. */
export function unknownOf(estimate: Estimate): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const resource of estimate.resources) {
    const open = resource.lines.filter(({ cost }) => cost === undefined).map(({ item }) => item);
    const why = resource.notCounted === undefined ? open : [resource.notCounted];
    if (why.length === 0) continue;
    const part = partOf(resource);
    found.set(part, [...new Set([...(found.get(part) ?? []), ...why])]);
  }
  return found;
}

export function totalsOf(estimate: Estimate): EstimateTotals {
  const by = (key: (resource: ResourceEstimate) => string | undefined) =>
    Object.fromEntries(
      partsOf(estimate, key).map(({ name, cost, emissions }) => [
        name,
        { usd: cents(cost.likely), kgCo2e: cents(emissions.likely) },
      ]),
    );
  return {
    monthlyUsd: rangeOf(estimate.cost),
    monthlyKgCo2e: rangeOf(estimate.emissions),
    basis: describeBasis(estimate.cost.basis),
    byResource: by((resource) => (resource.lines.length > 0 ? partOf(resource) : undefined)),
    byTeam: by(({ tags }) => tags.team),
    byService: by(({ tags }) => tags.service),
    byOwner: by(({ tags }) => tags.owner),
    assumed: [...new Set([...estimate.cost.assumed, ...estimate.emissions.assumed])],
    notCounted: Object.fromEntries([...unknownOf(estimate)].map(([part, why]) => [part, why.join("; ")])),
  };
}

function rangeOf({ low, likely, high }: Amount): Range {
  return { low: cents(low), likely: cents(likely), high: cents(high) };
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}
