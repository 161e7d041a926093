import type { CheckFailure, Props, World } from "@isobar/sandbox";
import { catalogue, zonesIn } from "../catalogue";
import { known, nameOf } from "../cloud";
import { invalid, invalidValue } from "../words";

/** "Regions and zones": a region of Google Cloud. */
function refuseRegion(region: string): string | undefined {
  return catalogue().region(region) ? undefined : invalid("region", region, "Unknown region.").replace("resource.", "");
}

/** "Regions and zones": a zone of Google Cloud. */
export function refuseZone(zone: string): string | undefined {
  return zonesIn(zone).includes(zone) ? undefined : invalid("zone", zone, "Unknown zone.").replace("resource.", "");
}

/** Regions and zones that inputs name, or else the provider. */
export function placeFaults(inputs: Props, world: World): CheckFailure[] {
  const region = known(inputs.region);
  const zone = known(inputs.zone ?? world.config.zone);
  const refused = [
    ["region", region === undefined ? undefined : refuseRegion(nameOf(region))],
    ["zone", zone === undefined ? undefined : refuseZone(nameOf(zone))],
  ] as const;
  return refused.flatMap(([property, reason]) => (reason === undefined ? [] : [{ property, reason }]));
}

/** "Naming resources": what the provider does not check of names itself. */
export function nameFaults(value: unknown, property = "name"): CheckFailure[] {
  const name = known(value);
  if (name === undefined || /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) return [];
  const words = "Must be a match of regex '[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?'";
  return [{ property, reason: invalidValue(property, name, words) }];
}
