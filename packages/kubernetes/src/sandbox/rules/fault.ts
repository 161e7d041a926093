import type { Props } from "@isobar/sandbox";
import type { Rule } from "../names";
import { given, number, text } from "../values";

/** What is wrong with one field, in an API server's words. */
export interface Fault {
  readonly field: string;
  readonly reason: string;
}

/** The rules of one kind. Values that are not known yet pass. */
export type Rules = (object: Props) => readonly Fault[];

export function required(field: string, detail = ""): Fault {
  return { field, reason: `Required value${detail && `: ${detail}`}` };
}

export function invalid(field: string, value: unknown, detail: string): Fault {
  return { field, reason: `Invalid value: ${JSON.stringify(value)}: ${detail}` };
}

export function forbidden(field: string, detail: string): Fault {
  return { field, reason: `Forbidden: ${detail}` };
}

/** A field that must be given. */
export function need(object: Props, name: string, path: string, detail?: string): Fault[] {
  const value = object[name];
  return given(value) && value !== "" ? [] : [required(`${path}.${name}`, detail)];
}

/** A text that follows a rule, where it is given. */
export function follows(rule: Rule, value: unknown, field: string): Fault[] {
  const reason = text(value) === undefined ? undefined : rule(value as string);
  return reason === undefined ? [] : [invalid(field, value, reason)];
}

/** One of a closed list, where it is given. */
export function oneOf(allowed: readonly string[], value: unknown, field: string): Fault[] {
  const known = text(value);
  if (known === undefined || known === "" || allowed.includes(known)) return [];
  const supported = allowed.map((item) => `"${item}"`).join(", ");
  return [{ field, reason: `Unsupported value: "${known}": supported values: ${supported}` }];
}

export function atLeast(least: number, value: unknown, field: string): Fault[] {
  const known = number(value);
  return known === undefined || known >= least
    ? []
    : [
        invalid(
          field,
          known,
          least === 0 ? "must be greater than or equal to 0" : `must be greater than or equal to ${least}`,
        ),
      ];
}

export function port(value: unknown, field: string): Fault[] {
  const known = number(value);
  return known === undefined || (known >= 1 && known <= 65_535)
    ? []
    : [invalid(field, known, "must be between 1 and 65535, inclusive")];
}

/** Faults of each item, with the field that names it. */
export function each(items: readonly Props[], field: string, rules: (item: Props, field: string) => Fault[]): Fault[] {
  return items.flatMap((item, index) => rules(item, `${field}[${index}]`));
}

/** Texts that occur twice among items. */
export function duplicates(items: readonly Props[], key: string, field: string): Fault[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const value = text(item[key]);
    if (value === undefined) return [];
    const again = seen.has(value);
    seen.add(value);
    return again ? [{ field: `${field}[${index}].${key}`, reason: `Duplicate value: "${value}"` }] : [];
  });
}

/** Whole numbers of a list of fields that have a least value. */
export function allAtLeast(least: number, object: Props, names: readonly string[], field: string): Fault[] {
  return names.flatMap((name) => atLeast(least, object[name], `${field}.${name}`));
}

/** The fault, if it is one. */
export function when(isFault: boolean, fault: Fault): Fault[] {
  return isFault ? [fault] : [];
}
