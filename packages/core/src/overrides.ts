import type { Resource } from "@pulumi/pulumi";

/**
 * A change to the arguments of one native child: properties laid over the driver's own (top level, not deep), or a
 * function of the driver's arguments that returns the ones to use. Applied before the child is made.
 */
export type Override<A> = Partial<A> | ((args: A) => A);

/** Typed overrides of a {@link Network}'s native children, by cloud and child. Backends add theirs. */
export interface NetworkOverrides {
  readonly _?: never;
}
/** Typed overrides of a {@link VirtualMachine}'s native children, by cloud and child. Backends add theirs. */
export interface VirtualMachineOverrides {
  readonly _?: never;
}
/** Typed overrides of a {@link Bucket}'s native children, by cloud and child. Backends add theirs. */
export interface BucketOverrides {
  readonly _?: never;
}
/** Typed overrides of a {@link Grant}'s native children, by cloud and child. Backends add theirs. */
export interface GrantOverrides {
  readonly _?: never;
}
/** Typed overrides of a {@link NetworkPeering}'s native children, by cloud and child. Backends add theirs. */
export interface NetworkPeeringOverrides {
  readonly _?: never;
}

/** What a {@link Network} was built of, by cloud and child. Backends add theirs. */
export interface NetworkNatives {
  readonly _?: never;
}
/** What a {@link VirtualMachine} was built of, by cloud and child. Backends add theirs. */
export interface VirtualMachineNatives {
  readonly _?: never;
}
/** What a {@link Bucket} was built of, by cloud and child. Backends add theirs. */
export interface BucketNatives {
  readonly _?: never;
}
/** What a {@link Grant} was built of, by cloud and child. Backends add theirs. */
export interface GrantNatives {
  readonly _?: never;
}
/** What a {@link NetworkPeering} was built of, by cloud and child. Backends add theirs. */
export interface NetworkPeeringNatives {
  readonly _?: never;
}

/** The shape in which natives are kept: one resource, or several of one role under a key each. */
export type Natives = Record<string, Resource | Record<string, Resource>>;
