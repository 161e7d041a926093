import type { Catalogue } from "@isobar/catalog";
import type { Input, ProviderResource } from "@pulumi/pulumi";
import type { z } from "zod";
import type { BucketDriver } from "./bucket/driver";
import type { BudgetAlarmDriver } from "./budget-alarm/driver";
import type { Consumers } from "./estimate/consumption";
import type { GrantDriver } from "./grant/driver";
import type { NetworkDriver } from "./network/driver";
import type { NetworkPeeringDriver } from "./network-peering/driver";
import type { TagRules } from "./tags";
import type { VirtualMachineDriver } from "./virtual-machine/driver";

/** What an explicit provider is made from. */
export interface ProviderSettings {
  /** Resolves when the stack is known to be allowed to deploy there. */
  readonly region: Input<string>;
  readonly zone?: string;
  /** The account that the credentials must belong to. */
  readonly account?: string;
  /** The provider's own stack config (`aws:profile`, `gcp:project`), without its region. */
  readonly config: Readonly<Record<string, Input<unknown>>>;
}

/** The part of a backend that builds one kind of resource. */
export interface Drivers {
  readonly bucket: BucketDriver;
  readonly budgetAlarm: BudgetAlarmDriver;
  readonly grant: GrantDriver;
  readonly network: NetworkDriver;
  readonly networkPeering: NetworkPeeringDriver;
  readonly virtualMachine: VirtualMachineDriver;
}

/** Everything that Isobar knows of one cloud. Made by {@link defineBackend}. */
export interface Backend {
  /** The value of `isobar:cloud` that chooses it. */
  readonly name: string;
  /** The cloud's name for people. */
  readonly title: string;
  /** Pulumi package of its provider, which is also the namespace of the provider's stack config. */
  readonly provider: string;
  /** The key of the provider's config that names the region. */
  readonly regionKey: string;
  /** The form of a region's zone names, where the catalogue does not have them because they differ by account. */
  zoneForm?(region: string): { readonly pattern: RegExp; readonly example: string };
  /** The key of the provider's config that names the account, where there is one. */
  readonly accountKey?: string;
  /** Environment variables from which the provider would take the account, in its own order. */
  readonly accountEnv?: readonly string[];
  /** What the cloud calls an account. */
  readonly accountTitle: string;
  /** The stack can't be deployed without naming the account. */
  readonly accountRequired: boolean;
  /** The form of an account's id, for `isobar:account`. */
  readonly account: z.ZodType<string>;
  /** The section `isobar:<name>` of the stack's config. */
  readonly config: z.ZodObject;
  readonly tags: TagRules;
  /** Loads the cloud's slice of the catalogue at the first use. */
  catalogue(): Catalogue;
  /** Loads what the cloud's native types consume at the first use. */
  consumers(): Consumers;
  createProvider(name: string, settings: ProviderSettings): ProviderResource;
  /** Drivers, each loaded when a resource of its kind is first made. */
  readonly drivers: { readonly [K in keyof Drivers]: () => Drivers[K] };
}
