import type { FunctionModel } from "@isobar/sandbox";
import { types } from "../types";

export const getSubnet: FunctionModel = {
  token: "aws:ec2/getSubnet:getSubnet",
  call: ({ id }, world) => {
    const subnet = world.find(types.subnet, String(id));
    if (!subnet) throw new Error(`reading EC2 Subnet: no matching EC2 Subnet found (${id})`);
    const { arn, availabilityZone, cidrBlock, mapPublicIpOnLaunch, ownerId, region, tags, vpcId } = subnet.outputs;
    return {
      arn,
      availabilityZone,
      cidrBlock,
      defaultForAz: false,
      id,
      mapPublicIpOnLaunch,
      ownerId,
      region,
      state: "available",
      tags,
      vpcId,
    };
  },
};
