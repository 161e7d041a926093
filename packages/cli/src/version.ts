import * as path from "node:path";
import { readJson } from "./files.js";

/** The version of this package. */
export function ownVersion(): string {
  return (readJson(path.join(__dirname, "..", "package.json")) as { version: string }).version;
}
