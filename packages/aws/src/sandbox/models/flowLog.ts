import type { Model } from "@isobar/sandbox";
import { common, ec2Id, missing, regionalArn } from "../aws";
import { types } from "../types";

const MAX_SECONDS = 600;

export const flowLog: Model = {
  type: "aws:ec2/flowLog:FlowLog",
  immutable: [
    "deliverCrossAccountRole",
    "destinationOptions",
    "eniId",
    "iamRoleArn",
    "logDestination",
    "logDestinationType",
    "logFormat",
    "maxAggregationInterval",
    "region",
    "subnetId",
    "trafficType",
    "transitGatewayAttachmentId",
    "transitGatewayId",
    "vpcId",
  ],
  id: (_, world) => ec2Id(world, "fl"),
  refuse: ({ vpcId }, world) => missing(world, types.vpc, vpcId, "InvalidVpcId.NotFound", "Vpc Id"),
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `vpc-flow-log/${world.id}`),
    logDestinationType: inputs.logDestinationType ?? "cloud-watch-logs",
    maxAggregationInterval: inputs.maxAggregationInterval ?? MAX_SECONDS,
  }),
};
