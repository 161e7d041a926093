import type { Model, StoredResource, World } from "@isobar/sandbox";
import { publicAddress, publicName } from "../addresses";
import { common, ec2Id, regionalArn } from "../aws";
import { refusing, refusingDelete } from "../failure";
import { checkEnum } from "../known";
import { holderOf, missingCard, refuseWithoutGateway } from "../networks";
import { ec2Tagging, inRegion, onOwn } from "../permissions";
import { missing } from "../references";
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
  check: ({ domain }) => checkEnum("domain", domain, ["vpc", "standard"]),
  id: (_, world) => ec2Id(world, "eipalloc"),
  refuse: (inputs, world) => {
    const fail = refusing(types.address, inputs, world);
    const { networkInterface, instance } = inputs;
    return (
      missingCard(world, fail, networkInterface) ??
      missing(world, fail, types.instance, instance) ??
      refuseWithoutGateway(holderOf(networkInterface, instance, world), world, fail)
    );
  },
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
  refuseDelete: (resource, world) =>
    isUsed(resource, world)
      ? refusingDelete(resource)("InvalidIPAddress.InUse", `Address ${resource.outputs.publicIp} is in use.`)
      : undefined,
};

function isUsed({ id }: StoredResource, world: World): boolean {
  return [types.natGateway, types.addressAssociation].some((type) => world.list(type, ["allocationId", id]).length > 0);
}
