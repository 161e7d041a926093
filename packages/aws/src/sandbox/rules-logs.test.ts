import type { Land } from "../testing/land";
import { rules } from "../testing/rules";
import { types } from "./types";

const LOGS = "arn:aws:logs:eu-central-1:123456789012:log-group:flow";
const TO_S3 = { iamRoleArn: undefined, logDestinationType: "s3", logDestination: "arn:aws:s3:::logs-of-ours" };

function scene(land: Land) {
  const vpc = land.make(types.vpc, { cidrBlock: "10.0.0.0/16" });
  const a = land.make(types.subnet, { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: "eu-central-1a" });
  const role = (name: string, service: string) =>
    land.make(types.role, {
      name,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
      }),
    });
  const logs = role("logs", "vpc-flow-logs.amazonaws.com");
  const machine = role("machine", "ec2.amazonaws.com");
  return { land, vpc, a, logs, machine };
}
type Scene = ReturnType<typeof scene>;

function good({ vpc, logs }: Scene) {
  return { vpcId: vpc.id, trafficType: "ALL", iamRoleArn: logs.outputs.arn, logDestination: LOGS };
}

rules(types.flowLog, scene, good, [
  ["is of one thing", {}, ({ a }) => ({ subnetId: a.id }), /only one of/],
  ["is of what is there", {}, { vpcId: "vpc-gone" }, /InvalidVpcId\.NotFound/],
  ["takes one minute or ten", { maxAggregationInterval: 60 }, { maxAggregationInterval: 30 }, /one of \[60 600\]/],
  ["knows three kinds of traffic", { trafficType: "REJECT" }, { trafficType: "NONE" }, /traffic_type/],
  [
    "goes to logs by a role",
    { iamRoleArn: undefined, logDestinationType: "s3", logDestination: "arn:aws:s3:::logs-of-ours" },
    { iamRoleArn: undefined },
    /DeliverLogsPermissionArn/,
  ],
  [
    "has a role only for logs",
    { iamRoleArn: undefined, logDestinationType: "s3", logDestination: "arn:aws:s3:::logs-of-ours" },
    { logDestinationType: "s3", logDestination: "arn:aws:s3:::logs-of-ours" },
    /DeliverLogsPermissionArn is not applicable for s3 delivery/,
  ],
  ["has a role by ARN", {}, { iamRoleArn: "logs" }, /"iam_role_arn" \(logs\) is an invalid ARN/],
  [
    "has a role that is there",
    {},
    { iamRoleArn: "arn:aws:iam::123456789012:role/gone" },
    /InvalidParameter: Unable to assume given IAM role: 'arn:aws:iam::123456789012:role\/gone'/,
  ],
  [
    "has a role that flow logs may take on",
    {},
    ({ machine }) => ({ iamRoleArn: machine.outputs.arn }),
    /Unable to assume given IAM role/,
  ],
  [
    "says what traffic, where there is a choice",
    { vpcId: undefined, trafficType: undefined, transitGatewayId: "tgw-1" },
    { trafficType: undefined },
    /MissingParameter: The request must contain the parameter TrafficType/,
  ],
  ["goes somewhere", {}, { logDestination: undefined }, /LogDestination: '' is not valid/],
  ["goes where its kind goes", TO_S3, { ...TO_S3, logDestination: LOGS }, /is not valid for s3/],
  [
    "has files in a bucket alone",
    { ...TO_S3, destinationOptions: { fileFormat: "parquet" } },
    { destinationOptions: { fileFormat: "parquet" } },
    /DestinationOptions can only be specified/,
  ],
  [
    "has files of a format",
    { ...TO_S3, destinationOptions: { fileFormat: "plain-text" } },
    { ...TO_S3, destinationOptions: { fileFormat: "csv" } },
    /file_format to be one of/,
  ],
  ["is there once", {}, once, /FlowLogAlreadyExists/],
]);

function once(made: Scene) {
  made.land.make(types.flowLog, good(made));
  return {};
}
