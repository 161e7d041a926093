import { createHash } from "node:crypto";
import { IsobarError } from "./errors";

/** What one native type accepts as a physical name. */
export interface NameRule {
  /** The native type, for messages: `S3 bucket`. */
  readonly of: string;
  readonly minLength: number;
  readonly maxLength: number;
  /** The whole name must match. */
  readonly pattern: RegExp;
  /** What a character that the type refuses becomes: `-`, or nothing. */
  readonly separator: "-" | "_" | "";
  /** Lower-case letters only. */
  readonly lowerCase: boolean;
  /** The rule in words, shown when a name can't be made legal. */
  readonly rule: string;
  /** Title of the documentation page the rule comes from. */
  readonly source: string;
  /** Parts that the type refuses anywhere in a name. */
  readonly forbidden?: readonly string[];
}

const HASH_DIGITS = 7;

/** True if the type accepts exactly this name. */
export function isLegal(name: string, rule: NameRule): boolean {
  return (
    name.length >= rule.minLength &&
    name.length <= rule.maxLength &&
    rule.pattern.test(name) &&
    !rule.forbidden?.some((part) => name.includes(part))
  );
}

/** Seven hexadecimal digits that differ between any two identities. */
export function digest(...identity: readonly string[]): string {
  return createHash("sha256").update(identity.join("\0")).digest("hex").slice(0, HASH_DIGITS);
}

/** A legal name that reads like `wished` and ends in `suffix`. Throws with the rule where none can be made. */
export function legalName(wished: string, suffix: string, rule: NameRule, where: string): string {
  const cased = rule.lowerCase ? wished.toLowerCase() : wished;
  const stem = cased.replace(/[^A-Za-z0-9]+/g, rule.separator).replace(/^[^A-Za-z0-9]+/, "");
  const room = rule.maxLength - suffix.length - rule.separator.length;
  const start = trimEnd(stem.slice(0, room), rule.separator);
  const candidates = [start, `x${rule.separator}${start}`, "x"].map((part) =>
    [trimEnd(part.slice(0, room), rule.separator), suffix].filter(Boolean).join(rule.separator),
  );
  const legal = candidates.find((name) => isLegal(name, rule));
  if (legal === undefined) {
    throw new IsobarError({
      where,
      what: `no name for the ${rule.of} can be made of it`,
      given: wished,
      allowed: rule.rule,
      fix: "choose another name",
    });
  }
  return legal;
}

/** Refuses a name that a user chose and the type does not accept. */
export function checkName(name: string, rule: NameRule, where: string): void {
  if (isLegal(name, rule)) return;
  throw new IsobarError({ where, what: `not a name that a ${rule.of} can have`, given: name, allowed: rule.rule });
}

/**
 * The explicit name of a child, or undefined where the provider's own automatic name (the logical name and a random
 * part) is legal already.
 */
export function explicitName(logical: string, identity: readonly string[], rule: NameRule, where: string) {
  const automatic = `${logical}-${"0".repeat(HASH_DIGITS + 1)}`;
  return isLegal(automatic, rule) ? undefined : legalName(logical, digest(...identity, logical), rule, where);
}

function trimEnd(name: string, separator: string): string {
  return separator ? name.replace(new RegExp(`\\${separator}+$`), "") : name;
}
