import type { MachineSpec, Scope } from "@isobar/core/driver";
import { Address } from "@pulumi/gcp/compute/address";
import { type Output, type Resource, Stash } from "@pulumi/pulumi";
import { addressName } from "../names";

/** Reserves the machine's address where it is to be static. */
export function staticAddress(scope: Scope, { publicIp }: MachineSpec): Output<string> | undefined {
  if (publicIp !== "static") return undefined;
  return scope.child("address", Address, {
    name: scope.physicalName(addressName, "address"),
    region: scope.target.region,
    addressType: "EXTERNAL",
    networkTier: "PREMIUM",
    labels: scope.tags,
  }).address;
}

/**
 * Is replaced when a public address changes its kind, and is to take the machine with it: the provider leaves a static
 * address on a machine that no longer names it. To get an address or to lose it changes the machine in place.
 */
export function kindOfAddress(scope: Scope, { publicIp }: MachineSpec): Resource[] {
  if (publicIp === false) return [];
  const options = { parent: scope.component, replacementTrigger: publicIp };
  return [new Stash(`${scope.name}-public-ip`, { input: publicIp }, options)];
}
