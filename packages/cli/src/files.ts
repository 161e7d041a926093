import * as fs from "node:fs";
import * as path from "node:path";

/** The directory itself and its ancestors, nearest first. */
export function* ancestors(directory: string): Generator<string> {
  let current = path.resolve(directory);
  for (;;) {
    yield current;
    const parent = path.dirname(current);
    if (parent === current) return;
    current = parent;
  }
}

export function isExecutableFile(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    const stat = fs.statSync(file);
    return stat.isFile() && stat.size > 0;
  } catch {
    return false;
  }
}

/** The parsed file, or undefined if it is missing or no JSON. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Writes the file so that a reader sees all of it or none. */
export function writeWhole(file: string, text: string, mode = 0o644): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(unfinished, text, { mode });
  fs.renameSync(unfinished, file);
}

/** First executable of that name in the directories of a PATH. */
export function findOnPath(name: string, searchPath: string | undefined): string | undefined {
  for (const directory of (searchPath ?? "").split(path.delimiter)) {
    const file = path.join(directory, executableName(name));
    if (directory !== "" && isExecutableFile(file)) return file;
  }
  return undefined;
}

export function executableName(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}
