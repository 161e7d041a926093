import type { Basis } from "../basis.js";
import type { SliceProcessor } from "../slice-carbon.js";
import { field, type Row } from "./csv.js";

/** The two sets of coefficients in power.csv, newest first, with their dates. */
const SETS = [
  ["ccf-coefficients-2026-04", "2026-04"],
  ["ccf-2024-03", "2024-03"],
] as const;

/** What a cloud's average is called. */
const AVERAGES = ["average", "median"];

/** One processor by the different names that the sets give it. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^amd_epyc/, "epyc"],
  [/^aws_graviton_/, "graviton"],
];

interface Watts {
  readonly idle: number;
  readonly full: number;
  readonly basis: Basis;
}

/** Finds the processors of machine types, and what they draw. */
export class Processors {
  readonly list: SliceProcessor[] = [];
  readonly #power: readonly Row[];
  readonly #rules: readonly Row[];
  readonly #cloud: string;

  constructor(power: readonly Row[], rules: readonly Row[], cloud: string) {
    this.#power = power.filter((row) => row.component === "vcpu");
    this.#rules = rules.filter((row) => row.cloud === cloud);
    this.#cloud = cloud;
  }

  /** Index of the processor of a machine type: by its name where that is known, else by the type's family. */
  index(platform: string, family: string): number {
    const rule = this.#rules.find((row) =>
      new RegExp(field(row, "pattern")).test(row.column === "family" ? family : platform),
    );
    const wanted = rule ? `${rule.processors}${rule.stand_in && "?"}` : "average";
    const index = this.list.findIndex(({ name }) => name === wanted);
    return index >= 0 ? index : this.list.push({ name: wanted, ...this.#watts(rule) }) - 1;
  }

  #watts(rule: Row | undefined): Watts {
    if (!rule) return this.#average("the processor is not known: the cloud's average");
    const names = field(rule, "processors").split(" ");
    const found = names.flatMap((name) => this.#find(name) ?? []);
    if (found.length === 0) return this.#average(`no coefficient of ${names.join(", ")}: the cloud's average`);
    const basis = found[0]?.basis as Basis;
    return {
      idle: mean(found.map(({ idle }) => idle)),
      full: mean(found.map(({ full }) => full)),
      basis:
        rule.stand_in === "yes"
          ? { ...basis, kind: "estimate", note: `coefficient of ${names[0]}, the nearest known` }
          : found.length > 1
            ? { ...basis, kind: "derived", note: "mean of the processors that the type may run on" }
            : basis,
    };
  }

  #find(name: string): Watts | undefined {
    for (const [set, date] of SETS) {
      const own = this.#read(this.#cloud, name, set);
      if (own) return { ...own, basis: { kind: "exact", date } };
    }
    for (const cloud of new Set(this.#power.map((row) => field(row, "cloud")))) {
      for (const [set, date] of SETS) {
        const others = this.#read(cloud, name, set);
        if (others) return { ...others, basis: { kind: "derived", date, note: `published for ${cloud}` } };
      }
    }
    return undefined;
  }

  #average(note: string): Watts {
    for (const name of AVERAGES) {
      for (const [set, date] of SETS) {
        const watts = this.#read(this.#cloud, name, set);
        if (watts) return { ...watts, basis: { kind: "estimate", date, note } };
      }
    }
    throw new Error(`power.csv has no average of ${this.#cloud}`);
  }

  #read(cloud: string, name: string, set: string): { idle: number; full: number } | undefined {
    const value = (metric: string): number | undefined => {
      const row = this.#power.find(
        (each) =>
          each.cloud === cloud &&
          each.source === set &&
          each.metric === metric &&
          canonical(field(each, "key")) === name,
      );
      return row && Number(field(row, "value"));
    };
    const idle = value("watts_at_idle");
    const full = value("watts_at_full");
    return idle === undefined || full === undefined ? undefined : { idle, full };
  }
}

function canonical(name: string): string {
  const alias = ALIASES.find(([pattern]) => pattern.test(name));
  return alias ? name.replace(alias[0], alias[1]) : name;
}

function mean(values: readonly number[]): number {
  return Number((values.reduce((sum, value) => sum + value, 0) / values.length).toPrecision(6));
}
