import type { Model, Props } from "@isobar/sandbox";
import { privateAddress, privateName } from "../addresses";
import { common, ec2Id, missing, regionalArn, texts } from "../aws";
import { refuseForeignGroup } from "../networks";
import { types } from "../types";

export const networkInterface: Model = {
  type: types.networkInterface,
  immutable: ["interfaceType", "region", "subnetId"],
  id: (_, world) => ec2Id(world, "eni"),
  refuse: ({ subnetId, securityGroups }, world) =>
    missing(world, types.subnet, subnetId, "InvalidSubnetID.NotFound", "subnet ID") ??
    texts(securityGroups)
      .map((id) => missing(world, types.securityGroup, id, "InvalidGroup.NotFound", "security group"))
      .find(Boolean) ??
    refuseForeignGroup(securityGroups, subnetId, world),
  outputs: (inputs, world) => {
    const privateIp = String(inputs.privateIp ?? world.keep("privateIp", () => privateAddress(world, inputs.subnetId)));
    return {
      ...common(inputs, world),
      arn: regionalArn(world, "ec2", `network-interface/${world.id}`),
      interfaceType: "interface",
      macAddress: world.keep("macAddress", () => `06:${world.hex(10).replace(/(..)(?=.)/g, "$1:")}`),
      ownerId: world.account,
      privateDnsName: privateName(privateIp, world.region),
      privateIp,
      privateIps: [privateIp],
      sourceDestCheck: inputs.sourceDestCheck ?? true,
    };
  },
  refuseDelete: ({ id }, world) => {
    const attached = world.list(types.instance).some(({ inputs }) => cardOf(inputs) === id);
    return attached
      ? `deleting EC2 Network Interface (${id}): api error InvalidParameterValue: Network interface '${id}' is currently in use.`
      : undefined;
  },
};

/** The network interface that a machine was given. */
export function cardOf(instance: Props): string | undefined {
  const { networkInterfaceId } = (instance.primaryNetworkInterface ?? {}) as Props;
  return typeof networkInterfaceId === "string" ? networkInterfaceId : undefined;
}
