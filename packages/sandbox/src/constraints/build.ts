import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SimulatedProvider } from "../model.js";
import type { ProviderSchema } from "../schema/types.js";
import { readData } from "./data.js";
import { slice } from "./slice.js";

/** The file in a backend's package that holds what is known of its provider's constraints. */
const DATA = join("data", "constraints.json.br");

/**
 * Writes the constraints on the types of a backend's simulated provider, unless they are there already.
 *
 * @param schema - The provider's schema, as built before.
 * @returns One line on what the data doesn't know, if they were written and there is any.
 * @throws if the package has no data.
 */
export function buildConstraints(
  packageDir: string,
  { constraintsPath }: SimulatedProvider,
  schema: ProviderSchema,
): string | undefined {
  if (constraintsPath === undefined) {
    return undefined;
  }
  const { constraints, gaps } = slice(readData(join(packageDir, DATA)), schema);
  const text = JSON.stringify(constraints);
  if (existsSync(constraintsPath) && readFileSync(constraintsPath, "utf8") === text) {
    return undefined;
  }
  const draft = `${constraintsPath}.${process.pid}`;
  mkdirSync(dirname(draft), { recursive: true });
  writeFileSync(draft, text);
  renameSync(draft, constraintsPath);
  const notes = [
    ...(constraints.sdk === schema.sdk ? [] : [`are those of ${constraints.sdk}, installed is ${schema.sdk}`]),
    ...(gaps.missing.length > 0 ? [`are not known for ${gaps.missing.join(", ")}`] : []),
  ];
  return notes.length > 0 ? `constraints ${notes.join("; ")}` : undefined;
}
