import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { refusing, refusingDelete } from "../failure";
import { checkConflicts, checkEnum, isSet, known } from "../known";
import { ec2Tagging, inRegion, onOwn } from "../permissions";
import { checkNetwork, isForbidden, MAX_PREFIX, MIN_PREFIX, prefixOf } from "../rules/ranges";
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

function check(inputs: Props): CheckFailure[] {
  const cidr = known(inputs.cidrBlock);
  const length = cidr === undefined ? MIN_PREFIX : prefixOf(cidr);
  const failures = [
    ...checkNetwork("cidrBlock", inputs.cidrBlock),
    ...checkConflicts(inputs, "cidrBlock", ["ipv4NetmaskLength"]),
    ...checkEnum("instanceTenancy", inputs.instanceTenancy, ["default", "dedicated"]),
  ];
  if (failures.length === 0 && (length < MIN_PREFIX || length > MAX_PREFIX)) {
    const reason = `expected "cidr_block" to contain a network Value with between ${MIN_PREFIX} and ${MAX_PREFIX} significant bits, got: ${length}`;
    return [{ property: "cidrBlock", reason }];
  }
  return failures;
}
