import type { Props, ResourceWorld } from "@isobar/sandbox";
import { catalogue } from "./catalogue";

/** Why the region has no machines of this size, or not in this zone. */
export function refuseOffer(inputs: Props, { region }: ResourceWorld): string | undefined {
  const size = String((inputs.hardwareProfile as Props | undefined)?.vmSize ?? "");
  return refuseSize(size, region) ?? refuseZone(inputs, region);
}

function refuseSize(size: string, region: string): string | undefined {
  if (size && !/^(Standard|Basic)_\w+$/i.test(size)) {
    return `Status=400 Code="InvalidParameter" Message="The value ${size} provided for the VM size is not valid."`;
  }
  if (catalogue().offered(size, region) !== false) return undefined;
  return `Status=409 Code="SkuNotAvailable" Message="The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: ${size}' is currently not available in location '${region}'. Please try another size or deploy to a different location or different zone."`;
}

/** "What are availability zones?": regions have three or none. */
function refuseZone({ vmName, zones }: Props, region: string): string | undefined {
  const known = catalogue().region(region);
  const supported = known?.zones ?? Array.from({ length: known?.zoneCount ?? 0 }, (_, i) => String(i + 1));
  const given = known && Array.isArray(zones) ? zones.map(String) : [];
  const strange = given.find((zone) => !supported.includes(zone));
  if (strange === undefined) return undefined;
  return `Status=400 Code="AvailabilityZoneNotSupported" Message="The zone(s) '${strange}' for resource 'Microsoft.Compute/virtualMachines/${vmName}' is not supported. The supported zones for location '${region}' are '${supported.join(",")}'"`;
}
