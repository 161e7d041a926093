import * as fs from "node:fs";
import * as path from "node:path";
import type { Backend } from "@isobar/core/driver";
import type { RecordOptions } from "@isobar/core/testing";
import { becomes } from "./becomes";

const ROOT = path.resolve(__dirname, "../..");
const BEGIN = "<!-- generated from the drivers' features by `node tools/matrix.mjs` -->";
const END = "<!-- end of what is generated -->";

/** Facts that drivers declare for core, of which users only meet the refusals. */
const NOT_SHOWN = new Set(["maxSubnetPrefix", "refusedUsers", "sharedSubnet", "zonalSubnets"]);

/** The features of each portable resource, side by side, as Markdown. */
function featureMatrix(backends: readonly Backend[]): string {
  const heads = ["feature", ...backends.map((backend) => backend.title)];
  const lines = [row(heads), row(heads.map(() => "---"))];
  for (const kind of ["bucket", "grant", "network", "networkPeering", "virtualMachine"] as const) {
    const features = backends.map((backend) => flat(backend.drivers[kind]().features));
    const names = [...new Set(features.flatMap((known) => Object.keys(known)))].filter((name) => !NOT_SHOWN.has(name));
    const title = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    for (const name of names) {
      lines.push(row([`\`${title}\` ${words(name)}`, ...features.map((known) => known[name] ?? "no")]));
    }
  }
  return lines.join("\n");
}

/** A cloud, and how programs are recorded on it. */
export interface Column {
  readonly backend: Backend;
  readonly record: RecordOptions;
}

/** The README with the matrices of today. */
export async function withMatrix(readme: string, columns: readonly Column[]): Promise<string> {
  const backends = columns.map(({ backend }) => backend);
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error("README.md has no place for the feature matrix");
  const heads = ["a program's", ...backends.map((backend) => `becomes on ${backend.title}`)];
  const rows = await becomes(columns.map(({ record }) => record));
  const built = [heads, heads.map(() => "---"), ...rows].map(row).join("\n");
  return `${before}${BEGIN}\n${built}\n\n${featureMatrix(backends)}\n${END}${after}`;
}

/** Writes the matrices into the README. */
export async function writeMatrix(columns: readonly Column[]): Promise<void> {
  const file = path.join(ROOT, "README.md");
  fs.writeFileSync(file, await withMatrix(fs.readFileSync(file, "utf8"), columns));
}

function flat(features: object, path: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    Object.entries(features).flatMap(([key, value]): [string, string][] => {
      const name = [...path, key];
      if (isNested(value)) return Object.entries(flat(value, name));
      return [[name.join(" "), cell(value)]];
    }),
  );
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("min" in value);
}

function cell(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.join(", ") || "none";
  if (typeof value !== "object" || value === null) return Number(value).toLocaleString("en");
  const { min, max } = value as { readonly min: number; readonly max: number };
  return `${min} to ${max.toLocaleString("en")}`;
}

function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
