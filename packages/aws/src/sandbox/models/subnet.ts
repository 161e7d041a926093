import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { contains, overlap } from "@isobar/sandbox/ranges";
import { common, ec2Id, regionalArn, texts } from "../aws";
import { type Fail, refusing, refusingDelete } from "../failure";
import { checkConflicts } from "../known";
import { ec2Tagging, inRegion, onOwn } from "../permissions";
import { missing } from "../references";
import { checkNetwork, MAX_PREFIX, MIN_PREFIX, prefixOf } from "../rules/ranges";
import { types } from "../types";
import { zoneIdsOf, zonesOf } from "../zones";

export const subnet: Model = {
  type: types.subnet,
  permissions: (inputs) => [
    inRegion("ec2:CreateSubnet", "ec2:DescribeSubnets", "ec2:DescribeNetworkInterfaces"),
    onOwn(inputs, "ec2:ModifySubnetAttribute", "ec2:DeleteSubnet"),
    ...ec2Tagging(inputs),
  ],
  immutable: [
    "availabilityZone",
    "availabilityZoneId",
    "cidrBlock",
    "ipv4IpamPoolId",
    "ipv4NetmaskLength",
    "ipv6Native",
    "outpostArn",
    "region",
    "vpcId",
  ],
  check: (inputs) => [
    ...checkNetwork("cidrBlock", inputs.cidrBlock),
    ...checkConflicts(inputs, "availabilityZone", ["availabilityZoneId"]),
  ],
  id: (_, world) => ec2Id(world, "subnet"),
  refuse: (inputs, world) => {
    const fail = refusing(types.subnet, inputs, world);
    return (
      missing(world, fail, types.vpc, inputs.vpcId) ??
      refuseRange(inputs, world, fail) ??
      refuseZone(inputs, world, fail)
    );
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `subnet/${world.id}`),
    availabilityZone: zoneOf(inputs, world),
    availabilityZoneId: zoneIdsOf(world.region)[zonesOf(world.region).indexOf(zoneOf(inputs, world))],
    mapPublicIpOnLaunch: inputs.mapPublicIpOnLaunch ?? false,
    ownerId: world.account,
    privateDnsHostnameTypeOnLaunch: "ip-name",
  }),
  refuseDelete: (resource, world) => {
    const { id } = resource;
    const users = [types.instance, types.networkInterface, types.natGateway].flatMap((type) =>
      world.list(type, ["subnetId", id]),
    );
    const endpoints = world.list(types.vpcEndpoint).filter(({ inputs }) => texts(inputs.subnetIds).includes(id));
    return endpoints.length > 0 || users.length > 0
      ? refusingDelete(resource)("DependencyViolation", `The subnet '${id}' has dependencies and cannot be deleted.`)
      : undefined;
  },
};

function zoneOf({ availabilityZone, availabilityZoneId }: Props, world: ResourceWorld): string {
  const zones = zonesOf(world.region);
  const byId = zones[zoneIdsOf(world.region).indexOf(String(availabilityZoneId))];
  return String(availabilityZone ?? byId ?? world.keep("availabilityZone", () => zones[0]));
}

/** "Subnet CIDR blocks". */
function refuseRange({ vpcId, cidrBlock }: Props, world: ResourceWorld, fail: Fail): string | undefined {
  if (cidrBlock === undefined) return undefined;
  const cidr = String(cidrBlock);
  const length = prefixOf(cidr);
  const network = String(world.find(types.vpc, String(vpcId))?.outputs.cidrBlock);
  if (length < MIN_PREFIX || length > MAX_PREFIX || !contains(network, cidr)) {
    return fail("InvalidSubnet.Range", `The CIDR '${cidr}' is invalid.`);
  }
  const siblings = world.list(types.subnet, ["vpcId", vpcId]);
  return siblings.some((other) => overlap(cidr, String(other.inputs.cidrBlock)))
    ? fail("InvalidSubnet.Conflict", `The CIDR '${cidr}' conflicts with another subnet`)
    : undefined;
}

function refuseZone({ availabilityZone, availabilityZoneId }: Props, { region }: ResourceWorld, fail: Fail) {
  const [given, allowed, parameter] =
    availabilityZone === undefined
      ? [availabilityZoneId, zoneIdsOf(region), "availabilityZoneId"]
      : [availabilityZone, zonesOf(region), "availabilityZone"];
  return given === undefined || allowed.includes(String(given))
    ? undefined
    : fail(
        "InvalidParameterValue",
        `Value (${given}) for parameter ${parameter} is invalid. Subnets can currently only be created in the following availability zones: ${allowed.join(", ")}.`,
      );
}
