import type { Scope } from "@isobar/core/driver";
import { getAvailabilityZonesOutput } from "@pulumi/aws/getAvailabilityZones";
import type { Output } from "@pulumi/pulumi";

/**
 * The first zones of the region, the target's own zone before all. Local and Wavelength Zones are left out: they are
 * those that an account has to opt in to ("AWS Local Zones").
 */
export function pickZones(scope: Scope, count: number): Output<string[]> {
  const { region, zone } = scope.target;
  const filters = [{ name: "opt-in-status", values: ["opt-in-not-required"] }];
  return getAvailabilityZonesOutput({ state: "available", filters }, scope.invoke).names.apply((names) => {
    const first = names.filter((name) => name === zone);
    if (zone !== undefined && first.length === 0) {
      throw scope.plan.refusal("target", "its zone is not open to this account", { given: zone, allowed: names });
    }
    const others = names.filter((name) => name !== zone).sort();
    const picked = [...first, ...others].slice(0, count);
    if (picked.length === count) return picked;
    throw scope.plan.refusal("zones", `${region} has fewer zones that are open to this account`, {
      given: count,
      allowed: `1 to ${names.length}`,
    });
  });
}
