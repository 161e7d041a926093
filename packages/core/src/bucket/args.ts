import type { Input } from "@pulumi/pulumi";
import { z } from "zod";
import { commonShape, wholeNumber } from "../inputs";
import type { BucketOverrides } from "../overrides";
import type { Common } from "../plan";
import type { OnDelete } from "../refs";
import { rule } from "../validate";

/** One lifecycle rule. Days count from an object's last write. */
export interface LifecycleRule {
  /** Objects whose names start so. Default: all. */
  prefix?: string | undefined;
  /** Days after which objects move to a class that costs less to keep and more to read; at least 30. */
  coldAfterDays?: number | undefined;
  /** Days after which objects are deleted; on a versioned bucket they become old versions. */
  expireAfterDays?: number | undefined;
  /** Days after which old versions are deleted for good: since they became old, on Azure since they were written. */
  expireOldVersionsAfterDays?: number | undefined;
}

/** One rule for web pages of other origins. */
export interface CorsRule {
  /** Origins such as `https://example.com`, or `*`. */
  origins: string[];
  methods: ("GET" | "HEAD" | "PUT" | "POST" | "DELETE")[];
  /** Request headers that are let through. Default: none. */
  headers?: string[];
  /** Response headers that a page may read. Default: none. */
  exposeHeaders?: string[];
  /** Seconds for which a browser may keep the answer. Default: 3600. */
  maxAgeSeconds?: number;
}

/** How far apart the copies of an object are kept. */
export type Redundancy = "zone" | "region" | "multi-region";

export interface BucketArgs extends Common<BucketOverrides> {
  /**
   * The bucket's name in the cloud; on Azure the storage account's. Changing it replaces the bucket, which a retained
   * bucket refuses. Default: made of the logical name and a random part, and kept.
   */
  physicalName?: string;
  /** Keeps every version of an object until a lifecycle rule deletes it. Default: false. */
  versioned?: boolean;
  /** Rules by name. Default: none. */
  lifecycle?: Readonly<Record<string, LifecycleRule>>;
  /**
   * Rules for web pages of other origins. To take the last rule away from a retained bucket give an empty list, because
   * leaving the argument out deletes a companion that is protected on some clouds. Default: none.
   */
  cors?: CorsRule[];
  /** Days for which a deleted or overwritten object can be brought back; 0 turns it off. Default: 7. */
  undelete?: { days: number };
  /** Default: "region", or "zone" in a region that has no zones. */
  redundancy?: Redundancy;
  /**
   * "retain": neither removing the bucket from the program nor `pulumi destroy` deletes it or any of its companions.
   * "delete-if-empty": it is deleted only when empty. "delete": it is deleted with all it holds. Default: "retain".
   */
  onDelete?: OnDelete;
}

const MAX_DAYS = 36_500;
const days = (min: number) => wholeNumber(min, MAX_DAYS, "days");
const texts = (of: string) => z.array(z.string(rule("a text")), rule(`a list of ${of}`));

const lifecycleRule = z
  .strictObject({
    prefix: z.string(rule("a text")).optional(),
    coldAfterDays: days(30).optional(),
    expireAfterDays: days(1).optional(),
    expireOldVersionsAfterDays: days(1).optional(),
  })
  .refine(
    (r) => (r.coldAfterDays ?? r.expireAfterDays ?? r.expireOldVersionsAfterDays) !== undefined,
    rule("at least one of coldAfterDays, expireAfterDays, expireOldVersionsAfterDays"),
  )
  .refine(
    (r) => (r.coldAfterDays ?? 0) < (r.expireAfterDays ?? Number.POSITIVE_INFINITY),
    rule("coldAfterDays smaller than expireAfterDays"),
  );

const corsRule = z.strictObject({
  origins: texts("origins").min(1, rule("at least one origin")),
  methods: z.array(z.enum(["GET", "HEAD", "PUT", "POST", "DELETE"])).min(1, rule("at least one method")),
  headers: texts("header names").optional(),
  exposeHeaders: texts("header names").optional(),
  maxAgeSeconds: wholeNumber(0, 86_400, "seconds").optional(),
});

const RULE_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/;

export const bucketSchema = z.strictObject({
  ...commonShape,
  physicalName: z.string(rule("a text")).optional(),
  versioned: z.boolean(rule("true or false")).default(false),
  lifecycle: z
    .record(z.string().regex(RULE_NAME, rule("rule names of letters, digits and hyphens")), lifecycleRule)
    .default({}),
  cors: z.array(corsRule, rule("a list of rules")).max(100, rule("at most 100 rules")).optional(),
  undelete: z.strictObject({ days: wholeNumber(0, 365, "days") }).default({ days: 7 }),
  redundancy: z.enum(["zone", "region", "multi-region"]).optional(),
  onDelete: z.enum(["retain", "delete-if-empty", "delete"]).default("retain"),
});

/** Arguments of {@link Bucket.existing}. */
export interface ExistingBucketArgs extends Common<BucketOverrides> {
  /** The bucket's name in the cloud; on Azure `<account>/<container>` or the container's resource id. */
  physicalName: Input<string>;
}
