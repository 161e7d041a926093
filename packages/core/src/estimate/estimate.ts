import type { Basis } from "@isobar/catalog";
import type { Consumption } from "./consumption";

/** A figure for one month of 730 hours, and how far it may be off. */
export interface Amount {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** The weakest basis of what it was reckoned of. */
  readonly basis: Basis;
  /** What was assumed because nobody said it: "100 GB stored". */
  readonly assumed: readonly string[];
}

/** One thing that is paid for: a machine's hours, a disk's gigabytes. */
export interface Line {
  /** What is consumed. */
  readonly kind: Consumption["kind"];
  /** For people: "m7i.large, on demand", "30 GiB of gp3". */
  readonly item: string;
  /** USD per month, list price before tax; undefined when not known, never zero for that. */
  readonly cost: Amount | undefined;
  /** kg of CO2 equivalent per month: operational by the region's grid, and the hardware's share. */
  readonly emissions: Amount | undefined;
}

/** A native resource, and whose it is. */
export interface ResourceIdentity {
  /** The type's token: "aws:ec2/instance:Instance". */
  readonly type: string;
  readonly name: string;
  /** The portable resource that it belongs to: `VirtualMachine "web"`; undefined for a plain native one. */
  readonly owner: string | undefined;
  /** A backend's name, or that of a package that no backend is for. */
  readonly cloud: string;
  readonly region: string;
  /** Team, service and owner among others. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What one native resource costs and emits. */
export interface ResourceEstimate extends ResourceIdentity {
  /** Empty for what is free of charge. */
  readonly lines: readonly Line[];
  /** Why it is not counted; undefined if it is. */
  readonly notCounted: string | undefined;
}

/** A program's estimate. */
export interface Estimate {
  readonly cost: Amount;
  readonly emissions: Amount;
  readonly resources: readonly ResourceEstimate[];
}
