import type { Model, Props } from "@isobar/sandbox";
import { ec2Id, missing } from "../aws";
import { holderOf, refuseWithoutGateway } from "../networks";
import { inRegion } from "../permissions";
import { types } from "../types";

export const eipAssociation: Model = {
  type: types.addressAssociation,
  permissions: [inRegion("ec2:AssociateAddress", "ec2:DisassociateAddress", "ec2:DescribeAddresses")],
  immutable: [
    "allocationId",
    "allowReassociation",
    "instanceId",
    "networkInterfaceId",
    "privateIpAddress",
    "publicIp",
    "region",
  ],
  id: (_, world) => ec2Id(world, "eipassoc"),
  refuse: (inputs, world) => {
    const { allocationId, instanceId, networkInterfaceId } = inputs;
    if (instanceId !== undefined && networkInterfaceId !== undefined) {
      return "api error InvalidParameterCombination: You may specify either an instance or a network interface, not both";
    }
    return (
      missing(world, types.address, allocationId, "InvalidAllocationID.NotFound", "allocation ID") ??
      missing(
        world,
        types.networkInterface,
        networkInterfaceId,
        "InvalidNetworkInterfaceID.NotFound",
        "networkInterface ID",
      ) ??
      missing(world, types.instance, instanceId, "InvalidInstanceID.NotFound", "instance ID") ??
      (inputs.allowReassociation === false
        ? refuseTwice(allocationId, world.list(types.addressAssociation))
        : undefined) ??
      refuseWithoutGateway(holderOf(networkInterfaceId, instanceId, world), world)
    );
  },
  outputs: ({ allocationId, networkInterfaceId, instanceId }, world) => ({
    networkInterfaceId,
    privateIpAddress: holderOf(networkInterfaceId, instanceId, world)?.outputs.privateIp,
    publicIp: world.find(types.address, String(allocationId))?.outputs.publicIp,
    region: world.region,
  }),
};

function refuseTwice(allocationId: unknown, others: readonly { readonly id: string; readonly inputs: Props }[]) {
  const other = others.find(({ inputs }) => inputs.allocationId === allocationId);
  return other
    ? `api error Resource.AlreadyAssociated: resource ${allocationId} is already associated with associate-id ${other.id}`
    : undefined;
}
