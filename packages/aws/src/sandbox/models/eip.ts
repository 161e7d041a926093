import type { Model } from "@isobar/sandbox";
import { publicAddress, publicName } from "../addresses";
import { common, ec2Id, missing, regionalArn } from "../aws";
import { holderOf, refuseWithoutGateway } from "../networks";
import { ec2Tagging, inRegion, onOwn } from "../permissions";
import { types } from "../types";

export const eip: Model = {
  type: types.address,
  permissions: (inputs) => [
    inRegion(
      "ec2:AllocateAddress",
      "ec2:DescribeAddresses",
      "ec2:DescribeAddressesAttribute",
      "ec2:DisassociateAddress",
    ),
    onOwn(inputs, "ec2:ReleaseAddress"),
    ...((inputs.networkInterface ?? inputs.instance) ? [inRegion("ec2:AssociateAddress")] : []),
    ...ec2Tagging(inputs),
  ],
  immutable: [
    "address",
    "customerOwnedIpv4Pool",
    "domain",
    "ipamPoolId",
    "networkBorderGroup",
    "publicIpv4Pool",
    "region",
  ],
  id: (_, world) => ec2Id(world, "eipalloc"),
  refuse: ({ networkInterface, instance }, world) =>
    missing(
      world,
      types.networkInterface,
      networkInterface,
      "InvalidNetworkInterfaceID.NotFound",
      "networkInterface ID",
    ) ??
    missing(world, types.instance, instance, "InvalidInstanceID.NotFound", "instance ID") ??
    refuseWithoutGateway(holderOf(networkInterface, instance, world), world),
  outputs: (inputs, world) => {
    const publicIp = world.keep("publicIp", () => publicAddress(world));
    const holder = holderOf(inputs.networkInterface, inputs.instance, world);
    return {
      ...common(inputs, world),
      allocationId: world.id,
      arn: regionalArn(world, "ec2", `elastic-ip/${world.id}`),
      domain: "vpc",
      networkBorderGroup: inputs.networkBorderGroup ?? world.region,
      publicDns: publicName(publicIp, world.region),
      publicIp,
      publicIpv4Pool: "amazon",
      ...(holder
        ? {
            associationId: world.keep("associationId", () => ec2Id(world, "eipassoc")),
            privateIp: holder.outputs.privateIp,
          }
        : {}),
    };
  },
  refuseDelete: ({ id }, world) =>
    [types.natGateway, types.addressAssociation].some((type) =>
      world.list(type).some(({ inputs }) => inputs.allocationId === id),
    )
      ? `deleting EC2 EIP (${id}): api error InvalidIPAddress.InUse: Address ${id} is in use.`
      : undefined,
};
