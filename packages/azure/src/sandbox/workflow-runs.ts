import type { Effect, Props, StoredResource, World } from "@isobar/sandbox";
import { locked } from "./locks";
import { deallocated } from "./power";
import { IDENTITY, sameId, seek, typeOf } from "./references";

interface Trigger {
  readonly recurrence?: { readonly startTime?: string };
  readonly conditions?: readonly { readonly expression?: string }[];
}

interface Call {
  readonly method?: string;
  readonly uri?: string;
  readonly authentication?: { readonly identity?: string };
}

interface Definition {
  readonly triggers?: Readonly<Record<string, Trigger>>;
  readonly actions?: Readonly<Record<string, { readonly type?: string; readonly inputs?: Call }>>;
}

/** Role definitions by what they allow on machines ("Azure built-in roles for Compute", "… for Privileged"). */
const STOPPING = [
  "40c5ff49-9181-41f8-ae61-143b0e78555e",
  "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
  "b24988ac-6180-42a0-ab88-20f7382dd24c",
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
];
const DELETING = STOPPING.slice(1);

/** "Schedule tasks to handle contiguous data": what a workflow's first occurrence does to machines, once. */
export function runDue(workflow: StoredResource, world: World): readonly Effect[] {
  const { type, id, inputs, outputs } = workflow;
  const { triggers = {}, actions = {} } = (inputs.definition ?? {}) as Definition;
  const isDue = Object.values(triggers).some((trigger) => isOn(trigger, outputs, world));
  if (outputs.state !== "Enabled" || outputs.lastRun !== undefined || !isDue) return [];
  const done = Object.values(actions)
    .filter((action) => action.type === "Http")
    .flatMap(({ inputs: call }) => effectsOf(call ?? {}, world));
  return [{ type, id, become: { lastRun: world.now().toISOString() } }, ...done];
}

/** It starts at its time, or when it is changed later, if its condition holds then. */
function isOn({ recurrence, conditions = [] }: Trigger, { changedTime }: Props, world: World): boolean {
  const start = Date.parse(recurrence?.startTime ?? "");
  const runs = Math.max(start, Date.parse(String(changedTime)));
  if (!(runs <= world.now().getTime())) return false;
  return conditions.every(({ expression = "" }) => {
    const [, until] = /^@less\(ticks\(utcNow\(\)\), ticks\('([^']+)'\)\)$/.exec(expression) ?? [];
    return until === undefined || runs < Date.parse(until);
  });
}

const MACHINE =
  /^https:\/\/management\.[^/]+(\/subscriptions\/[^?]+\/providers\/Microsoft\.Compute\/virtualMachines\/[^/?]+)(\/deallocate)?\?/i;

/** What the call of Azure's API does, which the identity must be allowed to make. */
function effectsOf({ method, uri = "", authentication }: Call, world: World): Effect[] {
  const [, id, deallocate] = MACHINE.exec(uri) ?? [];
  const machine = id === undefined ? undefined : seek(world, "compute:VirtualMachine", id);
  if (!machine) return [];
  const isStop = method === "POST" && deallocate !== undefined;
  const isDelete = method === "DELETE" && deallocate === undefined;
  const roles = isStop ? STOPPING : DELETING;
  if ((!isStop && !isDelete) || !mayDo(authentication?.identity, machine.id, roles, world)) return [];
  if (isStop) return [deallocated(machine)];
  return locked(world, machine.id) ? [] : [{ type: machine.type, id: machine.id, become: "gone" }];
}

function mayDo(identity: string | undefined, machine: string, roles: readonly string[], world: World): boolean {
  const principal = identity === undefined ? undefined : seek(world, IDENTITY.token, identity)?.outputs.principalId;
  return world.list(typeOf("authorization:RoleAssignment")).some(({ inputs }) => {
    const covers = `${machine}/`.toLowerCase().startsWith(`${inputs.scope}/`.toLowerCase());
    const role = String(inputs.roleDefinitionId).split("/").at(-1)?.toLowerCase() ?? "";
    return covers && sameId(inputs.principalId, principal) && roles.includes(role);
  });
}
