import { type Controls, type FoundResource, withControls } from "@isobar/sandbox";
import { UserError } from "../errors.js";
import { findBackends, loadProviders } from "../sandbox/discovery.js";
import { isSandbox, projectFolder, stateFolder } from "../sandbox/state-folder.js";

export interface StateOption {
  readonly state?: string;
}

/**
 * Uses the controls of the project's sandbox, which may be running in another process.
 * @throws UserError if there is no sandbox.
 */
export function inSandbox<T>(options: StateOption, use: (controls: Controls) => T | Promise<T>): Promise<T> {
  const cwd = process.cwd();
  const folder = stateFolder(cwd, process.env, options.state);
  if (!isSandbox(folder)) {
    throw new UserError(
      `there is no sandbox in ${folder}; run something in it first: isobar sandbox -- pulumi preview`,
    );
  }
  return withControls(folder, loadProviders(findBackends([cwd, projectFolder(cwd) ?? cwd]), cwd), use);
}

/** The one resource of that id or name. */
export function theResource(controls: Controls, idOrName: string): FoundResource {
  const found = controls.find(idOrName);
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new UserError(
    only
      ? `"${idOrName}" is the name of ${found.length} resources; use an id: ${found.map(({ type, id }) => `${id} (${type})`).join(", ")}`
      : `no resource in the sandbox has the id or name "${idOrName}"; isobar sandbox list shows them all`,
  );
}
