import type { Model } from "@isobar/sandbox";
import { privateAddress } from "../addresses";
import { common, ec2Id, missing } from "../aws";
import { hasInternetGateway } from "../networks";
import { ec2Tagging, inRegion, onOwn, serviceLinkedRole } from "../permissions";
import { types } from "../types";

export const natGateway: Model = {
  type: types.natGateway,
  permissions: (inputs) => [
    inRegion("ec2:CreateNatGateway", "ec2:DescribeNatGateways"),
    onOwn(inputs, "ec2:DeleteNatGateway"),
    ...ec2Tagging(inputs),
    // "Using service-linked roles for VPC": only gateways of a whole region act in the account's name.
    ...(inputs.availabilityMode === "regional"
      ? [serviceLinkedRole("ec2-nat-gateway.amazonaws.com", "AWSServiceRoleForNATGateway")]
      : []),
  ],
  immutable: ["allocationId", "availabilityMode", "connectivityType", "privateIp", "region", "subnetId", "vpcId"],
  id: (_, world) => ec2Id(world, "nat"),
  refuse: ({ allocationId, subnetId }, world) => {
    const gone =
      missing(world, types.subnet, subnetId, "InvalidSubnetID.NotFound", "subnet ID") ??
      missing(world, types.address, allocationId, "InvalidAllocationID.NotFound", "allocation ID");
    if (gone) return gone;
    if (world.list(types.natGateway).some(({ inputs }) => inputs.allocationId === allocationId)) {
      return `waiting for EC2 NAT Gateway create: Resource.AlreadyAssociated: Elastic IP address [${allocationId}] is already associated`;
    }
    const vpcId = String(world.find(types.subnet, String(subnetId))?.inputs.vpcId);
    return hasInternetGateway(world, vpcId)
      ? undefined
      : `waiting for EC2 NAT Gateway create: Gateway.NotAttached: Network ${vpcId} has no Internet gateway attached`;
  },
  outputs: (inputs, world) => {
    const privateIp = world.keep("privateIp", () => privateAddress(world, inputs.subnetId));
    const subnet = world.find(types.subnet, String(inputs.subnetId));
    return {
      ...common(inputs, world),
      associationId: world.keep("associationId", () => ec2Id(world, "eipassoc")),
      availabilityMode: inputs.availabilityMode ?? "zonal",
      connectivityType: inputs.connectivityType ?? "public",
      networkInterfaceId: world.keep("networkInterfaceId", () => ec2Id(world, "eni")),
      privateIp,
      publicIp: world.find(types.address, String(inputs.allocationId))?.outputs.publicIp,
      vpcId: subnet?.inputs.vpcId,
    };
  },
};
