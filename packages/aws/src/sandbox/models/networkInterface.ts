import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { contains, isKept, rangeOf } from "@isobar/sandbox/ranges";
import { KEPT, privateAddress, privateName, usedAddresses } from "../addresses";
import { common, ec2Id, regionalArn, texts } from "../aws";
import { type Fail, refusing, refusingDelete } from "../failure";
import { checkEnum } from "../known";
import { refuseGroups } from "../networks";
import { ec2Tagging, inRegion, isGiven, onOwn } from "../permissions";
import { missing } from "../references";
import { types } from "../types";

/** "CreateNetworkInterface". */
const KINDS = ["branch", "efa", "efa-only", "interface", "trunk"];

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
  check: ({ interfaceType }) => checkEnum("interfaceType", interfaceType, KINDS),
  id: (_, world) => ec2Id(world, "eni"),
  refuse: (inputs, world) => {
    const fail = refusing(types.networkInterface, inputs, world);
    return (
      missing(world, fail, types.subnet, inputs.subnetId) ??
      refuseGroups(inputs.securityGroups, inputs.subnetId, world, fail) ??
      refuseAddresses([inputs.privateIp, ...texts(inputs.privateIps)], inputs.subnetId, world, fail)
    );
  },
  outputs: (inputs, world) => {
    const [first] = texts(inputs.privateIps);
    const chosen = () => privateAddress(world, inputs.subnetId, types.networkInterface, inputs);
    const privateIp = String(inputs.privateIp ?? first ?? world.keep("privateIp", chosen));
    return {
      ...common(inputs, world),
      arn: regionalArn(world, "ec2", `network-interface/${world.id}`),
      interfaceType: inputs.interfaceType ?? "interface",
      macAddress: world.keep("macAddress", () => `06:${world.hex(10).replace(/(..)(?=.)/g, "$1:")}`),
      ownerId: world.account,
      privateDnsName: privateName(privateIp, world.region),
      privateIp,
      privateIps: inputs.privateIps ?? [privateIp],
      sourceDestCheck: inputs.sourceDestCheck ?? true,
    };
  },
  refuseDelete: (resource, world) => {
    const attached = world.list(types.instance).some(({ inputs }) => cardOf(inputs) === resource.id);
    return attached
      ? refusingDelete(resource)("InvalidParameterValue", `Network interface '${resource.id}' is currently in use.`)
      : undefined;
  },
};

/** The network interface that a machine was given. */
export function cardOf(instance: Props): string | undefined {
  const { networkInterfaceId } = (instance.primaryNetworkInterface ?? {}) as Props;
  return typeof networkInterfaceId === "string" ? networkInterfaceId : undefined;
}

/** Refuses private addresses that the subnet doesn't have, that AWS keeps or that somebody has. */
export function refuseAddresses(
  wished: readonly unknown[],
  subnetId: unknown,
  world: ResourceWorld,
  fail: Fail,
): string | undefined {
  const cidr = world.find(types.subnet, String(subnetId))?.outputs.cidrBlock;
  const range = rangeOf(String(cidr));
  if (range === undefined) return undefined;
  const addresses = texts(wished);
  if (addresses.length === 0) return undefined;
  const far = addresses.find((address) => !contains(String(cidr), `${address}/32`));
  if (far) return fail("InvalidParameterValue", `Address ${far} does not fall within the subnet's address range`);
  const kept = addresses.find((address) => isKept(range, address, KEPT));
  if (kept) return fail("InvalidParameterValue", `Address ${kept} is in subnet's reserved address range`);
  const used = usedAddresses(world, subnetId);
  const taken = addresses.find((address) => used.has(address));
  return taken === undefined ? undefined : fail("InvalidIPAddress.InUse", `Address ${taken} is in use.`);
}
