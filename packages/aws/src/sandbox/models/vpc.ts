import type { CheckFailure, Model, Props, ResourceWorld } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { refusing, refusingDelete } from "../failure";
import { checkConflicts, checkEnum, isSet, known, snake } from "../known";
import { ec2Tagging, inRegion, onOwn } from "../permissions";
import { checkNetwork, checkNetwork6, isForbidden, MAX_PREFIX, MIN_PREFIX, prefixOf } from "../rules/ranges";
import { types } from "../types";

export const vpc: Model = {
  type: types.vpc,
  permissions: (inputs) => [
    inRegion(
      "ec2:CreateVpc",
      "ec2:DescribeVpcs",
      "ec2:DescribeVpcAttribute",
      "ec2:DescribeNetworkAcls",
      "ec2:DescribeRouteTables",
      "ec2:DescribeSecurityGroups",
    ),
    onOwn(inputs, "ec2:ModifyVpcAttribute", "ec2:ModifyVpcTenancy", "ec2:DeleteVpc"),
    ...ec2Tagging(inputs),
  ],
  immutable: (_, __, { instanceTenancy }) => [
    "cidrBlock",
    "ipv4IpamPoolId",
    "ipv4NetmaskLength",
    "region",
    // "ModifyVpcTenancy": only dedicated tenancy can be given up.
    ...(instanceTenancy === "dedicated" ? ["instanceTenancy"] : []),
  ],
  id: (_, world) => ec2Id(world, "vpc"),
  check,
  refuse: (inputs, world) => {
    const fail = refusing(types.vpc, inputs, world);
    const { cidrBlock, ipv4IpamPoolId } = inputs;
    if (!isSet(cidrBlock) && !isSet(ipv4IpamPoolId)) {
      return fail("MissingParameter", "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
    }
    return isSet(cidrBlock) && isForbidden(String(cidrBlock))
      ? fail("InvalidVpc.Range", `The CIDR '${cidrBlock}' is invalid.`)
      : undefined;
  },
  outputs: (inputs, world) => {
    const routeTable = world.keep("mainRouteTableId", () => ec2Id(world, "rtb"));
    return {
      ...common(inputs, world),
      arn: regionalArn(world, "ec2", `vpc/${world.id}`),
      defaultNetworkAclId: world.keep("defaultNetworkAclId", () => ec2Id(world, "acl")),
      defaultRouteTableId: routeTable,
      defaultSecurityGroupId: world.keep("defaultSecurityGroupId", () => ec2Id(world, "sg")),
      dhcpOptionsId: world.keep("dhcpOptionsId", () => ec2Id(world, "dopt")),
      enableDnsHostnames: inputs.enableDnsHostnames ?? false,
      enableDnsSupport: inputs.enableDnsSupport ?? true,
      instanceTenancy: inputs.instanceTenancy ?? "default",
      mainRouteTableId: routeTable,
      ownerId: world.account,
      ...(hasIpv6(inputs) ? ipv6Of(inputs, world) : {}),
    };
  },
  refuseDelete: (resource, world) => {
    const { id } = resource;
    const inside = [types.subnet, types.internetGateway, types.securityGroup, types.routeTable, types.vpcEndpoint];
    const used = inside.some((type) => world.list(type, ["vpcId", id]).length > 0);
    return used
      ? refusingDelete(resource)("DependencyViolation", `The vpc '${id}' has dependencies and cannot be deleted.`)
      : undefined;
  },
};

function hasIpv6({ assignGeneratedIpv6CidrBlock, ipv6IpamPoolId }: Props): boolean {
  return assignGeneratedIpv6CidrBlock === true || isSet(ipv6IpamPoolId);
}

/** "IPv6 VPC CIDR blocks". */
function ipv6Of({ ipv6CidrBlock, ipv6CidrBlockNetworkBorderGroup: group }: Props, world: ResourceWorld): Props {
  const generated = () =>
    `2a05:d0${world.hex(2)}:1${world.hex(3)}:${1 + (Number.parseInt(world.hex(1), 16) % 9)}${world.hex(1)}00::/56`;
  return {
    ipv6AssociationId: world.keep("ipv6AssociationId", () => ec2Id(world, "vpc-cidr-assoc")),
    ipv6CidrBlock: ipv6CidrBlock ?? world.keep("ipv6CidrBlock", generated),
    ipv6CidrBlockNetworkBorderGroup: group ?? world.region,
  };
}

/** "Vpc". */
function checkIpv6(inputs: Props): CheckFailure[] {
  const { assignGeneratedIpv6CidrBlock, ipv6CidrBlock, ipv6CidrBlockNetworkBorderGroup, ipv6IpamPoolId } = inputs;
  const needs = (property: string, other: string) => [
    { property, reason: `"${snake(property)}": all of \`${snake(property)},${snake(other)}\` must be specified` },
  ];
  return [
    ...checkNetwork6("ipv6CidrBlock", ipv6CidrBlock),
    ...checkEnum("ipv6NetmaskLength", inputs.ipv6NetmaskLength, [44, 48, 52, 56, 60]),
    ...(assignGeneratedIpv6CidrBlock === true
      ? checkConflicts(inputs, "ipv6IpamPoolId", ["assignGeneratedIpv6CidrBlock"])
      : []),
    ...checkConflicts(inputs, "ipv6CidrBlock", ["ipv6NetmaskLength"]),
    ...(isSet(ipv6CidrBlock) && !isSet(ipv6IpamPoolId) ? needs("ipv6CidrBlock", "ipv6IpamPoolId") : []),
    ...(isSet(ipv6CidrBlockNetworkBorderGroup) && !isSet(assignGeneratedIpv6CidrBlock)
      ? needs("ipv6CidrBlockNetworkBorderGroup", "assignGeneratedIpv6CidrBlock")
      : []),
  ];
}

function check(inputs: Props): CheckFailure[] {
  const cidr = known(inputs.cidrBlock);
  const length = cidr === undefined ? MIN_PREFIX : prefixOf(cidr);
  const failures = [
    ...checkNetwork("cidrBlock", inputs.cidrBlock),
    ...checkConflicts(inputs, "cidrBlock", ["ipv4NetmaskLength"]),
    ...checkIpv6(inputs),
    ...checkEnum("instanceTenancy", inputs.instanceTenancy, ["default", "dedicated"]),
  ];
  if (failures.length === 0 && (length < MIN_PREFIX || length > MAX_PREFIX)) {
    const reason = `expected "cidr_block" to contain a network Value with between ${MIN_PREFIX} and ${MAX_PREFIX} significant bits, got: ${length}`;
    return [{ property: "cidrBlock", reason }];
  }
  return failures;
}
