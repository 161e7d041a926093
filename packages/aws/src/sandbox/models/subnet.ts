import type { CheckFailure, Model, Props, ResourceWorld } from "@isobar/sandbox";
import { contains, overlap } from "@isobar/sandbox/ranges";
import { common, ec2Id, regionalArn, texts } from "../aws";
import { type Fail, refusing, refusingDelete } from "../failure";
import { checkConflicts, checkEnum, isSet } from "../known";
import { ec2Tagging, inRegion, onOwn } from "../permissions";
import { missing } from "../references";
import { checkNetwork, checkNetwork6, MAX_PREFIX, MIN_PREFIX, prefixOf } from "../rules/ranges";
import { networkOf6 } from "../rules/ranges6";
import { types } from "../types";
import { zoneIdsOf, zonesOf } from "../zones";

const MAX_PREFIX_6 = 64;

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
    ...checkNetwork6("ipv6CidrBlock", inputs.ipv6CidrBlock),
    ...checkOutpost(inputs),
    ...checkConflicts(inputs, "availabilityZone", ["availabilityZoneId"]),
    ...checkEnum("privateDnsHostnameTypeOnLaunch", inputs.privateDnsHostnameTypeOnLaunch, ["ip-name", "resource-name"]),
  ],
  id: (_, world) => ec2Id(world, "subnet"),
  refuse: (inputs, world) => {
    const fail = refusing(types.subnet, inputs, world);
    return (
      missing(world, fail, types.vpc, inputs.vpcId) ??
      refuseRange(inputs, world, fail) ??
      refuseRange6(inputs, world, fail) ??
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
    privateDnsHostnameTypeOnLaunch:
      inputs.privateDnsHostnameTypeOnLaunch ?? (inputs.ipv6Native === true ? "resource-name" : "ip-name"),
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

/** "Subnet": addresses of a customer are on an outpost. */
function checkOutpost(inputs: Props): CheckFailure[] {
  const lacks = ["customerOwnedIpv4Pool", "outpostArn"].filter((name) => !isSet(inputs[name]));
  if (inputs.mapCustomerOwnedIpOnLaunch !== true || lacks.length === 0) return [];
  const reason =
    '"map_customer_owned_ip_on_launch": all of `customer_owned_ipv4_pool,map_customer_owned_ip_on_launch,outpost_arn` must be specified';
  return [{ property: "mapCustomerOwnedIpOnLaunch", reason }];
}

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

/** "CreateSubnet" and "Subnet CIDR blocks": IPv6 ranges from /44 to /64 in steps of 4. */
function refuseRange6(inputs: Props, world: ResourceWorld, fail: Fail): string | undefined {
  const { vpcId, cidrBlock, ipv6CidrBlock: cidr, ipv4IpamPoolId, ipv6IpamPoolId } = inputs;
  if (![cidrBlock, cidr, ipv4IpamPoolId, ipv6IpamPoolId].some(isSet)) {
    return fail("MissingParameter", "Either 'cidrBlock' or 'ipv6CidrBlock' should be provided.");
  }
  const range = networkOf6(String(cidr));
  if (range === undefined) return undefined;
  const network = networkOf6(String(world.find(types.vpc, String(vpcId))?.outputs.ipv6CidrBlock));
  const inside = network !== undefined && network.first <= range.first && range.last <= network.last;
  if (!inside || range.prefix > MAX_PREFIX_6 || range.prefix % 4 !== 0) {
    return fail("InvalidSubnet.Range", `The CIDR '${cidr}' is invalid.`);
  }
  const siblings = world.list(types.subnet, ["vpcId", vpcId]).filter(({ id }) => id !== world.id);
  return siblings
    .map(({ inputs: other }) => networkOf6(String(other.ipv6CidrBlock)))
    .some((other) => other !== undefined && range.first <= other.last && other.first <= range.last)
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
