import type { BucketSpec, Scope } from "@isobar/core/driver";
import { type Output, output } from "@pulumi/pulumi";

type Redundancy = BucketSpec["redundancy"];

/** Regions without a paired one, to which nothing can be copied ("Azure region pairs and nonpaired regions"). */
const UNPAIRED: ReadonlySet<string> = new Set([
  "austriaeast",
  "belgiumcentral",
  "chilecentral",
  "denmarkeast",
  "indonesiacentral",
  "israelcentral",
  "italynorth",
  "malaysiawest",
  "mexicocentral",
  "newzealandnorth",
  "polandcentral",
  "qatarcentral",
  "spaincentral",
  "taiwannorth",
]);

/** The account's SKU ("Azure Storage redundancy"). Refuses what the region has not got. */
export function skuOf(scope: Scope, redundancy: Redundancy): Output<string> {
  const { region, backend } = scope.target;
  const zones = backend.catalogue().region(region)?.zoneCount;
  if (redundancy === "zone") return output("Standard_LRS");
  if (redundancy === "region") {
    if (zones === 0) refuse(scope, redundancy, `${region} has no zones`, ["zone", "multi-region"]);
    return output("Standard_ZRS");
  }
  if (UNPAIRED.has(region)) refuse(scope, redundancy, `${region} has no paired region`, ["zone", "region"]);
  // An account can't move from GRS to GZRS by an update, so what a later catalogue knows of zones must not matter.
  const pick = zones === 0 ? "Standard_GRS" : "Standard_GZRS";
  return scope.kept<string>("redundancy", { pick, wish: { redundancy } });
}

function refuse(scope: Scope, given: Redundancy, what: string, allowed: readonly Redundancy[]): never {
  throw scope.plan.refusal("redundancy", what, { given, allowed });
}
