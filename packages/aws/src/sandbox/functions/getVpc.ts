import { type FunctionModel, type Props, Refusal } from "@isobar/sandbox";
import { inRegion } from "../permissions";
import { types } from "../types";

export const getVpc: FunctionModel = {
  token: "aws:ec2/getVpc:getVpc",
  permissions: [inRegion("ec2:DescribeRouteTables", "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs")],
  call: ({ id }, world) => {
    const vpc = world.find(types.vpc, String(id));
    if (!vpc) throw new Refusal(`reading EC2 VPC: no matching EC2 VPC found (${id})`);
    return answer(id, vpc.outputs);
  },
  invent: ({ id }, { account, region }) => answer(id, { cidrBlock: "10.0.0.0/16", ownerId: account, region }),
};

function answer(id: unknown, outputs: Props): Props {
  const { arn, cidrBlock, enableDnsHostnames, enableDnsSupport, ownerId, region, tags } = outputs;
  return {
    arn,
    cidrBlock,
    default: false,
    enableDnsHostnames,
    enableDnsSupport,
    id,
    ownerId,
    region,
    state: "available",
    tags,
  };
}
