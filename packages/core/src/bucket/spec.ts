import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { checkName, legalName } from "../names";
import type { Plan } from "../plan";
import type { bucketSchema, Redundancy } from "./args";
import type { BucketDriver, BucketSpec } from "./driver";

/** A bucket that was checked; its physical name is settled when the state is known. */
export interface CheckedBucket extends Omit<BucketSpec, "physicalName"> {
  /** The name that the user chose. */
  readonly chosenName: string | undefined;
  /** The name it gets if it is new. */
  readonly newName: string;
}

/** Holds a bucket's arguments against what the backend declares, and fills in the defaults. */
export function checkBucket(plan: Plan<BucketDriver>, args: z.output<typeof bucketSchema>): CheckedBucket {
  const { features, nameRule } = plan.driver;
  const { versioned, onDelete, undelete, physicalName } = args;
  const redundancy = args.redundancy ?? defaultRedundancy(plan);
  plan.requireFeature(features.redundancy.includes(redundancy), "redundancy", redundancy, features.redundancy);
  plan.requireFeature(features.onDelete.includes(onDelete), "onDelete", onDelete, features.onDelete);
  checkUndelete(plan, undelete.days);
  const lifecycle = Object.entries(args.lifecycle).map(([name, rule]) => ({ ...rule, name }));
  atMost(plan, "lifecycle", lifecycle.length, features.maxLifecycleRules);
  atMost(plan, "cors", args.cors?.length ?? 0, features.maxCorsRules);
  if (physicalName !== undefined) checkName(physicalName, nameRule, `${plan.label}: physicalName`);
  if (onDelete === "retain") plan.childOptions = { protect: true, retainOnDelete: true };
  const cors = (args.cors ?? []).map(({ headers = [], exposeHeaders = [], maxAgeSeconds = 3600, ...rule }) => ({
    ...rule,
    headers,
    exposeHeaders,
    maxAgeSeconds,
  }));
  const corsDeclared = args.cors !== undefined;
  const spec = { versioned, onDelete, redundancy, undeleteDays: undelete.days, lifecycle, cors, corsDeclared };
  plan.driver.check?.(plan, spec);
  const newName = physicalName ?? legalName(plan.name, randomBytes(4).toString("hex"), nameRule, plan.label);
  return { ...spec, chosenName: physicalName, newName };
}

function defaultRedundancy({ driver, target }: Plan<BucketDriver>): Redundancy {
  const zones = target.backend.catalogue().region(target.region)?.zoneCount;
  return zones === 0 && driver.features.redundancy.includes("zone") ? "zone" : "region";
}

function checkUndelete(plan: Plan<BucketDriver>, days: number): void {
  const { min, max } = plan.driver.features.undeleteDays;
  const possible = days === 0 || (days >= min && days <= max);
  plan.requireFeature(possible, "undelete.days", days, `0, or ${min} to ${max} days`);
}

function atMost(plan: Plan, argument: string, count: number, max: number): void {
  plan.requireFeature(count <= max, argument, `${count} rules`, `at most ${max} rules`);
}
