import type { Scope } from "@isobar/core/driver";
import { LogGroup, type LogGroupArgs } from "@pulumi/aws/cloudwatch/logGroup";
import { FlowLog, type FlowLogArgs } from "@pulumi/aws/ec2/flowLog";
import type { Vpc } from "@pulumi/aws/ec2/vpc";
import { Role, type RoleArgs } from "@pulumi/aws/iam/role";
import { RolePolicy, type RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import { settings } from "../config";
import { names } from "../names";
import { policyDocument, trustPolicy } from "../policy";
import { iamTags, named } from "../tags";

const RETENTION_DAYS = 30;

/** Records accepted and refused connections in CloudWatch Logs for 30 days. */
export function makeFlowLogs(scope: Scope, vpc: Vpc): void {
  const group = scope.child("flowLogGroup", LogGroup, {
    name: scope.physicalName(names.logGroup, "flow-log-group"),
    retentionInDays: RETENTION_DAYS,
    tags: scope.tags,
  } satisfies LogGroupArgs);
  const role = scope.child("flowLogRole", Role, {
    name: scope.physicalName(names.role, "flow-log-role"),
    assumeRolePolicy: vpc.ownerId.apply((account) =>
      trustPolicy("vpc-flow-logs.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
    ),
    permissionsBoundary: settings(scope).permissionsBoundary,
    tags: iamTags(scope),
  } satisfies RoleArgs);
  const policy = scope.child("flowLogPolicy", RolePolicy, {
    name: scope.physicalName(names.policy, "flow-log-policy"),
    role: role.name,
    policy: group.arn.apply(deliveryPolicy),
  } satisfies RolePolicyArgs);
  scope.child(
    "flowLog",
    FlowLog,
    {
      vpcId: vpc.id,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      tags: named(scope, "flow-log"),
    } satisfies FlowLogArgs,
    { dependsOn: policy },
  );
}

/** "IAM role for publishing flow logs to CloudWatch Logs", for one log group, which exists already. */
function deliveryPolicy(group: string): string {
  return policyDocument({
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    Resource: [group, `${group}:*`],
  });
}
