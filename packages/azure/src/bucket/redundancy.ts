import type { BucketSpec, Scope } from "@isobar/core/driver";
import { type Output, output } from "@pulumi/pulumi";
import { UNPAIRED_REGIONS } from "../unpaired-regions";

type Redundancy = BucketSpec["redundancy"];

/** Not all that have zones and a paired region ("Azure regions that support geo-zone-redundant storage (GZRS)"). */
const GEO_ZONE_REDUNDANT: ReadonlySet<string> = new Set([
  "australiaeast",
  "brazilsouth",
  "canadacentral",
  "centralindia",
  "centralus",
  "chinanorth3",
  "eastasia",
  "eastus",
  "eastus2",
  "francecentral",
  "germanywestcentral",
  "japaneast",
  "koreacentral",
  "northeurope",
  "norwayeast",
  "southafricanorth",
  "southcentralus",
  "southeastasia",
  "swedencentral",
  "switzerlandnorth",
  "uaenorth",
  "uksouth",
  "usgovvirginia",
  "westeurope",
  "westus2",
  "westus3",
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
  if (UNPAIRED_REGIONS.has(region)) refuse(scope, redundancy, `${region} has no paired region`, ["zone", "region"]);
  // An account can't move from GRS to GZRS by an update, so what a later version knows of regions must not matter.
  const pick = GEO_ZONE_REDUNDANT.has(region) ? "Standard_GZRS" : "Standard_GRS";
  return scope.kept<string>("redundancy", { pick, wish: { redundancy } });
}

function refuse(scope: Scope, given: Redundancy, what: string, allowed: readonly Redundancy[]): never {
  throw scope.plan.refusal("redundancy", what, { given, allowed });
}
