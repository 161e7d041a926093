export type Row = Readonly<Record<string, string>>;

/** Parses comma-separated text with a header line. Quoted fields may hold commas and doubled quotes, no line breaks. */
export function parseCsv(text: string): Row[] {
  const lines = text.split("\n");
  const header = splitLine(lines[0] ?? "");
  const rows: Row[] = [];
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    const fields = splitLine(line);
    if (fields.length !== header.length) {
      throw new Error(`line ${i + 1} has ${fields.length} fields, the header has ${header.length}: ${line}`);
    }
    const row: Record<string, string> = {};
    for (let c = 0; c < header.length; c++) row[header[c] as string] = fields[c] as string;
    rows.push(row);
  }
  return rows;
}

/** A comma with an even number of quotes behind it is outside of quotes. */
const SEPARATOR = /,(?=(?:[^"]*"[^"]*")*[^"]*$)/;

function splitLine(line: string): string[] {
  if (!line.includes('"')) return line.split(",");
  return line.split(SEPARATOR).map((text) => text.replace(/^"(.*)"$/, "$1").replaceAll('""', '"'));
}

/** The field of a column that must exist. */
export function field(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`no column ${column} in ${Object.keys(row).join(", ")}`);
  return value;
}

/** A number, or undefined when the field is empty: empty means not known. */
export function numberField(row: Row, column: string): number | undefined {
  const value = field(row, column);
  if (value === "") return undefined;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Error(`${column}: ${value} is not a number`);
  return number;
}

/** Words separated by spaces. */
export function listField(row: Row, column: string): string[] {
  return field(row, column)
    .split(" ")
    .filter((word) => word !== "");
}
