import type { Land } from "../testing/land";
import { rules } from "../testing/rules";
import { types } from "./types";

const statement = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const trust = (change: object = {}) => ({ assumeRolePolicy: document({ ...statement, ...change }) });

function scene(land: Land) {
  const role = land.make(types.role, { name: "web", ...trust() });
  return { land, role };
}
type Scene = ReturnType<typeof scene>;

const tags = (count: number, value = "") =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, value]));

rules(types.role, scene, { name: "db", ...trust() }, [
  [
    "has a name of 64",
    { name: "n".repeat(64) },
    { name: "n".repeat(65) },
    /length of name to be in the range \(1 - 64\)/,
  ],
  ["has a name of some characters", { name: "a+=,.@-_b" }, { name: "a b" }, /must match/],
  [
    "has a name that no other has in any case",
    { name: "web2" },
    { name: "WEB" },
    /StatusCode: 409, .*, EntityAlreadyExists: Role with name WEB already exists/,
  ],
  ["has a description in Latin letters", { description: "für alle" }, { description: "für 😀" }, /beyond Latin-1/],
  [
    "has inline policies that are policies",
    { inlinePolicies: [{ name: "a", policy: document({ Effect: "Allow", Action: "s3:*", Resource: "*" }) }] },
    { inlinePolicies: [{ name: "a", policy: document({ Effect: "Allow", Action: "s3:*" }) }] },
    /must contain resources/,
  ],
  [
    "trusts those that can be trusted",
    trust({ Principal: { Federated: "cognito-identity.amazonaws.com" } }),
    trust({ Principal: { User: "ada" } }),
    /Invalid principal in policy: "USER":"ada"/,
  ],
  ["has a path with slashes around", { path: "/team/a/" }, { path: "/team/a" }, /must begin and end with \//],
  [
    "has a session of an hour to twelve",
    { maxSessionDuration: 43_200 },
    { maxSessionDuration: 43_201 },
    /max_session_duration/,
  ],
  [
    "has a boundary that is an ARN",
    { permissionsBoundary: "arn:aws:iam::123456789012:policy/p" },
    { permissionsBoundary: "p" },
    /is an invalid ARN/,
  ],
  [
    "has policies by ARN",
    { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] },
    { managedPolicyArns: ["ReadOnlyAccess"] },
    /"managed_policy_arns" \(ReadOnlyAccess\) is an invalid ARN/,
  ],
  [
    "trusts a role that is there",
    trust({ Principal: { AWS: "arn:aws:iam::123456789012:role/web" } }),
    trust({ Principal: { AWS: "arn:aws:iam::123456789012:role/gone" } }),
    /MalformedPolicyDocument: Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:role\/gone"/,
  ],
  [
    "trusts itself once it is there",
    trust({ Principal: { AWS: "arn:aws:iam::210987654321:role/db" } }),
    trust({ Principal: { AWS: "arn:aws:iam::123456789012:role/db" } }),
    /Invalid principal in policy/,
  ],
  [
    "has tags told apart by more than case",
    { tags: { owner: "" } },
    { tags: { owner: "", Owner: "" } },
    /Tag keys are case insensitive/,
  ],
  [
    "has tags of some characters",
    { tags: { a: "b/c@d" } },
    { tags: { a: "b*c" } },
    /ValidationError: .*tags\.1\.member\.value/,
  ],
  ["has tags of its own", { tags: { "a:b": "" } }, { tags: { "aws:b": "" } }, /aws: prefixed tag key names/],
  ["has 50 tags", { tags: tags(50) }, { tags: tags(51) }, /TagsPerRole/],
  ["trusts by JSON", {}, { assumeRolePolicy: "trust" }, /contains an invalid JSON policy/],
  ["trusts by statements", {}, { assumeRolePolicy: "{}" }, /MalformedPolicyDocument: Syntax errors in policy/],
  [
    "trusts in a version that is known",
    {},
    { assumeRolePolicy: '{"Version":"2024-01-01","Statement":[]}' },
    /legacy parsing/,
  ],
  ["trusts with an effect", trust({ Effect: "Allow" }), trust({ Effect: "Permit" }), /Syntax errors in policy/],
  [
    "trusts somebody",
    trust({ Principal: { AWS: "123456789012" } }),
    trust({ Principal: undefined }),
    /Missing required field Principal/,
  ],
  [
    "trusts a service that is one",
    trust({ Principal: { Service: ["ec2.amazonaws.com.cn"] } }),
    trust({ Principal: { Service: "ec2" } }),
    /Invalid principal in policy: "SERVICE":"ec2"/,
  ],
  [
    "trusts an account or a principal of one",
    trust({ Principal: { AWS: "arn:aws:iam::123456789012:root" } }),
    trust({ Principal: { AWS: "12345" } }),
    /Invalid principal in policy: "AWS":"12345"/,
  ],
  [
    "lets only be assumed",
    trust({ Action: ["sts:AssumeRole", "sts:TagSession"] }),
    trust({ Action: "s3:GetObject" }),
    /may only specify STS AssumeRole actions/,
  ],
  ["says nothing of resources", {}, trust({ Resource: "*" }), /Has prohibited field Resource/],
  [
    "trusts in 2,048 characters",
    trust({ Sid: "a".repeat(1000) }),
    trust({ Sid: "a".repeat(2048) }),
    /ACLSizePerRole: 2048/,
  ],
]);

const rule = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme/*" };
const policy = (...changes: object[]) => ({ policy: document(...changes.map((change) => ({ ...rule, ...change }))) });

rules(types.rolePolicy, scene, { role: "web", name: "read", ...policy({}) }, [
  ["is of a role that is there", {}, { role: "gone" }, /StatusCode: 404, .*, NoSuchEntity: The role with name gone/],
  ["has a name of some characters", { name: "a.b" }, { name: "a b" }, /must match/],
  ["is JSON", {}, { policy: "{" }, /invalid JSON policy/],
  [
    "names actions or all but some",
    policy({ Action: undefined, NotAction: "iam:*" }),
    policy({ NotAction: "iam:*" }),
    /Syntax errors/,
  ],
  [
    "has conditions of operators that there are",
    policy({ Condition: { StringLike: { "aws:username": "a*" } } }),
    policy({ Condition: { StringIs: { "aws:username": "a" } } }),
    /Invalid Condition type : StringIs/,
  ],
  ["names actions", policy({ Action: "*" }), policy({ Action: [] }), /must contain actions/],
  ["names actions of a service", policy({ Action: "s3:*" }), policy({ Action: "GetObject" }), /prefaced by a vendor/],
  ["names resources", policy({ Resource: "*" }), policy({ Resource: undefined }), /must contain resources/],
  ["names resources by ARN", {}, policy({ Resource: "acme/*" }), /must be in ARN format or "\*"/],
  [
    "names resources of its partition",
    policy({ Resource: "arn:*:s3:::acme" }),
    policy({ Resource: "arn:aws-cn:s3:::acme" }),
    /Partition "aws-cn" is not valid/,
  ],
  ["names nobody", {}, policy({ Principal: "*" }), /should not specify a principal/],
  ["has no other parts", policy({ Condition: {} }), policy({ Resources: "*" }), /Syntax errors in policy/],
  [
    "has statements told apart",
    policy({ Sid: "A" }, { Sid: "B" }),
    policy({ Sid: "A" }, { Sid: "A" }),
    /must be unique/,
  ],
  ["has statements with plain names", policy({ Sid: "Read1" }), policy({ Sid: "read it" }), /alpha-numeric/],
  [
    "is of 10,240 characters with the role's others",
    sized(9000),
    sized(9000, 9000),
    /LimitExceeded: Maximum policy size of 10240 bytes exceeded for role web/,
  ],
]);

function sized(own: number, other?: number) {
  return ({ land }: Scene) => {
    if (other) land.make(types.rolePolicy, { role: "web", name: "other", ...policy({ Sid: "a".repeat(other) }) });
    return policy({ Sid: "a".repeat(own) });
  };
}

rules(types.userPolicy, scene, { user: "ci", name: "read", ...policy({}) }, [
  [
    "is of a user by name",
    { user: "c@d" },
    { user: "arn:aws:iam::123456789012:user/ci" },
    /value for userName is invalid/,
  ],
  [
    "is of 2,048 characters with the user's others",
    policy({ Sid: "a".repeat(1900) }),
    policy({ Sid: "a".repeat(2048) }),
    /Maximum policy size of 2048 bytes exceeded for user ci/,
  ],
  [
    "is right in itself",
    {},
    policy({ Action: "GetObject" }),
    /putting IAM User \(ci\) Policy \(read\): .*MalformedPolicyDocument/,
  ],
]);

rules(types.instanceProfile, scene, { name: "db", role: "web" }, [
  [
    "has a role that is there",
    { role: undefined },
    { role: "gone" },
    /adding IAM Role \(gone\) to IAM Instance Profile \(db\): .*NoSuchEntity/,
  ],
  [
    "has a name that no other has",
    {},
    ({ land }) => ({ name: land.make(types.instanceProfile, { name: "DB" }).id }),
    /EntityAlreadyExists: Instance Profile DB/,
  ],
  ["has a name of 128", { name: "n".repeat(128) }, { name: "n".repeat(129) }, /\(1 - 128\)/],
]);

const scheduled = document({ ...statement, Principal: { Service: "scheduler.amazonaws.com" } });
const once = (land: Land) => {
  const own = land.make(types.role, { name: "own", assumeRolePolicy: scheduled });
  const role = land.make(types.role, { name: "web", ...trust() });
  const target = (roleArn: unknown, input = "{}") => ({
    target: { arn: "arn:aws:scheduler:::aws-sdk:ec2:stopInstances", roleArn, input },
  });
  return { land, own, role, target };
};

rules(
  types.schedule,
  once,
  ({ own, target }) => ({ name: "stop", scheduleExpression: "at(2036-01-01T00:00:00)", ...target(own.outputs.arn) }),
  [
    [
      "has a role that the scheduler may take on",
      {},
      ({ role, target }) => target(role.outputs.arn),
      /must allow AWS EventBridge Scheduler to assume/,
    ],
    [
      "has an expression without a zone",
      { scheduleExpression: "rate(5 minutes)" },
      { scheduleExpression: "at(2036-01-01T00:00:00Z)" },
      /Invalid Schedule Expression/,
    ],
    [
      "comes again after some time",
      { scheduleExpression: "rate(10 minutes)" },
      { scheduleExpression: "rate(0 minutes)" },
      /Invalid Schedule Expression rate\(0 minutes\)/,
    ],
    [
      "has a day that the calendar has",
      { scheduleExpression: "at(2036-02-29T00:00:00)" },
      { scheduleExpression: "at(2035-02-29T00:00:00)" },
      /Invalid Schedule Expression/,
    ],
    ["has a window with an end", flexible(1440), flexible(), /MaximumWindowInMinutes is required/],
    ["has a window of a day", flexible(1), flexible(1441), /in the range \(1 - 1440\), got 1441/],
    ["has a window or none", { flexibleTimeWindow: { mode: "OFF" } }, { flexibleTimeWindow: { mode: "ON" } }, /mode/],
    [
      "does something",
      ({ own, target }) => ({ target: { ...target(own.outputs.arn).target, arn: operation("sqs:getawayMessage") } }),
      ({ own, target }) => ({ target: { ...target(own.outputs.arn).target, arn: operation("ec2:describeInstances") } }),
      /read-only API action/,
    ],
    [
      "is in a group that is there",
      { groupName: "default" },
      { groupName: "team" },
      /StatusCode: 404, .*ResourceNotFoundException: Schedule group team does not exist/,
    ],
    [
      "has a name of 64",
      { name: "n".repeat(64) },
      { name: "n".repeat(65) },
      /length of name to be in the range \(1 - 64\)/,
    ],
    ["has a time to come", {}, { scheduleExpression: "at(2020-01-01T00:00:00)" }, /in the past/],
    [
      "has a zone that is one",
      { scheduleExpressionTimezone: "Europe/Berlin" },
      { scheduleExpressionTimezone: "Berlin" },
      /ScheduleExpressionTimezone is not valid/,
    ],
    ["has a name of its own", { name: "stop2" }, twice, /ConflictException: Schedule stop already exists/],
    ["gives JSON to its target", {}, ({ own, target }) => target(own.outputs.arn, "i-1"), /valid JSON/],
    ["has a plain name", { name: "a.b-c_d" }, { name: "a b" }, /alphanumerics, hyphens, and underscores/],
    ["is on or off", { state: "DISABLED" }, { state: "OFF" }, /state to be one of/],
  ],
);

function flexible(maximumWindowInMinutes?: number) {
  return { flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes } };
}

function operation(name: string) {
  return `arn:aws:scheduler:::aws-sdk:${name}`;
}

function twice({ land, own, target }: ReturnType<typeof once>) {
  land.make(types.schedule, { name: "stop", scheduleExpression: "rate(1 day)", ...target(own.outputs.arn) });
  return {};
}

const AT_THREE = { interval: 24, times: "03:00" };
const daily = (createRule: object, count = 7, more: object = {}) => ({
  policyDetails: {
    resourceTypes: ["VOLUME"],
    targetTags: { disk: "a" },
    schedules: [{ name: "daily", createRule, retainRule: { count } }],
    ...more,
  },
});

rules(
  types.lifecyclePolicy,
  scene,
  ({ role }: Scene) => ({
    description: "Daily",
    executionRoleArn: role.outputs.arn,
    ...daily({ interval: 24, times: "03:00" }),
  }),
  [
    [
      "has a role that is there",
      {},
      { executionRoleArn: "arn:aws:iam::123456789012:role/gone" },
      /InvalidRequestException: The role \S+ does not exist/,
    ],
    [
      "has a description of some characters",
      { description: "A_b-1 c" },
      { description: "a: b" },
      /must have only letters/,
    ],
    [
      "has an interval that is known",
      daily({ interval: 12, times: "03:00" }),
      daily({ interval: 5, times: "03:00" }),
      /one of/,
    ],
    [
      "has an interval in hours",
      daily({ ...AT_THREE, intervalUnit: "HOURS" }),
      daily({ ...AT_THREE, intervalUnit: "DAYS" }),
      /interval_unit to be one of \["HOURS"\], got DAYS/,
    ],
    [
      "has an interval or a cron expression",
      daily({ cronExpression: "cron(0 3 * * ? *)" }),
      daily({ ...AT_THREE, cronExpression: "cron(0 3 * * ? *)" }),
      /can't both be given/,
    ],
    [
      "is of a kind",
      daily(AT_THREE, 7, { policyType: "IMAGE_MANAGEMENT" }),
      daily(AT_THREE, 7, { policyType: "IMAGES" }),
      /policy_type to be one of/,
    ],
    ["may begin at any time", daily({ interval: 12 }), daily({ interval: 5 }), /interval to be one of/],
    [
      "begins at a time that is one",
      daily({ ...AT_THREE, times: "23:59" }),
      daily({ ...AT_THREE, times: "24:00" }),
      /hh:mm/,
    ],
    [
      "is of disks or machines",
      daily(AT_THREE, 7, { resourceTypes: ["INSTANCE"] }),
      daily(AT_THREE, 7, { resourceTypes: ["DISK"] }),
      /resource_types to be one of/,
    ],
    ["is on or off", { state: "DISABLED" }, { state: "ON" }, /state to be one of/],
    [
      "has four schedules",
      daily(AT_THREE, 7, { schedules: Array(4).fill({ createRule: AT_THREE }) }),
      daily(AT_THREE, 7, { schedules: Array(5).fill({ createRule: AT_THREE }) }),
      /supports 4 item maximum, but config has 5 declared/,
    ],
    [
      "has tags, if it is no default policy",
      { defaultPolicy: "VOLUME", ...daily(AT_THREE, 7, { targetTags: undefined, resourceType: "VOLUME" }) },
      daily(AT_THREE, 7, { targetTags: undefined }),
      /InvalidRequestException: Policy details must include target tags/,
    ],
    [
      "keeps up to 1,000",
      daily({ interval: 24, times: "03:00" }, 1000),
      daily({ interval: 24, times: "03:00" }, 1001),
      /in the range \(1 - 1000\)/,
    ],
  ],
);
