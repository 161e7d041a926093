import type { Basis } from "../basis.js";
import { field, numberField, type Row } from "./csv.js";

const EXACT = 0;
const FAMILY = 1;
const CLOUD = 2;

/** A machine type's share, by vCPUs, of what making its server emitted. */
export class Embodied {
  readonly bases: readonly Basis[] = [
    { kind: "exact", date: "2026-04", note: "Cloud Carbon Footprint" },
    { kind: "derived", date: "2026-04", note: "share per vCPU of another size of the family" },
    { kind: "estimate", date: "2026-04", note: "median share per vCPU of the cloud's types" },
  ];
  readonly #shares: ReadonlyMap<string, number>;
  readonly #perVcpu = new Map<string, number>();
  readonly #median: number;
  readonly #family: (row: Row) => string;

  constructor(rows: readonly Row[], types: readonly Row[], family: (row: Row) => string) {
    this.#family = family;
    const known = rows.flatMap((row) => {
      const share = numberField(row, "instance_share_kgco2e");
      return share ? [[field(row, "type"), share] as const] : [];
    });
    this.#shares = new Map(known);
    const all: number[] = [];
    for (const row of types) {
      const share = this.#shares.get(field(row, "type"));
      if (share === undefined) continue;
      const perVcpu = share / Number(field(row, "vcpus"));
      all.push(perVcpu);
      if (!this.#perVcpu.has(family(row))) this.#perVcpu.set(family(row), perVcpu);
    }
    const median = all.sort((a, b) => a - b)[all.length >> 1];
    if (median === undefined) throw new Error("embodied.csv has no share of any machine type");
    this.#median = median;
  }

  /** kgCO2e and the index of its basis. */
  share(row: Row): { kg: number; basis: number } {
    const share = this.#shares.get(field(row, "type"));
    if (share !== undefined) return { kg: share, basis: EXACT };
    const sibling = this.#perVcpu.get(this.#family(row));
    const kg = Number(field(row, "vcpus")) * (sibling ?? this.#median);
    return { kg: Number(kg.toPrecision(4)), basis: sibling === undefined ? CLOUD : FAMILY };
  }
}
