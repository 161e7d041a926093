import type { Bucket, Network, VirtualMachine } from "@isobar/core";
import type { Backend, Drivers } from "@isobar/core/driver";

/** What a backend declares of the resources in the matrix. */
export type Features = {
  readonly [K in "bucket" | "grant" | "network" | "virtualMachine"]: Drivers[K]["features"];
};

export function featuresOf({ drivers }: Backend): Features {
  return {
    bucket: drivers.bucket().features,
    grant: drivers.grant().features,
    network: drivers.network().features,
    virtualMachine: drivers.virtualMachine().features,
  };
}

/** What the program has made when an argument's value is needed. */
export interface World {
  /** Distinguishes names that must be unique in the whole cloud. */
  readonly id: string;
  /** Another region than the stack's. */
  readonly far: string;
  /** A zone of the stack's region. */
  readonly zone: string;
  readonly network?: Network;
  readonly bucket?: Bucket;
  /** A second machine, made when it is asked for. */
  front?(): VirtualMachine;
}

/** One notable value of an argument. */
export interface Value<A> {
  /** What it adds to the arguments. Default: nothing. */
  readonly args?: A | ((world: World) => A);
  /** Whether a backend declares it. Default: every one does. */
  readonly declared?: (features: Features) => boolean;
}

/** An argument with its notable values by name. The first one is declared by every backend. */
export interface Factor<A> {
  /** How a refusal of it begins. */
  readonly where: string;
  readonly values: Readonly<Record<string, Value<A>>>;
}

export type Factors<A> = Readonly<Record<string, Factor<A>>>;

/** A name of a value for each factor. */
export type Case = Readonly<Record<string, string>>;

/** The arguments that a case chooses. A factor that the case does not know, because it is older, has its first value. */
export function argumentsOf<A extends object>(factors: Factors<A>, chosen: Case, world: World): A {
  const parts = Object.entries(factors).map(([name, { values }]) => {
    const { args } = values[chosen[name] ?? ""] ?? {};
    return typeof args === "function" ? (args as (world: World) => A)(world) : args;
  });
  return Object.assign({}, ...parts) as A;
}
