import * as fs from "node:fs";
import * as path from "node:path";
import type { Sandbox } from "@isobar/cli";

type CloudResource = ReturnType<Sandbox["controls"]["resources"]>[number];

interface StateResource {
  readonly urn: string;
  readonly custom: boolean;
  readonly type: string;
  readonly id?: string;
  readonly delete?: boolean;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What a stack's state says of the clouds. */
export interface Checkpoint {
  readonly resources: readonly StateResource[];
  /** URNs of resources that were being created when the engine was killed. */
  readonly pendingCreates: readonly string[];
  readonly pending: number;
}

/** Reads the state of a stack of the file backend, as it is on disk. */
export function readCheckpoint(stateDir: string, project: string, stack: string): Checkpoint {
  const file = path.join(stateDir, "backend", ".pulumi", "stacks", project, `${stack}.json`);
  const { latest } = (JSON.parse(fs.readFileSync(file, "utf8")) as { checkpoint: { latest?: Latest } }).checkpoint;
  const pending = latest?.pending_operations ?? [];
  return {
    resources: (latest?.resources ?? []).filter(isOfCloud),
    pendingCreates: pending.filter(({ type }) => type === "creating").map(({ resource }) => resource.urn),
    pending: pending.length,
  };
}

interface Latest {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
}

function isOfCloud({ custom, type }: StateResource): boolean {
  return custom && !/^(pulumi|isobar):/.test(type);
}

/** Whether a killed engine left the stack locked. */
export function isLocked(stateDir: string): boolean {
  const locks = path.join(stateDir, "backend", ".pulumi", "locks");
  const files = fs.existsSync(locks) ? fs.readdirSync(locks, { recursive: true, encoding: "utf8" }) : [];
  return files.some((file) => file.endsWith(".json"));
}

/** The resources of a stack in the clouds that its state doesn't hold. */
export function straysOf(cloud: readonly CloudResource[], { resources }: Checkpoint): CloudResource[] {
  const known = new Set(resources.map(keyOf));
  return cloud.filter((resource) => !known.has(keyOf(resource)));
}

/** Where state and clouds contradict each other, in words. */
export function contradictions(cloud: readonly CloudResource[], state: Checkpoint): string[] {
  const there = new Map(cloud.map((resource) => [keyOf(resource), resource]));
  const marked = state.resources.filter((resource) => resource.delete);
  return [
    ...straysOf(cloud, state).map((resource) => `orphan in the cloud: ${resource.type} ${resource.id}`),
    ...state.resources.flatMap((resource) => {
      const found = there.get(keyOf(resource));
      if (!found) return [`only in the state: ${resource.type} ${resource.id}`];
      return differing(resource, found).map((name) => `differs: ${name} of ${resource.type} ${resource.id}`);
    }),
    ...marked.map(({ urn }) => `still to be deleted: ${urn}`),
    ...(state.pending > 0 ? [`${state.pending} pending operations`] : []),
  ];
}

/** Names of the outputs that the state has otherwise. Secrets are encrypted there, and what providers don't read is null. */
function differing({ outputs = {} }: StateResource, found: CloudResource): string[] {
  const secret = new Set(found.secrets.map(([name]) => name));
  const compared = Object.entries(found.outputs).filter(([name]) => outputs[name] != null && !secret.has(name));
  return compared.filter(([name, value]) => canonical(outputs[name]) !== canonical(value)).map(([name]) => name);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

function keyOf({ type, id }: { readonly type: string; readonly id?: string }): string {
  return `${type} ${id}`;
}

/** What there is, by type and name and without what clouds make up: equal for equal programs. */
export function inventory(cloud: readonly CloudResource[]): string[] {
  return cloud.map(({ type, urn }) => `${type} ${urn.split("::").at(-1)}`).sort();
}
