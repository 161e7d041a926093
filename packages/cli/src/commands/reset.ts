import { reset } from "../sandbox/reset.js";
import { stateFolder } from "../sandbox/state-folder.js";

/** Empties the sandbox and says what was removed. */
export async function resetSandboxCommand(options: { readonly state?: string }): Promise<void> {
  const folder = stateFolder(process.cwd(), process.env, options.state);
  const removed = await reset(folder);
  process.stdout.write(
    removed === undefined
      ? `There is no sandbox in ${folder}.\n`
      : `Removed ${count(removed.resources, "resource")} and ${count(removed.stacks, "stack")} from ${folder}.\n`,
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
