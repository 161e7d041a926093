import { type FunctionModel, type Props, Refusal } from "@isobar/sandbox";
import { inRegion } from "../permissions";
import { types } from "../types";
import { zonesOf } from "../zones";

export const getSubnet: FunctionModel = {
  token: "aws:ec2/getSubnet:getSubnet",
  permissions: [inRegion("ec2:DescribeSubnets")],
  call: ({ id }, world) => {
    const subnet = world.find(types.subnet, String(id));
    if (!subnet) throw new Refusal(`reading EC2 Subnet: no matching EC2 Subnet found (${id})`);
    return answer(id, subnet.outputs);
  },
  invent: ({ id }, { account, region }, named) => {
    const vpcId = named.find((text) => /^vpc-[0-9a-f]+$/.test(text));
    return answer(id, {
      availabilityZone: zonesOf(region)[0],
      cidrBlock: "10.0.0.0/24",
      ownerId: account,
      region,
      vpcId,
    });
  },
};

function answer(id: unknown, outputs: Props): Props {
  const { arn, availabilityZone, cidrBlock, mapPublicIpOnLaunch, ownerId, region, tags, vpcId } = outputs;
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
}
