import type { MachineSpec, Scope } from "@isobar/core/driver";
import { Eip, type EipArgs } from "@pulumi/aws/ec2/eip";
import { EipAssociation, type EipAssociationArgs } from "@pulumi/aws/ec2/eipAssociation";
import type { InstanceArgs } from "@pulumi/aws/ec2/instance";
import { NetworkInterface, type NetworkInterfaceArgs } from "@pulumi/aws/ec2/networkInterface";
import { all, type Output, type Resource } from "@pulumi/pulumi";
import { named } from "../tags";
import type { Firewall } from "./firewall";

/** How a machine is connected. */
export interface Placement {
  readonly args: Pick<
    InstanceArgs,
    "subnetId" | "associatePublicIpAddress" | "vpcSecurityGroupIds" | "primaryNetworkInterface"
  >;
  /** The address that stays. */
  readonly address?: Eip;
  /** What must exist before the machine boots. */
  readonly ready: readonly Resource[];
}

/** Puts a machine into its zone's subnet. */
export function place(scope: Scope, spec: MachineSpec, { group }: Firewall): Placement {
  const subnetId = subnetOf(scope, spec);
  const vpcSecurityGroupIds = [group.id];
  if (spec.publicIp === "static") return placeStatic(scope, spec, subnetId, vpcSecurityGroupIds);
  const associatePublicIpAddress = spec.publicIp === "ephemeral";
  return { args: { subnetId, associatePublicIpAddress, vpcSecurityGroupIds }, ready: [] };
}

/**
 * An Elastic IP address on a network interface of its own, so that the machine has it when its first boot begins; one that
 * is associated with a machine comes some time after that. The association is a resource of its own, because the address
 * itself could not be moved to another interface once it knows its machine: "AssociateAddress" takes one or the other.
 */
function placeStatic(
  scope: Scope,
  { attachment }: MachineSpec,
  subnetId: Output<string>,
  securityGroups: Output<string>[],
): Placement {
  const card = scope.child("networkInterface", NetworkInterface, {
    subnetId,
    securityGroups,
    tags: named(scope, "network-interface"),
  } satisfies NetworkInterfaceArgs);
  const address = scope.child("address", Eip, { domain: "vpc", tags: named(scope, "address") } satisfies EipArgs);
  const args: EipAssociationArgs = { allocationId: address.id, networkInterfaceId: card.id, allowReassociation: true };
  // "Associate Elastic IP addresses with resources in your VPC": the VPC must have its internet gateway.
  const association = scope.child("addressAssociation", EipAssociation, args, { dependsOn: [...attachment.ready] });
  return { args: { primaryNetworkInterface: { networkInterfaceId: card.id } }, address, ready: [association] };
}

function subnetOf(scope: Scope, { zone, networkZones, attachment }: MachineSpec): Output<string> {
  return all([zone, networkZones, attachment.subnetIds]).apply(([name, zones, subnets]) => {
    const subnet = subnets[zones.indexOf(name)];
    if (subnet) return subnet;
    const allowed = zones.filter((_, index) => subnets[index]);
    throw scope.plan.refusal("network", "has no fitting subnet in the machine's zone", {
      given: name,
      allowed: `a machine in ${allowed.join(", ")}`,
      fix: "add a subnet there, or change choice to choose the zone anew",
    });
  });
}
