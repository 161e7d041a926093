import type { Model } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { ec2Tagging, inRegion, onOwn } from "../permissions";
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
  immutable: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength", "region"],
  id: (_, world) => ec2Id(world, "vpc"),
  // "VPC CIDR blocks".
  check: ({ cidrBlock }) => {
    const length = /\/(\d+)$/.exec(String(cidrBlock))?.[1];
    if (length === undefined || (Number(length) >= 16 && Number(length) <= 28)) return [];
    return [
      {
        property: "cidrBlock",
        reason: `expected "cidr_block" to contain a network Value with between 16 and 28 significant bits, got: ${length}`,
      },
    ];
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
  refuseDelete: ({ id }, world) => {
    const inside = [types.subnet, types.internetGateway, types.securityGroup, types.routeTable, types.vpcEndpoint];
    const used = inside.some((type) => world.list(type).some((resource) => resource.inputs.vpcId === id));
    return used
      ? `deleting EC2 VPC (${id}): api error DependencyViolation: The vpc '${id}' has dependencies and cannot be deleted.`
      : undefined;
  },
};
