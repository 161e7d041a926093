import type { Scope } from "@isobar/core/driver";
import { getMachineTypesOutput } from "@pulumi/gcp/compute/getMachineTypes";
import { all, type Output } from "@pulumi/pulumi";
import { isCustom, seriesOf } from "./machine-type";

/** The first of the zones that offers the type to the project. */
export function pickZone(scope: Scope, type: Output<string>, zones: Output<string[]>): Output<string> {
  return all([type, zones]).apply(([wanted, names]) =>
    all(names.map((zone) => isOffered(scope, wanted, zone))).apply((offers) => {
      const zone = names.find((_, i) => offers[i]);
      if (zone !== undefined) return zone;
      throw scope.plan.refusal("size", "no zone of the network offers the machine type", {
        given: wanted,
        allowed: `a type that one of these zones has: ${names.join(", ")}`,
        fix: "choose another size, give the network more zones, or choose another region",
      });
    }),
  );
}

/** Custom types are not listed, but are to be had where their series is. */
function isOffered(scope: Scope, type: string, zone: string): Output<boolean> {
  const filter = isCustom(type) ? {} : { filter: `name = "${type}"` };
  const { machineTypes } = getMachineTypesOutput({ zone, ...filter }, scope.invoke);
  return machineTypes.apply((found) =>
    found.some(({ name }) => (isCustom(type) ? seriesOf(name) === seriesOf(type) : name === type)),
  );
}
