import type { Props, ResourceWorld } from "@isobar/sandbox";
import { catalogue } from "./catalogue";
import { type Refusal, refusal } from "./refusal";

/** The name that "West Europe" and "westeurope" share. */
export function regionName(location: unknown): string {
  return String(location ?? "")
    .replaceAll(" ", "")
    .toLowerCase();
}

/** Regions that Azure has not ("Azure regions list"). */
export function refuseLocation(arm: string, { region }: ResourceWorld): Refusal {
  const name = regionName(region);
  if (name === "" || catalogue().region(name)) return undefined;
  const regions = catalogue()
    .regions.map((it) => it.name)
    .join(",");
  if (arm === "Microsoft.Resources/resourceGroups") {
    return refusal(
      400,
      "LocationNotAvailableForResourceGroup",
      `The provided location '${region}' is not available for resource group. List of available regions is '${regions}'.`,
    );
  }
  return refusal(
    400,
    "LocationNotAvailableForResourceType",
    `The provided location '${region}' is not available for resource type '${arm}'. List of available regions for the resource type is '${regions}'.`,
  );
}

/** "What are availability zones?": regions have three or none. */
export function refuseZones({ zones }: Props, arm: string, name: unknown, { region }: ResourceWorld): Refusal {
  const known = catalogue().region(regionName(region));
  const given = Array.isArray(zones) ? zones.map(String) : [];
  if (!known || given.length === 0) return undefined;
  const supported = known.zones ?? Array.from({ length: known.zoneCount ?? 0 }, (_, i) => String(i + 1));
  if (supported.length === 0) {
    return refusal(
      400,
      "LocationNotSupportAvailabilityZones",
      `The resource '${arm}/${name}' does not support availability zones at location '${region}'.`,
    );
  }
  const strange = given.find((zone) => !supported.includes(zone));
  if (strange === undefined) return undefined;
  return refusal(
    400,
    "InvalidAvailabilityZone",
    `The zone(s) '${strange}' for resource '${arm}/${name}' is not supported. The supported zones for location '${region}' are '${supported.join(",")}'`,
  );
}

/** Machines and disks are in one zone at most ("Virtual Machines - Create Or Update", "Disks - Create Or Update": zones). */
export function refuseManyZones({ zones }: Props, what: string): Refusal {
  if (!Array.isArray(zones) || zones.length < 2) return undefined;
  return refusal(
    400,
    "InvalidParameter",
    `The value of parameter ${what}.zones is invalid: a resource can be in one zone only.`,
  );
}
