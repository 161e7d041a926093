import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../errors.js";
import { ancestors, writeWhole } from "../files.js";

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];
const MARKER = "isobar-sandbox.json";

/** Nearest folder at or above this one that holds a Pulumi project, or undefined. */
export function projectFolder(cwd: string): string | undefined {
  for (const folder of ancestors(cwd)) {
    if (PROJECT_FILES.some((file) => fs.existsSync(path.join(folder, file)))) return folder;
  }
  return undefined;
}

/**
 * Where a sandbox keeps its state: the folder asked for, else `ISOBAR_SANDBOX_STATE`, else `.isobar/sandbox` in the
 * nearest Pulumi project's folder, else in the working directory.
 */
export function stateFolder(cwd: string, env: NodeJS.ProcessEnv, asked?: string): string {
  const named = asked ?? (env.ISOBAR_SANDBOX_STATE || undefined);
  return named === undefined
    ? path.join(projectFolder(cwd) ?? path.resolve(cwd), ".isobar", "sandbox")
    : path.resolve(cwd, named);
}

/** Whether the folder is a sandbox's. */
export function isSandbox(folder: string): boolean {
  return fs.existsSync(path.join(folder, MARKER));
}

/**
 * Makes the folder a sandbox's, if it isn't one, and this user's alone: the passphrase of its stacks is no secret.
 * @throws UserError if it holds something else, or belongs to another user.
 */
export function prepareStateFolder(folder: string): void {
  if (!isSandbox(folder)) claim(folder);
  try {
    fs.chmodSync(folder, 0o700);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
    throw new UserError(`the sandbox in ${folder} belongs to another user; name a folder of your own by --state`);
  }
}

function claim(folder: string): void {
  if (fs.existsSync(folder) && !fs.statSync(folder).isDirectory()) {
    throw new UserError(`the sandbox's state folder ${folder} is a file; name a new or empty folder by --state`);
  }
  if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0) {
    throw new UserError(
      `${folder} holds files that are no sandbox's, and resetting the sandbox would delete them; name a new or empty ` +
        "folder by --state",
    );
  }
  writeWhole(path.join(folder, ".gitignore"), "*\n");
  writeWhole(path.join(folder, MARKER), `${JSON.stringify({ format: 1 })}\n`);
}

/** Pulumi's own folder in a sandbox: plugins, credentials of the backend, workspace settings. */
export function homeFolder(state: string): string {
  return path.join(state, "home");
}

/** Folder of the state backend in a sandbox. */
export function backendFolder(state: string): string {
  return path.join(state, "backend");
}
