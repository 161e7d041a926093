import type { Scope } from "@isobar/core/driver";
import { getZonesOutput } from "@pulumi/gcp/compute/getZones";
import type { Output } from "@pulumi/pulumi";

/** Names of the zones of the target's region that are up, in alphabetical order. */
export function zonesUp(scope: Scope): Output<string[]> {
  const { names } = getZonesOutput({ region: scope.target.region, status: "UP" }, scope.invoke);
  return names.apply((found) => [...found].sort());
}
