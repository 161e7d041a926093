import type { FunctionModel } from "@isobar/sandbox";
import { types } from "../types";

export const getVpc: FunctionModel = {
  token: "aws:ec2/getVpc:getVpc",
  call: ({ id }, world) => {
    const vpc = world.find(types.vpc, String(id));
    if (!vpc) throw new Error(`reading EC2 VPC: no matching EC2 VPC found (${id})`);
    const { arn, cidrBlock, enableDnsHostnames, enableDnsSupport, ownerId, region, tags } = vpc.outputs;
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
  },
};
