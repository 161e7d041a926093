import type { Basis } from "../basis.js";
import { field, numberField, type Row } from "./csv.js";
import type { NameRules } from "./rules.js";

const EXACT = 0;
const FAMILY = 1;
const CLOUD = 2;

/** A machine type's share, by vCPUs, of what making its server emitted. */
export class Embodied {
  readonly bases: readonly Basis[] = [
    { kind: "exact", date: "2026-04", note: "Cloud Carbon Footprint" },
    { kind: "derived", date: "2026-04", note: "share of another size of the family" },
    { kind: "estimate", date: "2026-04", note: "median share per vCPU of the cloud's types" },
  ];
  readonly #shares: ReadonlyMap<string, number>;
  readonly #perVcpu = new Map<string, number>();
  readonly #median: number;
  readonly #names: NameRules;
  readonly #listed: ReadonlySet<string>;

  constructor(rows: readonly Row[], types: readonly Row[], names: NameRules, listed: ReadonlySet<string>) {
    this.#names = names;
    this.#listed = listed;
    const known = rows.flatMap((row) => {
      const share = numberField(row, "instance_share_kgco2e");
      // Sizes with fewer vCPUs than their machine are listed with a fraction, which makes their share far too small.
      const fraction = (numberField(row, "instance_vcpus") ?? 0) < 1;
      return share && !fraction ? [[field(row, "type"), share] as const] : [];
    });
    this.#shares = new Map(known);
    const all: number[] = [];
    for (const row of types) {
      const share = this.#shares.get(field(row, "type"));
      if (share === undefined) continue;
      const perVcpu = share / Number(field(row, "vcpus"));
      all.push(perVcpu);
      const family = this.#family(row);
      if (!this.#perVcpu.has(family)) this.#perVcpu.set(family, perVcpu);
    }
    const median = all.sort((a, b) => a - b)[all.length >> 1];
    if (median === undefined) throw new Error("embodied.csv has no share of any machine type");
    this.#median = median;
  }

  /** kgCO2e and the index of its basis. */
  share(row: Row): { kg: number; basis: number } {
    const type = field(row, "type");
    const share = this.#shares.get(type);
    if (share !== undefined) return { kg: share, basis: EXACT };
    const whole = this.#shares.get(this.#names.whole(type));
    if (whole !== undefined) return { kg: whole, basis: FAMILY };
    const sibling = this.#perVcpu.get(this.#family(row));
    const kg = Number(field(row, "vcpus")) * (sibling ?? this.#median);
    return { kg: Number(kg.toPrecision(4)), basis: sibling === undefined ? CLOUD : FAMILY };
  }

  #family(row: Row): string {
    return this.#names.family(field(row, "type"), this.#listed);
  }
}
