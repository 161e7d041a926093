import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Props } from "../model.js";
import type { ProviderSchema } from "../schema/types.js";
import { readData } from "./data.js";
import type { Sliced } from "./draft.js";
import { slice } from "./slice.js";
import type { Constraints } from "./types.js";
import { validateConstraints } from "./validate.js";

const PACKAGES = join(__dirname, "..", "..", "..");

/** Refusals of inputs, as `property: reason`. */
export type Refusals = (token: string, inputs: Props) => string[];

export function refusalsBy(constraints: Constraints): Refusals {
  return (token, inputs) =>
    validateConstraints(constraints, token, inputs).map(({ property, reason }) => `${property}: ${reason}`);
}

/** The schema that was built of a backend. */
export function schemaOf(backend: string): ProviderSchema {
  return JSON.parse(readFileSync(join(PACKAGES, backend, "generated", "schema.json"), "utf8"));
}

/** What a build takes over from a backend's data. */
export function sliceOf(backend: string): Sliced {
  return slice(readData(join(PACKAGES, backend, "data", "constraints.json.br")), schemaOf(backend));
}
