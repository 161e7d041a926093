import type { Basis, BasisKind } from "../basis.js";
import { field, numberField, type Row } from "./csv.js";

/** The bases that a slice uses, each once. */
export class Bases {
  readonly list: Basis[] = [];
  readonly #rows: readonly Row[];
  readonly #cloud: string;
  readonly #indexes = new Map<string, number>();

  constructor(rows: readonly Row[], cloud: string) {
    this.#rows = rows;
    this.#cloud = cloud;
  }

  /** Index of a code of bases.csv. */
  index(code: string): number {
    let index = this.#indexes.get(code);
    if (index === undefined) {
      index = this.list.push(basisOf(this.#rows, this.#cloud, code)) - 1;
      this.#indexes.set(code, index);
    }
    return index;
  }
}

export function basisOf(rows: readonly Row[], cloud: string, code: string): Basis {
  const row = rows.find((each) => each.code === code && (each.cloud === cloud || each.cloud === ""));
  if (!row) throw new Error(`bases.csv has no "${code}" for ${cloud}`);
  const plusMinus = numberField(row, "plus_minus");
  return {
    kind: field(row, "kind") as BasisKind,
    ...(row.date && { date: row.date }),
    ...(plusMinus !== undefined && { plusMinus }),
    ...(row.note && { note: row.note }),
  };
}
