import type { Model } from "@isobar/sandbox";
import { common, regionalArn } from "../aws";
import { inRegion, on, regionalPattern } from "../permissions";

const ACTIONS = [
  "logs:CreateLogGroup",
  "logs:DeleteLogGroup",
  "logs:DeleteRetentionPolicy",
  "logs:ListTagsForResource",
  "logs:PutLogGroupDeletionProtection",
  "logs:PutRetentionPolicy",
  "logs:TagResource",
  "logs:UntagResource",
];

export const logGroup: Model = {
  type: "aws:cloudwatch/logGroup:LogGroup",
  permissions: ({ name, kmsKeyId }) => [
    on([regionalPattern("logs", `log-group:${name}`), regionalPattern("logs", `log-group:${name}:*`)], ...ACTIONS),
    ...(kmsKeyId === undefined
      ? []
      : [on([regionalPattern("logs", `log-group:${name}`)], "logs:AssociateKmsKey", "logs:DisassociateKmsKey")]),
    inRegion("logs:DescribeLogGroups"),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: ["logGroupClass", "name", "namePrefix", "region"],
  id: (inputs) => String(inputs.name),
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "logs", `log-group:${world.id}`),
    deletionProtectionEnabled: inputs.deletionProtectionEnabled ?? false,
    logGroupClass: inputs.logGroupClass ?? "STANDARD",
    retentionInDays: inputs.retentionInDays ?? 0,
    skipDestroy: inputs.skipDestroy ?? false,
  }),
};
