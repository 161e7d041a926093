import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/**
 * Folder of a Pulumi engine: the one on PATH, else one that isobar keeps.
 *
 * @throws if there is none.
 */
export function engineFolder(): string {
  const kept = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "isobar", "engine");
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...(existsSync(kept) ? readdirSync(kept).map((version) => join(kept, version)) : []),
  ];
  const found = folders.find((folder) => existsSync(join(folder, "pulumi")));
  if (!found) {
    throw new Error("no Pulumi engine: put `pulumi` on PATH");
  }
  return found;
}
