import type { Sandbox } from "@isobar/cli";
import { adopt } from "./adopt.js";
import { isLocked, straysOf } from "./checkpoint.js";
import type { Estate } from "./estate.js";
import type { Random } from "./random.js";

/** What a user had to do before the command could be run again. */
export interface Recovery {
  readonly cancelled: boolean;
  /** Resources whose creation nobody answered for, taken into the stack. */
  readonly adopted: number;
  /** Such resources deleted by hand. */
  readonly deleted: number;
}

/**
 * Does what a user does after a kill: `pulumi cancel`, and `pulumi refresh`. What Pulumi can't know is what became of a creation
 * whose answer it never got: there the user looks into the cloud, and adopts what is there or deletes it.
 */
export async function recover(estate: Estate, sandbox: Sandbox, random: Random): Promise<Recovery> {
  const cancelled = isLocked(estate.stateDir);
  if (cancelled) await estate.must(sandbox, "cancel", "--yes");
  const state = estate.checkpoint();
  const known = new Set(state.resources.map(({ urn }) => urn));
  // A replacement has the URN of what it replaces, and a state holds only one of a URN.
  const canAdopt = ({ urn }: { urn: string }) => state.pendingCreates.includes(urn) && !known.has(urn);
  const wantsAdoption = random.next() < 0.5;
  const strays = straysOf(estate.cloud(sandbox), state);
  const adopted = strays.filter((stray) => wantsAdoption && canAdopt(stray));
  if (adopted.length > 0) await adopt(estate, sandbox, new Map(adopted.map(({ urn, id }) => [urn, id])));
  const deleted = strays.filter((stray) => !adopted.includes(stray));
  for (const stray of deleted) sandbox.controls.remove(stray);
  // "Delete Container": for 30 seconds at least nothing else can have the name.
  if (deleted.length > 0) sandbox.controls.advance(60_000);
  await estate.must(sandbox, "refresh", "--yes", "--skip-preview", "--clear-pending-creates");
  return { cancelled, adopted: adopted.length, deleted: deleted.length };
}
