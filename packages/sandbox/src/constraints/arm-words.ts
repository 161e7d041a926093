import type { Bounds } from "./types.js";
import type { Words } from "./words.js";

const invalid = (message: string) => `Status=400 Code="InvalidParameter" Message="${message}"`;

/**
 * The words of the Azure Native provider, where it checks a constraint itself (string lengths, patterns, number ranges), and
 * of the API where it leaves that to the API.
 */
export const armWords: Words = {
  broken: (demand, path, value, shown) => {
    switch (demand.kind) {
      case "pattern":
        return `'${path}' does not match expression '${demand.pattern.given}'`;
      case "length":
        return lengthReason(demand, path, Buffer.byteLength(String(value)));
      case "range":
        return Number(value) < (demand.min ?? 0)
          ? `'${path}' is too low (${shown} < ${demand.min})`
          : `'${path}' is too high (${shown} > ${demand.max})`;
      case "items":
        return invalid(
          `Parameter '${path}' has ${Array.isArray(value) ? value.length : 0} items. Allowed are ${bounds(demand)}.`,
        );
      case "enum":
        return invalid(
          `The value '${shown}' of parameter '${path}' is invalid. Allowed values are: ${demand.values.join(", ")}.`,
        );
    }
    return invalid(`The value of parameter '${path}' is invalid.`);
  },
  missing: (path) => invalid(`Required parameter '${path}' is missing (null).`),
  clash: (_, property) => invalid(`The value of parameter '${property}' is invalid.`),
};

function lengthReason({ min = 0, max }: Bounds, path: string, length: number): string {
  return length < min
    ? `'${path}' is too short (${length}): at least ${min} characters required`
    : `'${path}' is too long (${length}): at most ${max} characters allowed`;
}

function bounds({ min = 0, max }: Bounds): string {
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}
