import { type Basis, type Catalogue, describeBasis } from "@isobar/catalog";
import Table from "cli-table3";

export interface Column<T> {
  readonly head: string;
  readonly align?: "right";
  readonly cell: (row: T) => string | number | undefined;
}

const UNKNOWN = "unknown";

export interface Listing<T> {
  readonly catalogues: readonly Catalogue[];
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  /** The bases behind a row's figures. */
  readonly bases: (row: T) => readonly (Basis | undefined)[];
  /** Said when there is no row. */
  readonly empty: string;
}

/** Prints rows as a table, with editions and the rules behind the figures below it, or as JSON. */
export function printListing<T>(listing: Listing<T>, json: boolean | undefined): void {
  // A reader such as `head` may end before all is written.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  const { catalogues, rows } = listing;
  const editions = Object.fromEntries(catalogues.map(({ cloud, edition }) => [cloud, edition]));
  const text = json ? JSON.stringify({ version: 1, editions, rows }, null, 2) : table(listing, editions);
  process.stdout.write(`${text}\n`);
}

function table<T>({ rows, columns, bases, empty }: Listing<T>, editions: Readonly<Record<string, string>>): string {
  const dated = `Editions: ${Object.entries(editions)
    .map((pair) => pair.join(" "))
    .join(", ")}.`;
  if (rows.length === 0) return `${empty}\n${dated}`;
  const drawn = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align }) => align ?? "left"),
    style: { head: [], border: [] },
  });
  drawn.push(...rows.map((row) => columns.map(({ cell }) => cell(row) ?? UNKNOWN)));
  const notes = new Set(
    rows.flatMap((row) => bases(row).flatMap((basis) => (basis?.note ? describeBasis(basis) : []))),
  );
  return [`${drawn}`, dated, ...notes].join("\n");
}

/** A basis in few words; its rule stands below the table. */
export function shortBasis(basis: Basis | undefined): string | undefined {
  if (!basis) return undefined;
  const { note: _, ...short } = basis;
  return describeBasis(short);
}

/** "0.0416", "12.29", "0.000123": at least four digits that count. */
export function usd(value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value >= 100 ? value.toFixed(2) : String(Number(value.toPrecision(5)));
}
