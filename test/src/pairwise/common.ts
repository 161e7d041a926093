import type {} from "@isobar/aws";
import type {} from "@isobar/azure";
import { type BucketArgs, type NetworkArgs, provider, type Target, type VirtualMachineArgs } from "@isobar/core";
import type {} from "@isobar/gcp";
import type { Factors } from "./factor.js";

/** What the resources of a program have in common. */
export interface CommonChoice {
  /** The network that the machine joins. */
  readonly join?: "own" | "default" | "existing";
  /** Another network is connected to the program's own. */
  readonly peered?: boolean;
  readonly target?: string | Target;
  readonly tags?: Readonly<Record<string, string>>;
  readonly overrides?: {
    readonly network: NonNullable<NetworkArgs["overrides"]>;
    readonly bucket: NonNullable<BucketArgs["overrides"]>;
    readonly machine: NonNullable<VirtualMachineArgs["overrides"]>;
  };
}

const NOTE = "Made by a test";

const OBJECTS: NonNullable<CommonChoice["overrides"]> = {
  network: {
    aws: { vpc: { enableNetworkAddressUsageMetrics: true } },
    gcp: { network: { description: NOTE } },
    azure: { network: { flowTimeoutInMinutes: 10 } },
  },
  bucket: {
    aws: { bucket: { objectLockEnabled: false } },
    gcp: { bucket: { requesterPays: false } },
    azure: { account: { isLocalUserEnabled: false } },
  },
  machine: {
    aws: { instance: { monitoring: true } },
    gcp: { instance: { description: NOTE } },
    azure: { virtualMachine: { extensionsTimeBudget: "PT1H" } },
  },
};

const FUNCTIONS: NonNullable<CommonChoice["overrides"]> = {
  network: {
    aws: { vpc: (args) => ({ ...args, tags: { ...args.tags, note: NOTE } }) },
    gcp: { network: (args) => ({ ...args, description: NOTE }) },
    azure: { network: (args) => ({ ...args, tags: { ...args.tags, note: NOTE } }) },
  },
  bucket: {
    aws: { bucket: (args) => ({ ...args, tags: { ...args.tags, note: NOTE } }) },
    gcp: { bucket: (args) => ({ ...args, requesterPays: false }) },
    azure: { account: (args) => ({ ...args, tags: { ...args.tags, note: NOTE } }) },
  },
  machine: {
    aws: { instance: (args) => ({ ...args, monitoring: true }) },
    gcp: { instance: (args) => ({ ...args, description: NOTE }) },
    azure: { virtualMachine: (args) => ({ ...args, tags: { ...args.tags, note: NOTE } }) },
  },
};

/** Name of a target in the stack's config. */
export const FAR = "far";

/** What is chosen for the whole program. */
export const COMMON: Factors<CommonChoice> = {
  join: {
    where: 'VirtualMachine "web": network',
    values: {
      own: { args: { join: "own" } },
      default: { args: { join: "default" } },
      existing: { args: { join: "existing" } },
    },
  },
  peering: {
    where: 'NetworkPeering "link"',
    values: { none: {}, one: { args: { peered: true } } },
  },
  target: {
    where: "target",
    values: {
      stack: {},
      named: { args: { target: FAR } },
      written: { args: ({ far }) => ({ target: { region: far } }) },
      zone: { args: ({ zone }) => ({ target: { zone } }) },
      provider: { args: ({ far }) => ({ target: { region: far, provider: provider(FAR) } }) },
    },
  },
  tags: {
    where: "tags",
    values: { none: {}, some: { args: { tags: { purpose: "matrix", "Cost Center": "42" } } } },
  },
  overrides: {
    where: "overrides",
    values: { none: {}, objects: { args: { overrides: OBJECTS } }, functions: { args: { overrides: FUNCTIONS } } },
  },
};
