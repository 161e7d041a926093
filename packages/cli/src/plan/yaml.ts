import * as fs from "node:fs";
import { parse } from "yaml";
import { messageOf, UserError } from "../errors.js";

/**
 * A file that holds a map, in YAML or JSON.
 * @throws UserError if it can't be read, or holds anything else.
 */
export function readMap(file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(`${file} can't be read: ${messageOf(error).split("\n")[0]}`);
  }
  if (value === null || value === undefined) return {};
  if (isMap(value)) return value;
  throw new UserError(`${file} holds no map of settings`);
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
