import { of, type Table } from "../mutation.js";

const CREATE_ROLE = "IAM API Reference: CreateRole";
const GRAMMAR = "IAM User Guide: Grammar of the IAM JSON policy language";
const PRINCIPALS = "IAM User Guide: AWS JSON policy elements: Principal";
const ACTIONS = "IAM User Guide: IAM JSON policy elements: Action";
const RESOURCES = "IAM User Guide: IAM JSON policy elements: Resource";
const VERSIONS = "IAM User Guide: IAM JSON policy elements: Version";
const PUT_ROLE_POLICY = "IAM API Reference: PutRolePolicy";
const PUT_USER_POLICY = "IAM API Reference: PutUserPolicy";
const PROFILES = "IAM API Reference: CreateInstanceProfile";
const ADD_ROLE = "IAM API Reference: AddRoleToInstanceProfile";
const PUT_PARAMETER = "AWS Systems Manager API Reference: PutParameter";
const SCHEDULES = "Amazon EventBridge Scheduler API Reference: CreateSchedule";
const EXPRESSIONS = "Amazon EventBridge Scheduler User Guide: Schedule types";
const TARGETS = "Amazon EventBridge Scheduler User Guide: Using universal targets";
const SCHEDULER_ROLE = "Amazon EventBridge Scheduler User Guide: Setting up";

const statement = (more: object, version = "2012-10-17") =>
  JSON.stringify({ Version: version, Statement: [{ Effect: "Allow", ...more }] });
const trust = (more: object, version?: string) => statement({ Action: "sts:AssumeRole", ...more }, version);
const MACHINES = { Service: "ec2.amazonaws.com" };
const ALL = { Action: "s3:GetObject", Resource: "*" };

/** Mistakes in roles, policies, and what uses them. */
export const identity: Table = {
  "iam/role:Role db-role": [
    { what: "a trust policy that doesn't parse", set: { assumeRolePolicy: "machines" }, why: GRAMMAR },
    { what: "no trust policy", set: { assumeRolePolicy: undefined }, why: CREATE_ROLE },
    {
      what: "a service that is none",
      set: { assumeRolePolicy: trust({ Principal: { Service: "ec2.amazon.com" } }) },
      why: PRINCIPALS,
    },
    {
      what: "a principal that isn't there",
      set: { assumeRolePolicy: trust({ Principal: { AWS: "arn:aws:iam::123456789012:role/nobody" } }) },
      why: PRINCIPALS,
    },
    { what: "trust in nobody", set: { assumeRolePolicy: trust({}) }, why: PRINCIPALS },
    {
      what: "a trust policy with a resource",
      set: { assumeRolePolicy: trust({ Principal: MACHINES, Resource: "*" }) },
      why: RESOURCES,
    },
    {
      what: "a version that is none",
      set: { assumeRolePolicy: trust({ Principal: MACHINES }, "2020-01-01") },
      why: VERSIONS,
    },
    {
      what: "an effect that is none",
      set: { assumeRolePolicy: trust({ Principal: MACHINES, Effect: "Permit" }) },
      why: GRAMMAR,
    },
    { what: "a name of 65 characters", set: { name: "n".repeat(65) }, why: CREATE_ROLE },
    { what: "a name with a space", set: { name: "db role" }, why: CREATE_ROLE },
    { what: "a session of half an hour", set: { maxSessionDuration: 1800 }, why: CREATE_ROLE },
    { what: "a path without slashes", set: { path: "team" }, why: CREATE_ROLE },
    {
      what: "a description of 1,001 characters",
      set: { description: "d".repeat(1001) },
      why: CREATE_ROLE,
    },
    { what: "a boundary by name", set: { permissionsBoundary: "ReadOnlyAccess" }, why: CREATE_ROLE },
    {
      what: "a policy by name",
      set: { managedPolicyArns: ["ReadOnlyAccess"] },
      why: "IAM API Reference: AttachRolePolicy",
    },
    { what: "the same name again", at: "again", why: CREATE_ROLE },
    { what: "another name", at: "replace", set: { name: "database" }, why: "Pulumi Registry: aws.iam.Role" },
    { what: "a description with an emoji", set: { description: "db 😀" }, why: CREATE_ROLE },
    {
      what: "a trusted kind that is none",
      set: { assumeRolePolicy: trust({ Principal: { User: "ada" } }) },
      why: PRINCIPALS,
    },
    {
      what: "an inline policy without resource",
      set: { inlinePolicies: [{ name: "read", policy: statement({ Action: "s3:GetObject" }) }] },
      why: RESOURCES,
    },
  ],
  "iam/rolePolicy:RolePolicy data-web-read": [
    { what: "a role that isn't there", set: { role: "missing" }, why: PUT_ROLE_POLICY },
    { what: "a role's ARN for its name", set: { role: of("iam/role:Role web-role", "arn") }, why: PUT_ROLE_POLICY },
    { what: "a policy that doesn't parse", set: { policy: "{ Version: 2012" }, why: GRAMMAR },
    { what: "a principal", set: { policy: statement({ ...ALL, Principal: "*" }) }, why: PRINCIPALS },
    { what: "no action", set: { policy: statement({ Resource: "*" }) }, why: GRAMMAR },
    {
      what: "an action without service",
      set: { policy: statement({ ...ALL, Action: "GetObject" }) },
      why: ACTIONS,
    },
    {
      what: "a bucket's name for its ARN",
      set: { policy: statement({ ...ALL, Resource: "data" }) },
      why: RESOURCES,
    },
    {
      what: "an effect in lower case",
      set: { policy: statement({ ...ALL, Effect: "allow" }) },
      why: GRAMMAR,
    },
    {
      what: "more than 10,240 characters",
      set: {
        policy: statement({
          ...ALL,
          Resource: Array.from({ length: 300 }, (_, i) => `arn:aws:s3:::a-bucket-with-a-long-name-${i}/*`),
        }),
      },
      why: "IAM User Guide: IAM and AWS STS quotas",
    },
    { what: "a name of 129 characters", set: { name: "n".repeat(129) }, why: PUT_ROLE_POLICY },
    { what: "some actions and all but some", set: { policy: statement({ ...ALL, NotAction: "s3:*" }) }, why: GRAMMAR },
    {
      what: "a condition that is none",
      set: { policy: statement({ ...ALL, Condition: { StringIs: { "aws:username": "ada" } } }) },
      why: "IAM User Guide: IAM JSON policy elements: Condition operators",
    },
    {
      what: "an object without vendor in its action",
      set: { policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "GetObject", Resource: "*" }] } },
      why: ACTIONS,
    },
  ],
  "iam/userPolicy:UserPolicy reader": [
    {
      what: "a user's ARN for its name",
      set: { user: "arn:aws:iam::123456789012:user/ada" },
      why: PUT_USER_POLICY,
    },
    { what: "a policy that doesn't parse", set: { policy: "read" }, why: GRAMMAR },
    { what: "no resource", set: { policy: statement({ Action: "s3:GetObject" }) }, why: GRAMMAR },
    { what: "no user", set: { user: undefined }, why: PUT_USER_POLICY },
  ],
  "iam/instanceProfile:InstanceProfile db-instance-profile": [
    { what: "a role that isn't there", set: { role: "missing" }, why: ADD_ROLE },
    { what: "a role's ARN for its name", set: { role: of("iam/role:Role db-role", "arn") }, why: ADD_ROLE },
    { what: "a name with a space", set: { name: "db profile" }, why: PROFILES },
    { what: "a name of 129 characters", set: { name: "n".repeat(129) }, why: PROFILES },
    { what: "the same name again", at: "again", why: PROFILES },
  ],
  "ssm/parameter:Parameter web-ready": [
    { what: "a name in the reserved namespace", set: { name: "/aws/web" }, why: PUT_PARAMETER },
    { what: "a name with a space", set: { name: "web ready" }, why: PUT_PARAMETER },
    { what: "a name of 16 levels", set: { name: "/a".repeat(16) }, why: PUT_PARAMETER },
    { what: "a type that is none", set: { type: "Text" }, why: PUT_PARAMETER },
    { what: "no type", set: { type: undefined }, why: "Pulumi Registry: aws.ssm.Parameter" },
    {
      what: "more than 4 KB in the standard tier",
      set: { tier: "Standard", value: "x".repeat(4097) },
      why: PUT_PARAMETER,
    },
    { what: "a value that its pattern forbids", set: { allowedPattern: "^[0-9]+$" }, why: PUT_PARAMETER },
    { what: "the same name again", at: "again", why: PUT_PARAMETER },
    { what: "a path with a space", set: { name: "/shop/web ready" }, why: PUT_PARAMETER },
    { what: "a path from nowhere", set: { name: "shop/web" }, why: PUT_PARAMETER },
    { what: "a value that names another", set: { value: "{{ssm:other}}" }, why: PUT_PARAMETER },
    { what: "an empty value", set: { value: "" }, why: PUT_PARAMETER },
    { what: "a type of data that is none", set: { dataType: "json" }, why: PUT_PARAMETER },
    { what: "a description of 1025 characters", set: { description: "d".repeat(1025) }, why: PUT_PARAMETER },
  ],
  "scheduler/schedule:Schedule web-expiry": [
    { what: "an expression that is none", set: { scheduleExpression: "every day" }, why: EXPRESSIONS },
    { what: "a rate of nothing", set: { scheduleExpression: "rate(0 minutes)" }, why: EXPRESSIONS },
    {
      what: "a thirteenth month",
      set: { scheduleExpression: "at(2030-13-01T00:00:00)" },
      why: EXPRESSIONS,
    },
    { what: "a cron expression without year", set: { scheduleExpression: "cron(0 9 * * ?)" }, why: EXPRESSIONS },
    {
      what: "a time zone that isn't there",
      set: { scheduleExpressionTimezone: "Mars/Olympus" },
      why: EXPRESSIONS,
    },
    {
      what: "a window without end",
      set: { flexibleTimeWindow: { mode: "FLEXIBLE" } },
      why: "Amazon EventBridge Scheduler User Guide: Configuring flexible time windows",
    },
    {
      what: "a window of more than a day",
      set: { flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 2000 } },
      why: "Amazon EventBridge Scheduler API Reference: FlexibleTimeWindow",
    },
    {
      what: "a role's name for its ARN",
      set: { "target.roleArn": of("iam/role:Role web-expiry-role", "name") },
      why: SCHEDULES,
    },
    {
      what: "a role that is for machines",
      set: { "target.roleArn": of("iam/role:Role db-role", "arn") },
      why: SCHEDULER_ROLE,
    },
    {
      what: "a role that isn't there",
      set: { "target.roleArn": "arn:aws:iam::123456789012:role/missing" },
      why: SCHEDULER_ROLE,
    },
    {
      what: "an operation that only reads",
      set: { "target.arn": "arn:aws:scheduler:::aws-sdk:ec2:describeInstances" },
      why: TARGETS,
    },
    { what: "arguments that don't parse", set: { "target.input": "all of them" }, why: TARGETS },
    { what: "a group that isn't there", set: { groupName: "team" }, why: SCHEDULES },
    { what: "a name with a space", set: { name: "web expiry" }, why: SCHEDULES },
    { what: "a name of 65 characters", set: { name: "n".repeat(65) }, why: SCHEDULES },
    { what: "a state that is none", set: { state: "ON" }, why: SCHEDULES },
    { what: "the same name again", at: "again", why: SCHEDULES },
    { what: "any day of month and week", set: { scheduleExpression: "cron(0 9 * * * *)" }, why: EXPRESSIONS },
    {
      what: "an end before the start",
      set: { startDate: "2090-01-02T00:00:00Z", endDate: "2090-01-01T00:00:00Z" },
      why: SCHEDULES,
    },
    { what: "an action afterwards that is none", set: { actionAfterCompletion: "REMOVE" }, why: SCHEDULES },
    {
      what: "186 attempts",
      set: { "target.retryPolicy": { maximumRetryAttempts: 186 } },
      why: "Amazon EventBridge Scheduler API Reference: RetryPolicy",
    },
  ],
};
