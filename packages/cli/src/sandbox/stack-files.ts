import * as fs from "node:fs";
import * as path from "node:path";
import { projectFolder } from "./state-folder.js";

const SALT = /^encryptionsalt:.*\n?/m;

/**
 * Remembers the stack files of a project, and gives the function that takes out again the encryption salts that commands
 * in the sandbox write into them: there they would lead a real deployment to the sandbox's passphrase. A salt stays where
 * secrets were encrypted with it.
 */
export function guardStackFiles(cwd: string): () => void {
  const before = new Map(stackFiles(cwd).map((file) => [file, fs.readFileSync(file, "utf8")]));
  return () => {
    for (const file of stackFiles(cwd)) {
      const text = fs.readFileSync(file, "utf8");
      const old = before.get(file);
      if (!SALT.test(text) || (old && SALT.test(old)) || /\bsecure:/.test(text)) continue;
      const rest = text.replace(SALT, "");
      if (old === undefined && rest.trim() === "") fs.rmSync(file);
      else fs.writeFileSync(file, rest);
    }
  };
}

/** The files `Pulumi.<stack>.yaml` of the project around a folder. */
function stackFiles(cwd: string): string[] {
  const project = projectFolder(cwd);
  if (project === undefined) return [];
  const folder = path.resolve(project, stackConfigDir(project) ?? ".");
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder).filter((name) => /^Pulumi\..+\.ya?ml$/.test(name));
  return files.map((name) => path.join(folder, name));
}

function stackConfigDir(project: string): string | undefined {
  const file = path.join(project, "Pulumi.yaml");
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  return /^stackConfigDir:\s*["']?([^"'#\n]+?)["']?\s*(?:#.*)?$/m.exec(text)?.[1];
}
