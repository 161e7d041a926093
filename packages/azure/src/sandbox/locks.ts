import type { StoredResource, World } from "@isobar/sandbox";
import { typeOf } from "./references";
import { type Refusal, refusal } from "./refusal";

const LOCK = "authorization:ManagementLockByScope";

/** "Lock your resources to protect your infrastructure": a lock holds for its scope and all below. */
export function locked(world: World, id: string): Refusal {
  return refuseLocked(world, id, (scope) => isWithin(id, scope));
}

/** A lock on anything inside keeps the whole group (same page). */
export function lockedInside(world: World, id: string): Refusal {
  return refuseLocked(world, id, (scope) => isWithin(scope, id));
}

/** A lock of the level ReadOnly keeps all in its scope as it is, and what is new out (same page). */
export function readOnly(world: World, id: string): Refusal {
  const lock = world
    .list(typeOf(LOCK))
    .find(({ inputs }) => String(inputs.level).toLowerCase() === "readonly" && isWithin(id, String(inputs.scope)));
  return lock && refuseScope(id, "write", lock);
}

function refuseLocked(world: World, id: string, holds: (scope: string) => boolean): Refusal {
  const lock = world.list(typeOf(LOCK)).find(({ inputs }) => holds(String(inputs.scope)));
  return lock && refuseScope(id, "delete", lock);
}

function refuseScope(id: string, operation: string, lock: StoredResource): string {
  return refusal(
    409,
    "ScopeLocked",
    `The scope '${id}' cannot perform ${operation} operation because following scope(s) are locked: '${lock.inputs.scope}'. Please remove the lock and try again.`,
  );
}

function isWithin(id: string, scope: string): boolean {
  return `${id}/`.toLowerCase().startsWith(`${scope}/`.toLowerCase());
}
