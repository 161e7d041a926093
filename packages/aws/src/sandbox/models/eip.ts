import type { Model, ResourceWorld } from "@isobar/sandbox";
import { publicAddress, publicName } from "../addresses";
import { common, ec2Id, missing, regionalArn } from "../aws";
import { hasInternetGateway } from "../networks";
import { types } from "../types";

export const eip: Model = {
  type: types.address,
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
  refuse: ({ networkInterface, instance }, world) => {
    const holder = holderOf(networkInterface, instance, world);
    const vpcId = world.find(types.subnet, String(holder?.outputs.subnetId))?.inputs.vpcId;
    if (typeof vpcId === "string" && !hasInternetGateway(world, vpcId)) {
      return `api error Gateway.NotAttached: Network ${vpcId} is not attached to any internet gateway`;
    }
    return (
      missing(
        world,
        types.networkInterface,
        networkInterface,
        "InvalidNetworkInterfaceID.NotFound",
        "networkInterface ID",
      ) ?? missing(world, types.instance, instance, "InvalidInstanceID.NotFound", "instance ID")
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
  refuseDelete: ({ id }, world) =>
    world.list(types.natGateway).some((gateway) => gateway.inputs.allocationId === id)
      ? `deleting EC2 EIP (${id}): api error InvalidIPAddress.InUse: Address is in use by a NAT gateway`
      : undefined,
};

function holderOf(networkInterface: unknown, instance: unknown, world: ResourceWorld) {
  if (typeof networkInterface === "string") return world.find(types.networkInterface, networkInterface);
  return typeof instance === "string" ? world.find(types.instance, instance) : undefined;
}
