import * as fs from "node:fs";
import * as path from "node:path";
import { isRunning, ownIdentity } from "../lock.js";
import { backendFolder, projectFolder } from "./state-folder.js";

const SALT = /^encryptionsalt:\s*(\S*).*\n?/m;

/**
 * Remembers the stack files of a project, and gives the function that takes out again the encryption salts that commands
 * in the sandbox write into them: there they would lead a real deployment to the sandbox's passphrase. A salt stays where
 * secrets were encrypted with it, and where it was before, unless it is that of a stack in the sandbox: then it is left from a
 * command that runs as well, or was killed.
 */
export function guardStackFiles(cwd: string, sandboxState: string): () => void {
  const before = new Map(stackFiles(cwd).map((file) => [file, fs.readFileSync(file, "utf8")]));
  const copy = keep(copiesIn(sandboxState), before);
  return () => {
    const own = sandboxSalts(sandboxState);
    for (const file of stackFiles(cwd)) {
      const text = fs.readFileSync(file, "utf8");
      const old = before.get(file);
      const salt = SALT.exec(text)?.[1];
      const wasThere = old !== undefined && SALT.test(old);
      if (salt === undefined || (wasThere && !own.has(salt)) || /\bsecure:/.test(text)) continue;
      const rest = text.replace(SALT, "");
      if (old === undefined && rest.trim() === "") fs.rmSync(file);
      else fs.writeFileSync(file, rest);
    }
    fs.rmSync(copy, { force: true });
  };
}

/** What the stack files were before a command, as long as it runs. */
interface Copy {
  readonly owner: string;
  readonly files: readonly (readonly [file: string, text: string])[];
}

function keep(folder: string, files: ReadonlyMap<string, string>): string {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const copy = path.join(folder, `${process.pid}.json`);
  fs.writeFileSync(copy, JSON.stringify({ owner: ownIdentity(), files: [...files] } satisfies Copy), { mode: 0o600 });
  return copy;
}

function copiesIn(sandboxState: string): string {
  return path.join(sandboxState, "stack-files");
}

/**
 * Gives stack files back what a command before had to leave: Pulumi empties one before it writes it, and nothing is left of it
 * when it is killed in between.
 */
export function refillStackFiles(sandboxState: string): void {
  const folder = copiesIn(sandboxState);
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) {
    const copy = path.join(folder, name);
    const left = readCopy(copy);
    if (left && isRunning(left.owner)) continue;
    for (const [file, text] of left?.files ?? []) {
      if (text !== "" && fs.existsSync(file) && fs.statSync(file).size === 0) fs.writeFileSync(file, text);
    }
    fs.rmSync(copy, { force: true });
  }
}

function readCopy(file: string): Copy | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Copy;
  } catch {
    return undefined;
  }
}

/** The salts of the stacks in a sandbox. */
function sandboxSalts(state: string): Set<string> {
  const folder = path.join(backendFolder(state), ".pulumi", "stacks");
  if (!fs.existsSync(folder)) return new Set();
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  const texts = files.map((name) => fs.readFileSync(path.join(folder, name), "utf8"));
  return new Set(texts.flatMap((text) => Array.from(text.matchAll(/"salt":\s*"([^"]+)"/g), ([, salt = ""]) => salt)));
}

/** The files `Pulumi.<stack>.yaml` of the project around a folder. */
function stackFiles(cwd: string): string[] {
  const project = projectFolder(cwd);
  if (project === undefined) return [];
  const folder = path.resolve(project, projectSetting(project, "stackConfigDir") ?? ".");
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder).filter((name) => /^Pulumi\..+\.ya?ml$/.test(name));
  return files.map((name) => path.join(folder, name));
}

/** A top-level scalar of a project's file. */
export function projectSetting(project: string, key: string): string | undefined {
  const file = path.join(project, "Pulumi.yaml");
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  return new RegExp(`^${key}:\\s*["']?([^"'#\\n]+?)["']?\\s*(?:#.*)?$`, "m").exec(text)?.[1];
}
