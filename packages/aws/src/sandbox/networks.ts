import type { StoredResource, World } from "@isobar/sandbox";
import { missing, texts } from "./aws";
import { types } from "./types";

/** True if addresses of a VPC can be reached from outside. */
export function hasInternetGateway(world: World, vpcId: string): boolean {
  return world.list(types.internetGateway).some((gateway) => gateway.inputs.vpcId === vpcId);
}

/** What a public address is given to: a network interface or a machine. */
export function holderOf(networkInterface: unknown, instance: unknown, world: World): StoredResource | undefined {
  if (typeof networkInterface === "string") return world.find(types.networkInterface, networkInterface);
  return typeof instance === "string" ? world.find(types.instance, instance) : undefined;
}

/** Refuses a public address in a VPC without an internet gateway. */
export function refuseWithoutGateway(holder: StoredResource | undefined, world: World): string | undefined {
  const vpcId = world.find(types.subnet, String(holder?.outputs.subnetId))?.inputs.vpcId;
  if (typeof vpcId !== "string" || hasInternetGateway(world, vpcId)) return undefined;
  return `api error Gateway.NotAttached: Network ${vpcId} is not attached to any internet gateway`;
}

/** Refuses to take the internet gateway away from a VPC with public addresses. */
export function refuseDetach(vpcId: unknown, world: World): string | undefined {
  const subnets = new Set(world.list(types.subnet).flatMap(({ id, inputs }) => (inputs.vpcId === vpcId ? [id] : [])));
  const own = [types.instance, types.natGateway]
    .flatMap((type) => world.list(type))
    .filter((it) => it.outputs.publicIp);
  const given = world
    .list(types.addressAssociation)
    .map(({ inputs }) => holderOf(inputs.networkInterfaceId, inputs.instanceId, world));
  const mapped = [...own, ...given].some((holder) => subnets.has(String(holder?.outputs.subnetId)));
  return mapped
    ? `api error DependencyViolation: Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`
    : undefined;
}

/** A refusal as EC2 words it if no VPC has the security group, which may be the one that a VPC comes with. */
export function missingGroup(world: World, id: unknown, code = "InvalidGroup.NotFound"): string | undefined {
  if (typeof id === "string" && vpcOfGroup(world, id) !== undefined) return undefined;
  return missing(world, types.securityGroup, id, code, "security group");
}

function vpcOfGroup(world: World, id: string): unknown {
  const own = world.find(types.securityGroup, id)?.inputs.vpcId;
  return own ?? world.list(types.vpc).find(({ outputs }) => outputs.defaultSecurityGroupId === id)?.id;
}

/** Refuses security groups of another VPC than the subnet's. */
export function refuseForeignGroup(groups: unknown, subnetId: unknown, world: World): string | undefined {
  const vpcId = world.find(types.subnet, String(subnetId))?.inputs.vpcId;
  const foreign = texts(groups).find((id) => vpcOfGroup(world, id) !== vpcId);
  return vpcId === undefined || foreign === undefined
    ? undefined
    : `api error InvalidParameter: Security group ${foreign} and subnet ${subnetId} belong to different networks.`;
}
