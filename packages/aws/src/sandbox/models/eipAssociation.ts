import type { Model, Props, World } from "@isobar/sandbox";
import { ec2Id } from "../aws";
import { type Fail, refusing } from "../failure";
import { isSet } from "../known";
import { holderOf, refuseWithoutGateway } from "../networks";
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
      missing(world, fail, types.networkInterface, networkInterfaceId) ??
      missing(world, fail, types.instance, instanceId) ??
      refuseTaken(inputs, world, fail) ??
      refuseWithoutGateway(holderOf(networkInterfaceId, instanceId, world), world, fail)
    );
  },
  outputs: ({ allocationId, networkInterfaceId, instanceId }, world) => ({
    networkInterfaceId,
    privateIpAddress: holderOf(networkInterfaceId, instanceId, world)?.outputs.privateIp,
    publicIp: world.find(types.address, String(allocationId))?.outputs.publicIp,
    region: world.region,
  }),
};

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
function refuseTaken({ allocationId, allowReassociation }: Props, world: World, fail: Fail): string | undefined {
  const holds = ({ inputs }: { readonly inputs: Props }) => inputs.allocationId === allocationId;
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
