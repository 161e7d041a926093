import * as fs from "node:fs";
import * as path from "node:path";
import { listResources, resetSandbox } from "@isobar/sandbox";
import { UserError } from "../errors.js";
import { clusterFolder } from "../kubernetes/cluster.js";
import { guarded, sandboxUsers } from "./running.js";
import { backendFolder, homeFolder, isSandbox } from "./state-folder.js";

/** What a reset removed. */
export interface Removed {
  readonly resources: number;
  readonly stacks: number;
}

/**
 * Removes the simulated clouds' resources and the sandbox's stacks.
 * @returns undefined if there is no sandbox in the folder.
 * @throws UserError while a command runs in the sandbox.
 */
export async function reset(stateFolder: string): Promise<Removed | undefined> {
  if (!isSandbox(stateFolder)) return undefined;
  return guarded(stateFolder, async () => {
    const users = sandboxUsers(stateFolder);
    if (users.length > 0) {
      throw new UserError(
        `the sandbox in ${stateFolder} is in use by ${users.join(", ")}; wait for its end, or end it`,
      );
    }
    const removed = { resources: (await listResources(stateFolder)).length, stacks: countStacks(stateFolder) };
    await resetSandbox(stateFolder);
    const own = [backendFolder(stateFolder), homeFolder(stateFolder), path.join(stateFolder, "bin")];
    for (const folder of [...own, clusterFolder(stateFolder)]) {
      fs.rmSync(folder, { recursive: true, force: true });
    }
    return removed;
  });
}

/** Pulumi's file backend keeps a stack as `.pulumi/stacks/PROJECT/STACK.json`, with backups and attributes beside it. */
function countStacks(stateFolder: string): number {
  const stacks = path.join(backendFolder(stateFolder), ".pulumi", "stacks");
  if (!fs.existsSync(stacks)) return 0;
  const names = fs.readdirSync(stacks, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".json")).length;
}
