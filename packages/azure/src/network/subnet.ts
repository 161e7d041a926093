import type { NetworkSpec, Scope } from "@isobar/core/driver";
import { Subnet, type SubnetArgs } from "@pulumi/azure-native/network/subnet";
import type { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork";
import type { Output } from "@pulumi/pulumi";
import * as names from "../names";
import { inTurn } from "./changes";

/** A network that is being made. */
export interface Making {
  readonly scope: Scope;
  readonly spec: NetworkSpec;
  readonly group: Output<string>;
  readonly network: VirtualNetwork;
}

/** A subnet for machines. Azure's own outbound access is off, because it is retired ("Default outbound access in Azure"). */
export function makeSubnet(
  making: Making,
  role: string,
  suffix: string,
  addressPrefix: string | undefined,
  more: Partial<SubnetArgs> = {},
): Subnet {
  const storage = making.spec.privateAccess.includes("object-storage");
  return subnetOf(making, role, suffix, {
    subnetName: making.scope.physicalName(names.subnet, suffix),
    addressPrefix,
    defaultOutboundAccess: false,
    ...(storage && { serviceEndpoints: [{ service: "Microsoft.Storage" }] }),
    ...more,
  });
}

/** Any subnet of a network. */
export function subnetOf(
  { scope, group, network }: Making,
  role: string,
  suffix: string,
  args: Omit<SubnetArgs, "resourceGroupName" | "virtualNetworkName">,
): Subnet {
  return inTurn(scope, [scope.name], (dependsOn) =>
    scope.child(
      role,
      Subnet,
      { resourceGroupName: group, virtualNetworkName: network.name, ...args },
      // Beside that of the old network, in which machines still are.
      { suffix, dependsOn, deleteBeforeReplace: false },
    ),
  );
}
