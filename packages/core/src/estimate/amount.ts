import { type Basis, type BasisKind, combineBases } from "@isobar/catalog";
import type { Amount } from "./estimate";

/** How far a figure may be off whose source does not say. */
const SPREAD: Readonly<Record<BasisKind, number>> = { exact: 0, corrected: 0.02, derived: 0.1, estimate: 0.3 };

/** A figure with the range that its basis gives. */
export function amountOf(likely: number, basis: Basis, assumed: readonly string[] = []): Amount {
  const spread = Math.min(1, basis.plusMinus ?? SPREAD[basis.kind]);
  return { low: likely * (1 - spread), likely, high: likely * (1 + spread), basis, assumed };
}

/** The sum, with the weakest basis of all, whose own spread the range holds; zero of an exact basis for nothing. */
export function sumOf(amounts: readonly (Amount | undefined)[]): Amount {
  const known = amounts.filter((amount) => amount !== undefined);
  const { note: _, plusMinus: __, ...basis } = combineBases(known.map((amount) => amount.basis));
  return {
    low: known.reduce((sum, { low }) => sum + low, 0),
    likely: known.reduce((sum, { likely }) => sum + likely, 0),
    high: known.reduce((sum, { high }) => sum + high, 0),
    basis,
    assumed: [...new Set(known.flatMap(({ assumed }) => assumed))],
  };
}
