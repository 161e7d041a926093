import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { contains, isKept, rangeOf } from "@isobar/sandbox/ranges";
import { KEPT, privateAddress, privateName, usedAddresses } from "../addresses";
import { common, ec2Id, regionalArn, texts } from "../aws";
import { type Fail, refusing, refusingDelete } from "../failure";
import { checkConflicts, checkEnum, objects } from "../known";
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
  check: (inputs) => [
    ...checkEnum("interfaceType", inputs.interfaceType, KINDS),
    ...checkConflicts(inputs, "ipv6AddressCount", [
      "ipv6Addresses",
      "ipv6AddressLists",
      "ipv6Prefixes",
      "ipv6PrefixCount",
    ]),
    ...checkConflicts(inputs, "ipv4PrefixCount", ["ipv4Prefixes"]),
  ],
  id: (_, world) => ec2Id(world, "eni"),
  refuse: (inputs, world) => {
    const fail = refusing(types.networkInterface, inputs, world);
    return (
      missing(world, fail, types.subnet, inputs.subnetId) ??
      refuseGroups(inputs.securityGroups, inputs.subnetId, world, fail) ??
      refuseAddresses([inputs.privateIp, ...texts(inputs.privateIps)], inputs.subnetId, world, fail) ??
      refuseIpv6(inputs, inputs.subnetId, world, fail) ??
      refuseAttachments(inputs, world, fail)
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

/** "AttachNetworkInterface": a machine of the same zone, at a place that is free. */
function refuseAttachments({ attachments, subnetId }: Props, world: ResourceWorld, fail: Fail): string | undefined {
  const zone = world.find(types.subnet, String(subnetId))?.outputs.availabilityZone;
  for (const { instance: id, deviceIndex } of objects(attachments)) {
    const gone = missing(world, fail, types.instance, id);
    if (gone) return gone;
    const machine = world.find(types.instance, String(id));
    if (machine !== undefined && machine.outputs.availabilityZone !== zone) {
      const reason = `You may not attach a network interface to an instance if they are not in the same availability zone`;
      return fail("InvalidParameterCombination", reason);
    }
    if (deviceIndex === 0) {
      return fail("InvalidParameterValue", `Instance '${id}' already has an interface attached at device index '0'.`);
    }
  }
  return undefined;
}

/** "IPv6 addressing for your VPCs and subnets": interfaces have them only where their subnet has a range of them. */
export function refuseIpv6(inputs: Props, subnetId: unknown, world: ResourceWorld, fail: Fail): string | undefined {
  const wished = Number(inputs.ipv6AddressCount ?? 0) > 0 || texts(inputs.ipv6Addresses).length > 0;
  const subnet = world.find(types.subnet, String(subnetId));
  const has = [subnet?.inputs.ipv6CidrBlock, subnet?.inputs.ipv6IpamPoolId].some((it) => it !== undefined);
  return wished && subnet !== undefined && !has
    ? fail("InvalidParameterValue", `The subnet '${subnetId}' has no IPv6 CIDR block.`)
    : undefined;
}

/** The network interface that a machine was given. */
export function cardOf(instance: Props): string | undefined {
  const first = objects(instance.networkInterfaces).find(({ deviceIndex }) => deviceIndex === 0);
  const { networkInterfaceId } = (instance.primaryNetworkInterface ?? first ?? {}) as Props;
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
