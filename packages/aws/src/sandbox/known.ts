import { type CheckFailure, type Props, UNKNOWN } from "@isobar/sandbox";

const ARN_SECTIONS = 6;

/** A text that is known already; `check` of a model also sees what is only known later. */
export function known(value: unknown): string | undefined {
  return typeof value === "string" && !value.includes(UNKNOWN) ? value : undefined;
}

/** Whether a property is set, be its value known or not. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The objects in a list; none where it is only known later. */
export function objects(value: unknown): Props[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : [];
}

/** An object; an empty one where it is missing or only known later. */
export function object(value: unknown): Props {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Props) : {};
}

/** Refuses a number outside of a range, as the provider's validation does. */
export function checkRange(property: string, value: unknown, min: number, max: number): CheckFailure[] {
  if (typeof value !== "number" || (value >= min && value <= max)) return [];
  return [{ property, reason: `expected ${snake(property)} to be in the range (${min} - ${max}), got ${value}` }];
}

/** Refuses a text that is too short or too long, as the provider's validation does. */
export function checkLength(property: string, value: unknown, min: number, max: number): CheckFailure[] {
  const text = known(value);
  if (text === undefined || (Buffer.byteLength(text) >= min && Buffer.byteLength(text) <= max)) return [];
  const reason = `expected length of ${snake(property)} to be in the range (${min} - ${max}), got ${text}`;
  return [{ property, reason }];
}

/** Refuses what is not in a closed list, as the provider's validation does. */
export function checkEnum(property: string, value: unknown, allowed: readonly (string | number)[]): CheckFailure[] {
  const given = typeof value === "number" ? value : known(value);
  if (given === undefined || allowed.includes(given)) return [];
  const list = allowed.map((it) => (typeof it === "string" ? `"${it}"` : it)).join(" ");
  return [{ property, reason: `expected ${snake(property)} to be one of [${list}], got ${given}` }];
}

/** Demands an ARN, as the provider's validation does. */
export function checkArn(property: string, value: unknown): CheckFailure[] {
  const text = known(value);
  if (text === undefined || text === "") return [];
  const fault = text.startsWith("arn:")
    ? text.split(":").length < ARN_SECTIONS && "not enough sections"
    : "invalid prefix";
  return fault ? [{ property, reason: `"${snake(property)}" (${text}) is an invalid ARN: arn: ${fault}` }] : [];
}

/** Refuses properties that can't be given together, as the provider's schema does. */
export function checkConflicts(inputs: Props, property: string, others: readonly string[]): CheckFailure[] {
  if (!isSet(inputs[property])) return [];
  const other = others.find((name) => isSet(inputs[name]));
  return other === undefined ? [] : [{ property, reason: `"${snake(property)}": conflicts with ${snake(other)}` }];
}

/** Demands exactly one of several properties, as the provider's schema does. */
export function checkExactlyOne(inputs: Props, names: readonly string[]): CheckFailure[] {
  const given = names.filter((name) => isSet(inputs[name]));
  const [property = ""] = given.length > 0 ? given : names;
  const list = [...names].map(snake).sort().join(",");
  if (given.length === 0) return [{ property, reason: `"${snake(property)}": one of \`${list}\` must be specified` }];
  if (given.length === 1) return [];
  const both = given.map(snake).sort().join(",");
  const reason = `"${snake(property)}": only one of \`${list}\` can be specified, but \`${both}\` were specified.`;
  return [{ property, reason }];
}

/** Terraform's name of a property, in which the provider speaks: `rules[0].fromPort` is `from_port`. */
export function snake(path: string): string {
  const name = path.split(".").at(-1) ?? path;
  return name.replace(/\[\d+\]$/, "").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
