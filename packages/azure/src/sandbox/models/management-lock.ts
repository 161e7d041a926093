import type { Model, Props } from "@isobar/sandbox";
import { alreadyThere } from "../arm";
import { refuseChoices } from "../choices";
import { LOCK_NAME, refuseName } from "../naming";
import { armPermissions } from "../permissions";
import { seek, typeOf } from "../references";
import { type Refusal, refusal } from "../refusal";
import { refuseScope } from "../scopes";

const TOKEN = "authorization:ManagementLockByScope";
/** "Management Locks - Create Or Update By Scope", notes. */
const MAX_NOTES = 512;

export const managementLock: Model = {
  type: typeOf(TOKEN),
  permissions: armPermissions({ arm: "Microsoft.Authorization/locks" }),
  autoname: { property: "lockName", separator: "", digits: 0 },
  immutable: ["scope", "lockName"],
  deleteBeforeReplace: true,
  id,
  outputs: ({ lockName }) => ({
    azureApiVersion: "2020-05-01",
    name: lockName,
    type: "Microsoft.Authorization/locks",
  }),
  refuse: (inputs, world) => {
    const isNew = Object.keys(world.previous).length === 0;
    if (isNew && seek(world, TOKEN, id(inputs))) return alreadyThere(id(inputs));
    return (
      refuseName(inputs.lockName, LOCK_NAME) ??
      refuseChoices(TOKEN, inputs) ??
      refuseNotes(inputs) ??
      refuseScope(inputs.scope, world)
    );
  },
  seconds: { create: 1, update: 1, delete: 1 },
};

function id({ scope, lockName }: Props): string {
  return `${scope}/providers/Microsoft.Authorization/locks/${lockName}`;
}

function refuseNotes({ notes }: Props): Refusal {
  if (String(notes ?? "").length <= MAX_NOTES) return undefined;
  return refusal(400, "InvalidLockNotes", `The lock notes exceed the maximum of ${MAX_NOTES} characters.`);
}
