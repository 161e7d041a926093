import type { CheckFailure } from "@isobar/sandbox";

/** An answer of the API, as the provider's client shows it. Newer services give no `reason`. */
export function apiError(status: number, message: string, reason?: string): string {
  return `googleapi: Error ${status}: ${message}${reason === undefined ? "" : `, ${reason}`}`;
}

/** What Compute Engine says of one value; checks name the property themselves. */
export function invalidValue(field: string, value: unknown, words: string): string {
  return `Invalid value for field 'resource.${field}': '${value ?? ""}'. ${words}`;
}

export function invalid(field: string, value: unknown, words: string): string {
  return apiError(400, invalidValue(field, value, words), "invalid");
}

export function badRequest(message: string): string {
  return apiError(400, message, "badRequest");
}

/** Machines, disks and GPUs that don't go together. */
export function incompatible(...features: readonly string[]): string {
  return badRequest(`[${features.join(", ")}] features are not compatible for creating instance.`);
}

export function tooLarge(field: string, most: number, actual: number, unit: string): string {
  return `Value for field 'resource.${field}' is too large: maximum size ${most} ${unit}(s); actual size ${actual}.`;
}

export function alreadyExists(path: string): string {
  return apiError(409, `The resource '${path}' already exists`, "alreadyExists");
}

/** The failure of one input that breaks a rule, or none. `field` is the API's name for it, where that differs. */
export function faultIf(
  isBroken: boolean,
  property: string,
  given: unknown,
  words: string,
  field = property,
): CheckFailure[] {
  return isBroken ? [{ property, reason: invalidValue(field, given, words) }] : [];
}

/** The same for numbers that are given and known. */
export function outside(property: string, given: unknown, min: number, max: number): CheckFailure[] {
  const isBroken = typeof given === "number" && (given < min || given > max);
  return faultIf(isBroken, property, given, `Must be between ${min} and ${max}.`);
}
