/** What the server of the page and the page say to each other, as JSON. */

export type Operation = "create" | "read" | "update" | "delete" | "call";

/** An input in which one resource names another. */
export interface Mention {
  /** Key of the resource that is named. */
  readonly to: string;
  /** Path of the input, such as `securityGroups[0]`. */
  readonly property: string;
}

/** A resource as lists and maps show it. */
export interface Resource {
  /** Unique in a sandbox. */
  readonly key: string;
  readonly cloud: string;
  /** Empty where the cloud has none for it. */
  readonly region: string;
  readonly type: string;
  readonly id: string;
  /** Name in the program. */
  readonly name: string;
  /** Project and stack: `shop/prod`. */
  readonly stack: string;
  /** The component that made it, where one did. */
  readonly component?: { readonly type: string; readonly name: string };
  readonly mentions: readonly Mention[];
  /** Whether the cloud may take its capacity back. */
  readonly reclaimable: boolean;
  /** Differs when inputs or outputs changed. */
  readonly digest: string;
}

/** Inputs and outputs of a resource, with secrets masked. */
export interface Details {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly urn: string;
}

/** What stands for a secret in {@link Details}. */
export const SECRET = "[secret]";

/** A fault that is on, or that was switched off in the page. */
export interface FaultSwitch {
  /** Stays the same while it is switched off and on. */
  readonly key: string;
  /** As the command line takes it: `capacity:zone=eu-central-1a`. */
  readonly text: string;
  readonly on: boolean;
}

export interface Call {
  /** The sandbox's time, in ISO 8601. */
  readonly time: string;
  readonly cloud: string;
  readonly region: string;
  readonly operation: Operation;
  readonly token: string;
  /** Name in the program; empty for functions. */
  readonly name: string;
  readonly id?: string;
  readonly milliseconds: number;
  /** "ok", or why it was refused. */
  readonly verdict: string;
}

/** One kind of fault. */
export interface FaultKind {
  readonly kind: string;
  readonly what: string;
  /** Whether it is the cloud's own refusal, or lies between provider and cloud. */
  readonly ofCloud: boolean;
  /** By cloud, the types and functions that can meet it, with `*` for any part; left out where all can. */
  readonly reach?: Readonly<Record<string, readonly string[]>>;
}

/** All that the page shows. */
export interface Snapshot {
  /** The sandbox's state folder. */
  readonly folder: string;
  /** What stands between `isobar sandbox` and its subcommands to mean this folder; empty where it is the default one. */
  readonly option: string;
  readonly clouds: readonly string[];
  readonly kinds: readonly FaultKind[];
  readonly operations: readonly Operation[];
  readonly resources: readonly Resource[];
  readonly faults: readonly FaultSwitch[];
  /** The latest calls, the oldest first. */
  readonly calls: readonly Call[];
  /** How many calls there were before them. */
  readonly callsBefore: number;
  /** Milliseconds that the sandbox's clock is ahead of the machine's. */
  readonly ahead: number;
}

/** What has changed; what is left out has not. */
export interface Change {
  readonly put?: readonly Resource[];
  /** Keys of resources that are gone. */
  readonly gone?: readonly string[];
  readonly faults?: readonly FaultSwitch[];
  /** Calls since the last change. */
  readonly calls?: readonly Call[];
  readonly ahead?: number;
}

/** What happened without a call, by clock or by hand. */
export interface Happened {
  readonly type: string;
  readonly id: string;
  readonly what: "changed" | "gone";
}

/** What the page asks the server to do, by the path of the request. */
export interface Actions {
  readonly "faults/add": { readonly fault: string };
  readonly "faults/switch": { readonly key: string; readonly on: boolean };
  readonly "faults/remove": { readonly key: string };
  readonly clock: { readonly milliseconds: number };
  readonly reclaim: { readonly key: string };
  readonly delete: { readonly key: string };
}

export interface Answer {
  readonly happened: readonly Happened[];
}
