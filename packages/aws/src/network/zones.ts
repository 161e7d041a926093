import type { Scope } from "@isobar/core/driver";
import { getAvailabilityZonesOutput } from "@pulumi/aws/getAvailabilityZones";
import type { Output } from "@pulumi/pulumi";

/**
 * The zones of the region. Local and Wavelength Zones are left out: they are those that an account has to opt in to ("AWS
 * Local Zones").
 */
export function listZones(scope: Scope): Output<string[]> {
  const filters = [{ name: "opt-in-status", values: ["opt-in-not-required"] }];
  return getAvailabilityZonesOutput({ state: "available", filters }, scope.invoke).names;
}
