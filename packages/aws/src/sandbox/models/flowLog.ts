import type { Model } from "@isobar/sandbox";
import { common, ec2Id, missing, regionalArn } from "../aws";
import { ec2Tagging, inRegion, onOwn, passRole, rolesTrusting } from "../permissions";
import { types } from "../types";

const SERVICE = "vpc-flow-logs.amazonaws.com";
const MAX_SECONDS = 600;

export const flowLog: Model = {
  type: "aws:ec2/flowLog:FlowLog",
  permissions: (inputs, asked) => [
    inRegion("ec2:CreateFlowLogs", "ec2:DescribeFlowLogs"),
    onOwn(inputs, "ec2:DeleteFlowLogs"),
    ...ec2Tagging(inputs),
    ...(inputs.iamRoleArn === undefined ? [] : [passRole(rolesTrusting(SERVICE, asked), SERVICE)]),
    // "Publish flow logs to Amazon S3".
    ...((inputs.logDestinationType ?? "cloud-watch-logs") === "cloud-watch-logs"
      ? []
      : [inRegion("logs:CreateLogDelivery", "logs:DeleteLogDelivery")]),
  ],
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
