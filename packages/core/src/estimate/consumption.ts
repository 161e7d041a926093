/**
 * What a native resource consumes of its cloud: what its price and its emissions are reckoned of. A backend says it in
 * data; the arithmetic is the same for all clouds.
 */
export type Consumption = (
  | {
      readonly kind: "machine";
      /** The cloud's machine type. */
      readonly type: string;
      readonly spot?: boolean;
      /** GPUs that are attached to the type rather than part of it. */
      readonly accelerator?: { readonly name: string; readonly count: number };
      /** How many of it. Default: 1. */
      readonly count?: number;
    }
  | {
      readonly kind: "disk";
      /** The cloud's disk type: "gp3", "pd-balanced", "Premium_LRS". */
      readonly class: string;
      readonly sizeGib: number;
      readonly iops?: number;
      readonly mbps?: number;
      readonly count?: number;
      /** What it is made of, if not flash. */
      readonly medium?: "hdd";
      /** Under which Cloud Carbon Footprint knows how many copies are kept: "ec2_ebs_volume". */
      readonly replication?: string;
      /** Cheaper classes that could stand in for it, the least different first. */
      readonly cheaper?: readonly string[];
    }
  | {
      readonly kind: "snapshots";
      /** Of the disk that they are taken of. */
      readonly sizeGib: number;
    }
  | {
      readonly kind: "objects";
      /** The cloud's storage class: "STANDARD", "Hot-LRS". */
      readonly class: string;
      /** Where the objects are, if not in the region of the resource. */
      readonly location?: string;
      /** Under which Cloud Carbon Footprint knows how many copies are kept: "s3", "storage_zrs". */
      readonly replication?: string;
    }
  | { readonly kind: "nat" }
  | { readonly kind: "public-ip"; readonly spot?: boolean }
  /** The way out to the internet. */
  | { readonly kind: "egress"; readonly tier?: "premium" | "standard" }
  | { readonly kind: "load-balancer"; readonly http?: boolean }
  | { readonly kind: "control-plane"; readonly tier: string }
  | {
      readonly kind: "database";
      readonly engine: "postgres" | "mysql";
      readonly class?: string;
      readonly vcpus?: number;
      readonly memoryGib?: number;
      readonly storageGib?: number;
      readonly highlyAvailable?: boolean;
    }
  /** Costs something that the catalogue has no price of, or what decides is known only later. */
  | { readonly kind: "unknown"; readonly why: string }
) & {
  /** The cloud's defaults that were taken because the arguments don't say: "8 GiB boot disk". */
  readonly assumed?: readonly string[];
};

/** Arguments of a native resource; what is known only at `up` is absent. */
export type KnownInputs = Readonly<Record<string, unknown>>;

/** How a native type's consumption is read off its arguments. */
export interface Consumer {
  /**
   * The arguments that decide, as paths through objects and lists: "rootBlockDevice.volumeSize". No other one is waited
   * for. A path that ends in "?" asks only whether something is given: it is true then, and not waited for either.
   */
  readonly inputs: readonly string[];
  /** @returns Nothing for what costs nothing. */
  consume(inputs: KnownInputs): readonly Consumption[];
}

/** Native types that a backend knows: what they consume, or that they are free of charge. Others are listed as not counted. */
export type Consumers = Readonly<Record<string, Consumer | "free">>;
