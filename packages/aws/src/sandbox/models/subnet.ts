import type { Model } from "@isobar/sandbox";
import { isWithin, overlap } from "../addresses";
import { common, ec2Id, missing, regionalArn, texts } from "../aws";
import { ec2Tagging, inRegion, onOwn } from "../permissions";
import { types } from "../types";
import { zonesOf } from "../zones";

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
  id: (_, world) => ec2Id(world, "subnet"),
  refuse: ({ vpcId, cidrBlock, availabilityZone }, world) => {
    const gone = missing(world, types.vpc, vpcId, "InvalidVpcID.NotFound", "vpc ID");
    if (gone) return gone;
    const cidr = String(cidrBlock);
    const network = world.find(types.vpc, String(vpcId));
    if (!isWithin(cidr, String(network?.outputs.cidrBlock))) {
      return `api error InvalidSubnet.Range: The CIDR '${cidr}' is invalid.`;
    }
    const siblings = world.list(types.subnet).filter((other) => other.inputs.vpcId === vpcId);
    if (siblings.some((other) => overlap(cidr, String(other.inputs.cidrBlock)))) {
      return `api error InvalidSubnet.Conflict: The CIDR '${cidr}' conflicts with another subnet`;
    }
    const zones = zonesOf(world.region);
    if (availabilityZone !== undefined && !zones.includes(String(availabilityZone))) {
      return `api error InvalidParameterValue: Value (${availabilityZone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.join(", ")}.`;
    }
    return undefined;
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `subnet/${world.id}`),
    availabilityZone: inputs.availabilityZone ?? world.keep("availabilityZone", () => zonesOf(world.region)[0]),
    mapPublicIpOnLaunch: inputs.mapPublicIpOnLaunch ?? false,
    ownerId: world.account,
    privateDnsHostnameTypeOnLaunch: "ip-name",
  }),
  refuseDelete: ({ id }, world) => {
    const users = [types.instance, types.networkInterface, types.natGateway].flatMap((type) => world.list(type));
    const endpoints = world.list(types.vpcEndpoint).filter(({ inputs }) => texts(inputs.subnetIds).includes(id));
    return endpoints.length > 0 || users.some(({ outputs }) => outputs.subnetId === id)
      ? `deleting EC2 Subnet (${id}): api error DependencyViolation: The subnet '${id}' has dependencies and cannot be deleted.`
      : undefined;
  },
};
