import type { Model, Props } from "@isobar/sandbox";
import { privateAddress, privateName } from "../addresses";
import { common, ec2Id, missing, regionalArn, texts } from "../aws";
import { missingGroup, refuseForeignGroup } from "../networks";
import { ec2Tagging, inRegion, isGiven, onOwn } from "../permissions";
import { types } from "../types";

export const networkInterface: Model = {
  type: types.networkInterface,
  permissions: (inputs) => [
    inRegion(
      "ec2:CreateNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DetachNetworkInterface",
      "ec2:ModifyNetworkInterfaceAttribute",
    ),
    onOwn(inputs, "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses", "ec2:DeleteNetworkInterface"),
    ...(isGiven(inputs.attachments) ? [inRegion("ec2:AttachNetworkInterface")] : []),
    ...ec2Tagging(inputs),
  ],
  immutable: ["interfaceType", "region", "subnetId"],
  id: (_, world) => ec2Id(world, "eni"),
  refuse: ({ subnetId, securityGroups }, world) =>
    missing(world, types.subnet, subnetId, "InvalidSubnetID.NotFound", "subnet ID") ??
    texts(securityGroups)
      .map((id) => missingGroup(world, id))
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
