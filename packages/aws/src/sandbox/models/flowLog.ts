import type { CheckFailure, Model, Props, World } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { type Fail, refusing } from "../failure";
import { checkArn, checkEnum, checkExactlyOne, isSet, object } from "../known";
import { missingCard } from "../networks";
import { ec2Tagging, inRegion, onOwn, passRole, rolesTrusting } from "../permissions";
import { missing } from "../references";
import { types } from "../types";

const SERVICE = "vpc-flow-logs.amazonaws.com";
const MAX_SECONDS = 600;
const TO_LOGS = "cloud-watch-logs";
/** "CreateFlowLogs": the service that a destination of each kind belongs to. */
const ARN_SERVICES: Readonly<Record<string, string>> = {
  [TO_LOGS]: "logs",
  s3: "s3",
  "kinesis-data-firehose": "firehose",
};
const SOURCES = [
  "eniId",
  "regionalNatGatewayId",
  "subnetId",
  "transitGatewayAttachmentId",
  "transitGatewayId",
  "vpcId",
] as const;
const SAME = [...SOURCES, "logDestination", "logDestinationType", "trafficType"];

export const flowLog: Model = {
  type: types.flowLog,
  permissions: (inputs, asked) => [
    inRegion("ec2:CreateFlowLogs", "ec2:DescribeFlowLogs"),
    onOwn(inputs, "ec2:DeleteFlowLogs"),
    ...ec2Tagging(inputs),
    ...(inputs.iamRoleArn === undefined ? [] : [passRole(rolesTrusting(SERVICE, asked), SERVICE)]),
    // "Publish flow logs to Amazon S3".
    ...((inputs.logDestinationType ?? TO_LOGS) === TO_LOGS
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
    "regionalNatGatewayId",
    "subnetId",
    "trafficType",
    "transitGatewayAttachmentId",
    "transitGatewayId",
    "vpcId",
  ],
  check,
  id: (_, world) => ec2Id(world, "fl"),
  refuse: (inputs, world) => {
    const fail = refusing(types.flowLog, inputs, world);
    return (
      missing(world, fail, types.vpc, inputs.vpcId, "InvalidVpcId.NotFound") ??
      missing(world, fail, types.subnet, inputs.subnetId, "InvalidSubnetId.NotFound") ??
      missingCard(world, fail, inputs.eniId, "InvalidNetworkInterfaceId.NotFound") ??
      refuseTraffic(inputs, fail) ??
      refuseDelivery(inputs, world, fail) ??
      refuseRole(inputs, world, fail)
    );
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `vpc-flow-log/${world.id}`),
    logDestinationType: inputs.logDestinationType ?? TO_LOGS,
    maxAggregationInterval: inputs.maxAggregationInterval ?? MAX_SECONDS,
  }),
};

function check(inputs: Props): CheckFailure[] {
  return [
    ...checkExactlyOne(inputs, SOURCES),
    ...checkArn("iamRoleArn", inputs.iamRoleArn),
    ...checkArn("logDestination", inputs.logDestination),
    ...checkEnum("destinationOptions.fileFormat", object(inputs.destinationOptions).fileFormat, [
      "plain-text",
      "parquet",
    ]),
    ...checkEnum("trafficType", inputs.trafficType, ["ACCEPT", "REJECT", "ALL"]),
    ...checkEnum("logDestinationType", inputs.logDestinationType, [TO_LOGS, "s3", "kinesis-data-firehose"]),
    ...checkEnum("maxAggregationInterval", inputs.maxAggregationInterval, [60, MAX_SECONDS]),
  ];
}

/** "CreateFlowLogs". */
function refuseDelivery(inputs: Props, world: World, fail: Fail): string | undefined {
  const { iamRoleArn, logDestination, logDestinationType = TO_LOGS, destinationOptions } = inputs;
  if (logDestinationType === TO_LOGS && !isSet(iamRoleArn)) {
    return fail(
      "InvalidParameter",
      "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
    );
  }
  const service = ARN_SERVICES[String(logDestinationType)];
  if (!isSet(logDestination) || (service !== undefined && String(logDestination).split(":")[2] !== service)) {
    return fail("InvalidParameter", `LogDestination: '${logDestination ?? ""}' is not valid for ${logDestinationType}`);
  }
  if (logDestinationType !== "s3" && isSet(destinationOptions)) {
    return fail("InvalidParameter", "DestinationOptions can only be specified if LogDestinationType is s3.");
  }
  if (logDestinationType === "s3" && isSet(iamRoleArn)) {
    return fail("InvalidParameter", "DeliverLogsPermissionArn is not applicable for s3 delivery");
  }
  const same = world.list(types.flowLog).some((other) => SAME.every((name) => other.inputs[name] === inputs[name]));
  return same
    ? fail("FlowLogAlreadyExists", "There is an existing Flow Log with the same configuration and log destination.")
    : undefined;
}

/** "CreateFlowLogs": only transit gateways do without. */
function refuseTraffic({ trafficType, transitGatewayId, transitGatewayAttachmentId }: Props, fail: Fail) {
  return isSet(trafficType) || isSet(transitGatewayId) || isSet(transitGatewayAttachmentId)
    ? undefined
    : fail("MissingParameter", "The request must contain the parameter TrafficType");
}

/** "IAM role for publishing flow logs to CloudWatch Logs". */
function refuseRole({ iamRoleArn, logDestinationType = TO_LOGS }: Props, world: World, fail: Fail): string | undefined {
  if (logDestinationType !== TO_LOGS) return undefined;
  const role = world.list(types.role, ["arn", iamRoleArn])[0];
  return String(role?.inputs.assumeRolePolicy).includes(`"${SERVICE}"`)
    ? undefined
    : fail("InvalidParameter", `Unable to assume given IAM role: '${iamRoleArn}'`);
}
