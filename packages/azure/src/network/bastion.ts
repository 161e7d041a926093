import type { CheckedNetworkSpec, Plan } from "@isobar/core/driver";
import { BastionHost } from "@pulumi/azure-native/network/bastionHost";
import type { Output } from "@pulumi/pulumi";
import { sameId } from "../ids";
import * as names from "../names";
import { publicAddress } from "./public-address";
import { type Making, subnetOf } from "./subnet";

/** "About Bastion configuration settings": the smallest subnet. */
const SUBNET_PREFIX = 26;

/** The host for shells on a network's private machines, and the range that it connects from. */
export interface Bastion {
  readonly id: Output<string>;
  readonly cidr: string;
}

/** Whether the config wants a host in each network. */
export function wantsBastion({ target }: Pick<Plan, "target">): boolean {
  return target.section.bastion === true;
}

/** Refuses networks in whose free first quarter the host's subnet has no room. */
export function refuseSmall(plan: Plan, { cidr }: CheckedNetworkSpec): void {
  const max = SUBNET_PREFIX - 2;
  if (!wantsBastion(plan) || Number(cidr.split("/")[1]) <= max) return;
  throw plan.refusal("cidr", "is too small for the Bastion host that isobar:azure.bastion asks for", {
    given: cidr,
    allowed: `a prefix length of at most /${max}`,
    fix: "choose a larger range, or take isobar:azure.bastion out of the stack's config",
  });
}

export function makeBastion(making: Making): Bastion {
  const { scope, spec, group, network } = making;
  const cidr = `${spec.cidr.split("/")[0]}/${SUBNET_PREFIX}`;
  // Azure finds it by this name ("About Bastion configuration settings"). No machine is in it, so nothing needs a way out.
  const subnetName = "AzureBastionSubnet";
  const subnet = subnetOf(making, "bastionSubnet", "bastion-subnet", { subnetName, addressPrefix: cidr });
  const address = publicAddress(scope, "bastionAddress", "bastion-ip", group);
  const host = scope.child(
    "bastion",
    BastionHost,
    {
      bastionHostName: scope.physicalName(names.bastionHost, "bastion"),
      resourceGroupName: group,
      location: scope.target.region,
      // The first of the kinds with the native client ("Configure Bastion for native client connections").
      sku: { name: "Standard" },
      enableTunneling: true,
      ipConfigurations: [
        {
          name: "primary",
          privateIPAllocationMethod: "Dynamic",
          subnet: { id: subnet.id },
          publicIPAddress: { id: address.id },
        },
      ],
      tags: scope.tags,
    },
    // It changes neither its subnet nor its address, and the next one takes the address over.
    { replacementTrigger: network.id.apply(sameId), deleteBeforeReplace: true },
  );
  return { id: host.id, cidr };
}
