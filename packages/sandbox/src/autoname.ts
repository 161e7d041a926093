import { randomBytes } from "node:crypto";
import type { Autoname, Props } from "./model.js";

/** What `pulumi:autonaming` in the stack's configuration asks for. */
export interface AutonamingRequest {
  readonly mode: "propose" | "enforce" | "disable";
  readonly name: string;
}

/** The input in which a provider lists what it filled itself, so that it can tell it from what the program gave. */
export const DEFAULTS_KEY = "__defaults";

/**
 * A name for a resource whose program gives none.
 *
 * @throws if the name comes out longer than the type allows, or automatic names are switched off.
 */
export function generateName(autoname: Autoname, logicalName: string, request?: AutonamingRequest): string {
  if (request?.mode === "disable") {
    throw new Error("automatic naming is disabled but no explicit name was provided");
  }
  if (request?.mode === "enforce") {
    return request.name;
  }
  const { maxLength = Number.POSITIVE_INFINITY, separator = "-", digits = 7, lowerCase = false } = autoname;
  const base = request ? request.name : `${logicalName}${separator}`;
  const name = `${lowerCase ? base.toLowerCase() : base}${request ? "" : randomHex(digits)}`;
  if (name.length > maxLength) {
    throw new Error(
      `the generated name "${name}" has ${name.length} characters, allowed are ${maxLength}: shorten the resource's name "${logicalName}" or set "${autoname.property}"`,
    );
  }
  return name;
}

/** The name that the provider generated earlier, if the old inputs hold one that the program didn't give. */
export function generatedBefore({ property }: Autoname, oldInputs: Props): string | undefined {
  const defaults = oldInputs[DEFAULTS_KEY];
  const name = oldInputs[property];
  const generated = !Array.isArray(defaults) || defaults.includes(property);
  return generated && typeof name === "string" ? name : undefined;
}

/** Whether the program itself gives the name, so that a replacement can't exist beside the old resource. */
export function isNamedByProgram({ property }: Autoname, inputs: Props): boolean {
  const defaults = inputs[DEFAULTS_KEY];
  return Array.isArray(defaults) && !defaults.includes(property) && inputs[property] != null;
}

/** Random lower-case hexadecimal digits. */
export function randomHex(digits: number): string {
  return randomBytes(Math.ceil(digits / 2))
    .toString("hex")
    .slice(0, digits);
}
