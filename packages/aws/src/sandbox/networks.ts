import type { StoredResource, World } from "@isobar/sandbox";
import { texts } from "./aws";
import type { Fail } from "./failure";
import { missing } from "./references";
import { types } from "./types";

/** "Amazon VPC quotas". */
const MAX_GROUPS = 5;

/** True if addresses of a VPC can be reached from outside. */
export function hasInternetGateway(world: World, vpcId: string): boolean {
  return world.list(types.internetGateway, ["vpcId", vpcId]).length > 0;
}

/** The VPC of a subnet. */
export function vpcOfSubnet(world: World, subnetId: unknown): string | undefined {
  const vpcId = world.find(types.subnet, String(subnetId))?.inputs.vpcId;
  return typeof vpcId === "string" ? vpcId : undefined;
}

/** A network interface, or the machine or NAT gateway that came with it. */
export function cardHolder(world: World, id: string): StoredResource | undefined {
  return (
    world.find(types.networkInterface, id) ??
    world.list(types.instance, ["primaryNetworkInterfaceId", id])[0] ??
    world.list(types.natGateway, ["networkInterfaceId", id])[0]
  );
}

/** A refusal if no network interface has the id. */
export function missingCard(world: World, fail: Fail, id: unknown, code?: string): string | undefined {
  return typeof id === "string" && cardHolder(world, id) === undefined
    ? missing(world, fail, types.networkInterface, id, code)
    : undefined;
}

/** What a public address is given to: a network interface or a machine. */
export function holderOf(networkInterface: unknown, instance: unknown, world: World): StoredResource | undefined {
  if (typeof networkInterface === "string") return cardHolder(world, networkInterface);
  return typeof instance === "string" ? world.find(types.instance, instance) : undefined;
}

/** Refuses a public address in a VPC without an internet gateway. */
export function refuseWithoutGateway(holder: StoredResource | undefined, world: World, fail: Fail): string | undefined {
  const vpcId = vpcOfSubnet(world, holder?.outputs.subnetId);
  if (vpcId === undefined || hasInternetGateway(world, vpcId)) return undefined;
  return fail("Gateway.NotAttached", `Network ${vpcId} is not attached to any internet gateway`);
}

/** Refuses to take the internet gateway away from a VPC with public addresses. */
export function refuseDetach(vpcId: unknown, world: World, fail: Fail): string | undefined {
  const subnets = new Set(world.list(types.subnet, ["vpcId", vpcId]).map(({ id }) => id));
  const own = [types.instance, types.natGateway]
    .flatMap((type) => world.list(type))
    .filter((it) => it.outputs.publicIp);
  const given = world
    .list(types.addressAssociation)
    .map(({ inputs }) => holderOf(inputs.networkInterfaceId, inputs.instanceId, world));
  const mapped = [...own, ...given].some((holder) => subnets.has(String(holder?.outputs.subnetId)));
  return mapped
    ? fail(
        "DependencyViolation",
        `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
      )
    : undefined;
}

/** A refusal if no VPC has the security group, which may be the one that a VPC comes with. */
export function missingGroup(world: World, fail: Fail, id: unknown, code?: string): string | undefined {
  if (typeof id !== "string" || vpcOfGroup(world, id) !== undefined) return undefined;
  // "Error codes for the Amazon EC2 API".
  if (!id.startsWith("sg-")) return fail("InvalidGroupId.Malformed", `Invalid id: "${id}" (expecting "sg-...")`);
  return missing(world, fail, types.securityGroup, id, code);
}

/** The VPC of a security group. */
export function vpcOfGroup(world: World, id: unknown): unknown {
  const own = world.find(types.securityGroup, String(id))?.inputs.vpcId;
  return own ?? world.list(types.vpc, ["defaultSecurityGroupId", id])[0]?.id;
}

/** The VPC of a route table, which may be the one that the VPC comes with. */
export function vpcOfTable(world: World, id: unknown): unknown {
  const own = world.find(types.routeTable, String(id))?.inputs.vpcId;
  return own ?? world.list(types.vpc, ["mainRouteTableId", id])[0]?.id;
}

/** A refusal if no VPC has the route table. */
export function missingTable(world: World, fail: Fail, id: unknown, code?: string): string | undefined {
  return vpcOfTable(world, id) === undefined ? missing(world, fail, types.routeTable, id, code) : undefined;
}

/** Refuses security groups that are not there, are of another VPC than the subnet's, or are too many. */
export function refuseGroups(groups: unknown, subnetId: unknown, world: World, fail: Fail): string | undefined {
  const ids = texts(groups);
  const gone = ids.map((id) => missingGroup(world, fail, id)).find(Boolean);
  if (gone) return gone;
  const vpcId = vpcOfSubnet(world, subnetId);
  const foreign = ids.find((id) => vpcOfGroup(world, id) !== vpcId);
  if (vpcId !== undefined && foreign !== undefined) {
    const reason = `Security group ${foreign} and subnet ${subnetId} belong to different networks.`;
    return fail("InvalidParameter", reason);
  }
  return ids.length > MAX_GROUPS
    ? fail(
        "SecurityGroupsPerInterfaceLimitExceeded",
        "The maximum number of security groups per interface has been reached.",
      )
    : undefined;
}
