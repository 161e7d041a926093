import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../errors.js";
import { projectSetting } from "../sandbox/stack-files.js";

const FILE = /^Pulumi\.(.+)\.ya?ml$/;
/** What ties a stack's file to its own secrets and to a service. */
const TIES = ["encryptionsalt", "encryptedkey", "secretsprovider", "environment"];
const SECURE = /(\bsecure:\s*)("[^"]*"|'[^']*'|[^\s"'{}[\],]+)/g;

/** A stack as its file describes it. */
export interface StackConfig {
  /** Its name without organisation and project. */
  readonly name: string;
  /** The file's text; empty if it has none. */
  readonly text: string;
}

/**
 * Reads the stack that is asked for, or the only one of a project.
 * @throws UserError if there are several or none of that name.
 */
export function readStackConfig(project: string, asked: string | undefined): StackConfig {
  const folder = path.resolve(project, projectSetting(project, "stackConfigDir") ?? ".");
  const files = new Map<string, string>();
  for (const file of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    const name = FILE.exec(file)?.[1];
    if (name !== undefined) files.set(name, path.join(folder, file));
  }
  const known = [...files.keys()].sort();
  const name = asked?.split("/").at(-1) ?? (known.length === 1 ? known[0] : undefined);
  const file = name === undefined ? undefined : files.get(name);
  if (name !== undefined && file !== undefined) return { name, text: fs.readFileSync(file, "utf8") };
  const have =
    known.length > 0 ? `stacks with a file in ${folder}: ${known.join(", ")}` : `${folder} has no Pulumi.<stack>.yaml`;
  throw new UserError(
    name === undefined
      ? `which stack's program? Name it by --stack (${have})`
      : `there is no file of the stack "${name}" (${have})`,
  );
}

/** The keys whose values are encrypted. */
export function secretKeys(text: string): string[] {
  const lines = text.split("\n");
  const keys = lines.flatMap((line, index) => {
    if (!line.match(SECURE)) return [];
    const own = /^\s*(?:- )?["']?([^\s"'][^"']*?)["']?:\s*\{/.exec(line)?.[1];
    const above = lines.slice(0, index).reverse();
    const indent = line.search(/\S/);
    const parent = above.find((it) => it.trim() !== "" && it.search(/\S/) < indent);
    return [own ?? /^\s*(?:- )?["']?(.*?)["']?:\s*$/.exec(parent ?? "")?.[1] ?? "a value"];
  });
  return [...new Set(keys)];
}

/** The text with another ciphertext for each secret, and without what ties it to the stack's own secrets. */
export function withStandIns(text: string, ciphertext: string): string {
  const untied = TIES.reduce(
    (rest, key) => rest.replace(new RegExp(`^${key}:.*\\n?(?:(?:[ \\t]+|-).*\\n?)*`, "m"), ""),
    text,
  );
  return untied.replace(SECURE, (_, start: string) => `${start}${ciphertext}`);
}

/** Whether the stack imports environments of Pulumi's service. */
export function importsEnvironments(text: string): boolean {
  return /^environment:/m.test(text);
}
