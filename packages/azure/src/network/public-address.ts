import type { Scope } from "@isobar/core/driver";
import { PublicIPAddress } from "@pulumi/azure-native/network/publicIPAddress";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import * as names from "../names";

/**
 * A Standard address: the only kind left, always static, and closed until a security group opens it ("Public IP
 * addresses"). It spans the zones where there are three, whatever zone uses it.
 */
export function publicAddress(
  scope: Scope,
  role: string,
  suffix: string,
  group: Input<string>,
  name = scope.physicalName(names.publicIpAddress, suffix),
  options: CustomResourceOptions = {},
): PublicIPAddress {
  const { region, backend } = scope.target;
  const zones = backend.catalogue().region(region)?.zones ?? [];
  return scope.child(
    role,
    PublicIPAddress,
    {
      publicIpAddressName: name,
      resourceGroupName: group,
      location: region,
      sku: { name: "Standard" },
      publicIPAllocationMethod: "Static",
      publicIPAddressVersion: "IPv4",
      ...(zones.length >= 3 && { zones: zones.slice(0, 3) }),
      tags: scope.tags,
    },
    // Zones can't be changed, so what a later catalogue knows of the region must not matter.
    { ...options, suffix, ignoreChanges: ["zones"] },
  );
}
