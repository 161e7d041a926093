import type { Props } from "./model.js";

/** What a provider asks its cloud to do: the life of a resource, or the call of a function. */
export type Operation = "create" | "read" | "update" | "delete" | "call";

export const OPERATIONS = ["create", "read", "update", "delete", "call"] as const satisfies readonly Operation[];

/** One call of a simulated cloud's API. */
export interface Call {
  /** As in `isobar:cloud`. */
  readonly cloud: string;
  readonly region: string;
  /** The zone that the call names, where it names one. */
  readonly zone: string | undefined;
  /** The machine type that the call names, where it names one. */
  readonly machine: string | undefined;
  readonly operation: Operation;
  /** Native type or function. */
  readonly token: string;
  /** The resource's name in the program; empty for functions. */
  readonly name: string;
  /** The resource's id; undefined before it is created, and for functions. */
  readonly id: string | undefined;
  readonly inputs: Props;
}
