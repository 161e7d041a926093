import * as fs from "node:fs";
import * as path from "node:path";
import { readJson, writeWhole } from "../files.js";
import { isRunning, ownIdentity, withLock } from "../lock.js";
import { backendFolder, homeFolder, prepareStateFolder } from "./state-folder.js";

/** A process that works in a sandbox. */
interface SandboxUser {
  /** As `ownIdentity` gives it. */
  readonly identity: string;
  readonly purpose: string;
}

let notes = 0;

/**
 * Makes the folder a sandbox's and notes that this process works in it, so that nobody resets it meanwhile.
 * @returns Takes the note back.
 * @throws UserError if the folder holds something else.
 */
export async function enterSandbox(stateFolder: string, purpose: string): Promise<() => void> {
  prepareStateFolder(stateFolder);
  return guarded(stateFolder, async () => {
    for (const folder of [homeFolder(stateFolder), backendFolder(stateFolder)]) {
      fs.mkdirSync(folder, { recursive: true });
    }
    notes += 1;
    const note = path.join(notesFolder(stateFolder), `${process.pid}-${notes}.json`);
    const user: SandboxUser = { identity: ownIdentity(), purpose };
    writeWhole(note, JSON.stringify(user));
    return () => fs.rmSync(note, { force: true });
  });
}

/** Does the work while nobody can enter the sandbox. */
export function guarded<T>(stateFolder: string, work: () => Promise<T>): Promise<T> {
  return withLock(path.join(stateFolder, "entrance.lock"), () => {}, work);
}

/** What the processes that work in the sandbox now say of themselves. Notes of killed ones are swept away. */
export function sandboxUsers(stateFolder: string): string[] {
  const folder = notesFolder(stateFolder);
  const files = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return files.flatMap((name) => {
    const note = path.join(folder, name);
    const user = readJson(note) as SandboxUser | undefined;
    if (user && isRunning(user.identity)) return [`process ${user.identity.split(" ")[0]} (${user.purpose})`];
    if (name.endsWith(".json")) fs.rmSync(note, { force: true });
    return [];
  });
}

function notesFolder(stateFolder: string): string {
  return path.join(stateFolder, "running");
}
