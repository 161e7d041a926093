import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { common, regionalArn } from "../aws";
import { refusing, refusingDelete } from "../failure";
import { checkArn, checkEnum, known } from "../known";
import { inRegion, on, regionalPattern } from "../permissions";
import { types } from "../types";

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
  type: types.logGroup,
  permissions: ({ name, kmsKeyId }) => [
    on([regionalPattern("logs", `log-group:${name}`), regionalPattern("logs", `log-group:${name}:*`)], ...ACTIONS),
    ...(kmsKeyId === undefined
      ? []
      : [on([regionalPattern("logs", `log-group:${name}`)], "logs:AssociateKmsKey", "logs:DisassociateKmsKey")]),
    inRegion("logs:DescribeLogGroups"),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: ["logGroupClass", "name", "namePrefix", "region"],
  check,
  id: (inputs) => String(inputs.name),
  refuse: (inputs, world) => {
    const fail = refusing(types.logGroup, inputs, world);
    if (/^aws\//i.test(String(inputs.name))) {
      return fail("InvalidParameterException", "Log groups starting with AWS/ are reserved for AWS.");
    }
    return world.find(types.logGroup, String(inputs.name))
      ? fail("ResourceAlreadyExistsException", "The specified log group already exists")
      : undefined;
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "logs", `log-group:${world.id}`),
    deletionProtectionEnabled: inputs.deletionProtectionEnabled ?? false,
    logGroupClass: inputs.logGroupClass ?? "STANDARD",
    retentionInDays: inputs.retentionInDays ?? 0,
    skipDestroy: inputs.skipDestroy ?? false,
  }),
  // "Protecting log groups from deletion".
  refuseDelete: (resource) =>
    resource.inputs.deletionProtectionEnabled === true
      ? refusingDelete(resource)("ValidationException", "Log group is protected from deletion")
      : undefined,
};

/** "PutRetentionPolicy", and 0 for ever. */
const RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
const MAX_NAME = 512;

function check({ name, retentionInDays, logGroupClass, kmsKeyId }: Props): CheckFailure[] {
  const failures = [
    ...checkEnum("retentionInDays", retentionInDays, RETENTION_DAYS),
    ...checkEnum("logGroupClass", logGroupClass, ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]),
    ...checkArn("kmsKeyId", kmsKeyId),
  ];
  const text = known(name);
  if (text !== undefined && text.length > MAX_NAME) {
    failures.push({ property: "name", reason: `"name" cannot be longer than ${MAX_NAME} characters: "${text}"` });
  }
  if (text !== undefined && !/^[.\-_/#A-Za-z0-9]+$/.test(text)) {
    const reason = `"name" isn't a valid log group name (alphanumeric characters, underscores, hyphens, slashes, hash signs and dots are allowed): "${text}"`;
    failures.push({ property: "name", reason });
  }
  return failures;
}
