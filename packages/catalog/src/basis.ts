/**
 * How a figure is known. exact: read from the vendor's list, or published for just this. corrected: as exact, after a known
 * error of the source was taken out. derived: computed from exact figures by a rule that was tested. estimate: the best
 * that is known, such as another region's price.
 */
export type BasisKind = "exact" | "corrected" | "derived" | "estimate";

/** Where a figure comes from. It stands beside every price and coefficient. */
export interface Basis {
  readonly kind: BasisKind;
  /** When the figure held, ISO 8601: a day, month or year. Absent when not known. */
  readonly date?: string;
  /** How far the truth may lie from the figure, as a share of it: 0.5 is 50 % up or down. Absent when not known. */
  readonly plusMinus?: number;
  /** The rule behind a figure that is not exact, or what to know about its source. */
  readonly note?: string;
}

/** "exact 2026-07", "estimate 2024, price of us-east-1". */
export function describeBasis({ kind, date, plusMinus, note }: Basis): string {
  const spread = plusMinus === undefined ? "" : ` ±${Number((plusMinus * 100).toPrecision(2))} %`;
  return `${kind}${date ? ` ${date}` : ""}${spread}${note ? `, ${note}` : ""}`;
}

/** The basis of something made from several figures: the weakest kind, the oldest date, the widest spread. */
export function combineBases(bases: readonly Basis[]): Basis {
  const kinds: readonly BasisKind[] = ["exact", "corrected", "derived", "estimate"];
  const kind = kinds[Math.max(0, ...bases.map((basis) => kinds.indexOf(basis.kind)))] as BasisKind;
  const dates = bases.flatMap(({ date }) => date ?? []).sort();
  const spreads = bases.flatMap(({ plusMinus }) => plusMinus ?? []);
  const notes = [...new Set(bases.flatMap(({ note }) => note ?? []))];
  return {
    kind,
    ...(dates[0] !== undefined && { date: dates[0] }),
    ...(spreads.length > 0 && { plusMinus: Math.max(...spreads) }),
    ...(notes.length > 0 && { note: notes.join("; ") }),
  };
}
