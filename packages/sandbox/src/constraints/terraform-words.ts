import { NAME_PATTERN } from "./demands.js";
import { FORMATS } from "./formats.js";
import type { Bounds, Demand } from "./types.js";
import type { Words } from "./words.js";

/** The words of the Terraform plugin SDK (package `helper/validation`) and of the provider's package `verify`. */
export const terraformWords: Words = {
  broken: (demand, path, value, shown) => {
    switch (demand.kind) {
      case "enum":
        return `expected ${path} to be one of [${demand.values.map((allowed) => JSON.stringify(allowed)).join(" ")}], got ${shown}`;
      case "computed":
        return `Value for unconfigurable attribute. Can't configure a value for "${path}": its value will be decided automatically based on the result of applying this configuration.`;
      case "pattern":
        return `"${path}" ("${shown}") doesn't match regexp "${demand.pattern.given}"`;
      case "format":
        return FORMATS[demand.name]?.reason(path, shown) ?? `"${path}" is invalid`;
      case "name":
        return nameReason(demand, path, value, shown);
      case "network":
        return `expected "${path}" to contain a network Value with between ${demand.min} and ${demand.max} significant bits, got: ${shown}`;
      case "items":
        return itemsReason(demand, path, Array.isArray(value) ? value.length : 0);
      case "length":
        return `expected length of ${path} to be ${range(demand)}, got ${shown}`;
      case "range":
        return `expected ${path} to be ${range(demand)}, got ${shown}`;
    }
  },
  missing: (path) => `Missing required argument. The argument "${path}" is required, but no definition was found.`,
  clash: (kind, property, paths, given) => {
    const all = `\`${paths.join(",")}\``;
    switch (kind) {
      case "conflicts":
        return `Conflicting configuration arguments. "${property}": conflicts with ${given.join(", ")}`;
      case "requires":
        return `Missing required argument. "${property}": all of ${all} must be specified`;
      case "at-least-one":
        return `Missing required argument. "${property}": one of ${all} must be specified`;
      case "exactly-one":
        return given.length > 0
          ? `Invalid combination of arguments. "${property}": only one of ${all} can be specified, but \`${given.join(",")}\` were specified.`
          : `Invalid combination of arguments. "${property}": one of ${all} must be specified`;
    }
  },
};

function range({ min, max }: Bounds): string {
  if (min === undefined) return `at most (${max})`;
  return max === undefined ? `at least (${min})` : `in the range (${min} - ${max})`;
}

function nameReason(demand: Demand & { kind: "name" }, path: string, value: unknown, shown: string): string {
  const { length } = String(value);
  return length < demand.min || length > demand.max
    ? `"${path}" ("${shown}") must be between ${demand.min} and ${demand.max} characters long`
    : `"${path}" ("${shown}") must match regex "${NAME_PATTERN}"`;
}

function itemsReason({ min = 0, max = 0 }: Bounds, path: string, count: number): string {
  return count < min
    ? `Not enough list items. Attribute ${path} requires ${min} item minimum, but config has only ${count} declared.`
    : `Too many list items. Attribute ${path} supports ${max} item maximum, but config has ${count} declared.`;
}
