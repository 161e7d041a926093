import { type Props, UNKNOWN } from "@isobar/sandbox";

export function props(value: unknown): Props {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Props) : {};
}

/** The objects of a list; empty if it is no list or not known yet. */
export function objects(value: unknown): Props[] {
  return Array.isArray(value) ? value.map(props) : [];
}

/** A text that is known; undefined also for one that holds an unknown value. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && !value.includes(UNKNOWN) ? value : undefined;
}

export function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** Whether a value is given, known or not. */
export function given(value: unknown): boolean {
  return value != null;
}

/** The value at a path of properties. */
export function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((current, key) => props(current)[key], value);
}

/** Whether anything in a value is not known yet. */
export function unknown(value: unknown): boolean {
  if (typeof value === "string") return value.includes(UNKNOWN);
  return typeof value === "object" && value !== null && Object.values(value).some(unknown);
}
