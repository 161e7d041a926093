import type { Wish } from "@isobar/catalog";
import { UserError } from "../errors.js";

/** A machine whose choices a stack's state keeps. */
export interface KeptMachine {
  readonly name: string;
  readonly cloud: string;
  readonly region: string;
  readonly type: string;
  readonly accelerator?: { readonly name: string; readonly count: number };
  /** What was wished; absent when the program names the type itself. */
  readonly wish?: Omit<Wish, "region">;
  readonly image?: { readonly kept: string; readonly name: string; readonly arch: "amd64" | "arm64" };
}

/** What of a resource in a state tells of kept choices. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly delete?: boolean;
  readonly outputs?: { readonly output?: unknown };
  readonly replacementTrigger?: unknown;
}

/** A stack's state, as `pulumi stack export` writes it. */
interface State {
  readonly deployment?: { readonly resources?: readonly StateResource[] };
}

/** What a kept choice was made for, from its replacement trigger. */
type Trigger = Readonly<Record<string, unknown>>;

/** Properties of a size that wish for a machine. */
const WISHED = ["vcpus", "memoryGib", "arch", "burstable", "gpu"];

/**
 * The machines whose type is kept in a state.
 * @throws UserError if the text is no exported state.
 */
export function keptMachines(text: string): KeptMachine[] {
  let state: State;
  try {
    state = JSON.parse(text) as State;
  } catch {
    throw new UserError("the stack's state is no JSON; take what `pulumi stack export` writes");
  }
  if (!state?.deployment) throw new UserError("that is no exported state: it has no `deployment`");
  return machinesAmong(state.deployment.resources ?? []);
}

/** The machines whose type is kept in one of the resources. */
export function machinesAmong(resources: readonly StateResource[]): KeptMachine[] {
  const kept = resources.filter(
    ({ type, parent, delete: gone }) => type === "pulumi:index:Stash" && parent !== undefined && !gone,
  );
  const images = new Map(
    kept.flatMap((stash) => (stash.urn.endsWith("-image") ? [[stash.parent, stash] as const] : [])),
  );
  return kept.flatMap((stash) => machineOf(stash, images.get(stash.parent)) ?? []);
}

function machineOf(stash: StateResource, image: StateResource | undefined): KeptMachine | undefined {
  const trigger = triggerOf(stash);
  const choice = stash.outputs?.output as Partial<Pick<KeptMachine, "type" | "accelerator">> | undefined;
  const [cloud, region] = String(trigger?.at ?? "").split("/");
  if (!trigger?.size || !choice?.type || !cloud || !region) return undefined;
  const size = trigger.size as Readonly<Record<string, unknown>>;
  const kept = imageOf(image);
  return {
    name: stash.parent?.split("::").at(-1) ?? "",
    cloud,
    region,
    type: choice.type,
    ...(choice.accelerator && { accelerator: choice.accelerator }),
    ...(!("type" in size) && { wish: wishOf(size) }),
    ...(kept && { image: kept }),
  };
}

function imageOf(stash: StateResource | undefined): KeptMachine["image"] {
  const { image, arch } = (stash && triggerOf(stash)) ?? {};
  const kept = stash?.outputs?.output;
  if (typeof image !== "string" || typeof kept !== "string") return undefined;
  return { kept, name: image, arch: arch === "arm64" ? "arm64" : "amd64" };
}

function wishOf(size: Readonly<Record<string, unknown>>): Omit<Wish, "region"> {
  const wished = Object.entries(size).filter(([key, value]) => WISHED.includes(key) && value !== null);
  return Object.fromEntries(wished) as unknown as Omit<Wish, "region">;
}

function triggerOf({ replacementTrigger }: StateResource): Trigger | undefined {
  if (typeof replacementTrigger !== "string" || !replacementTrigger.startsWith("[[")) return undefined;
  try {
    return Object.fromEntries(JSON.parse(replacementTrigger) as [string, unknown][]);
  } catch {
    return undefined;
  }
}
