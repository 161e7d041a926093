import type { Model, Props, StoredResource, World } from "@isobar/sandbox";
import { ec2Id } from "../aws";
import { type Fail, refusing } from "../failure";
import { isSet } from "../known";
import { holderOf, missingCard, refuseWithoutGateway } from "../networks";
import { inRegion } from "../permissions";
import { missing } from "../references";
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
    const fail = refusing(types.addressAssociation, inputs, world);
    const { allocationId, instanceId, networkInterfaceId } = inputs;
    return (
      refuseForm(inputs, fail) ??
      missing(world, fail, types.address, allocationId) ??
      missingCard(world, fail, networkInterfaceId) ??
      missing(world, fail, types.instance, instanceId) ??
      refuseTaken(inputs, world, fail) ??
      refuseWithoutGateway(holderOf(networkInterfaceId, instanceId, world), world, fail)
    );
  },
  outputs: (inputs, world) => {
    const { networkInterfaceId, instanceId } = inputs;
    const holder = holderOf(networkInterfaceId, instanceId, world);
    const address = addressOf(inputs, world);
    return {
      allocationId: address?.id,
      networkInterfaceId: networkInterfaceId ?? holder?.outputs.primaryNetworkInterfaceId,
      privateIpAddress: inputs.privateIpAddress ?? holder?.outputs.privateIp,
      publicIp: address?.outputs.publicIp,
      region: world.region,
    };
  },
};

/** The address by its id or by itself. */
function addressOf({ allocationId, publicIp }: Props, world: World): StoredResource | undefined {
  return isSet(allocationId)
    ? world.find(types.address, String(allocationId))
    : world.list(types.address, ["publicIp", publicIp])[0];
}

/** "AssociateAddress". */
function refuseForm({ allocationId, publicIp, instanceId, networkInterfaceId }: Props, fail: Fail): string | undefined {
  if (!isSet(allocationId) && !isSet(publicIp)) {
    return fail("MissingParameter", "Either public IP or allocation id must be specified");
  }
  if (!isSet(instanceId) && !isSet(networkInterfaceId)) {
    return fail("MissingParameter", "Either instance ID or network interface id must be specified");
  }
  return isSet(instanceId) && isSet(networkInterfaceId)
    ? fail("InvalidParameterCombination", "You may specify either an instance or a network interface, not both")
    : undefined;
}

/** An address leaves its holder for another one, unless that is forbidden or it is a NAT gateway. */
function refuseTaken(inputs: Props, world: World, fail: Fail): string | undefined {
  const { allowReassociation } = inputs;
  const allocationId = addressOf(inputs, world)?.id;
  const holds = ({ outputs }: StoredResource) => isSet(allocationId) && outputs.allocationId === allocationId;
  const gateway = world.list(types.natGateway).find(holds);
  const other = allowReassociation === false ? world.list(types.addressAssociation).find(holds) : undefined;
  const association = gateway?.outputs.associationId ?? other?.id;
  return association === undefined
    ? undefined
    : fail(
        "Resource.AlreadyAssociated",
        `resource ${allocationId} is already associated with associate-id ${association}`,
      );
}
