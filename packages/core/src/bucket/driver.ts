import type { Output } from "@pulumi/pulumi";
import type { NameRule } from "../names";
import type { AnyDriver, Plan } from "../plan";
import type { OnDelete } from "../refs";
import type { Scope } from "../scope";
import type { CorsRule, LifecycleRule, Redundancy } from "./args";

/** What of the portable bucket a backend supports. */
export interface BucketFeatures {
  readonly redundancy: readonly Redundancy[];
  readonly onDelete: readonly OnDelete[];
  /** Days for which deleted objects can be kept, beside 0. */
  readonly undeleteDays: { readonly min: number; readonly max: number };
  readonly maxLifecycleRules: number;
  readonly maxCorsRules: number;
}

export interface NamedLifecycleRule extends LifecycleRule {
  readonly name: string;
}

/** A bucket to build, checked and with every default filled in. */
export interface BucketSpec {
  readonly physicalName: Output<string>;
  readonly versioned: boolean;
  readonly lifecycle: readonly NamedLifecycleRule[];
  readonly cors: readonly Required<CorsRule>[];
  /** The user gave `cors`, be it an empty list. */
  readonly corsDeclared: boolean;
  /** 0: off. */
  readonly undeleteDays: number;
  readonly redundancy: Redundancy;
  readonly onDelete: OnDelete;
}

/** What a bucket is once built. */
export interface BucketParts {
  /** The name that {@link Bucket.existing} takes. */
  readonly bucketName: Output<string>;
  /** Where tools find it: `s3://…`, `gs://…`, `https://…`. */
  readonly url: Output<string>;
  /** The HTTPS address of the storage service for it. */
  readonly endpoint: Output<string>;
  /** The id in its {@link ResourceRef}. */
  readonly id: Output<string>;
}

/**
 * Builds buckets on one cloud. Every child gets the protection that `onDelete` asks for by itself; a bucket is always
 * private and encrypted and takes no unencrypted connections.
 */
export interface BucketDriver extends AnyDriver {
  readonly features: BucketFeatures;
  /** The rule for `physicalName`. */
  readonly nameRule: NameRule;
  /** Refuses what the features can't tell, before anything is declared. */
  check?(plan: Plan, spec: Omit<BucketSpec, "physicalName">): void;
  create(scope: Scope, spec: BucketSpec): BucketParts;
  existing(scope: Scope, physicalName: Output<string>): BucketParts;
}
