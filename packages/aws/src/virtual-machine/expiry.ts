import type { MachineSpec, Scope } from "@isobar/core/driver";
import type { Instance } from "@pulumi/aws/ec2/instance";
import { Role, type RoleArgs } from "@pulumi/aws/iam/role";
import { RolePolicy, type RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import { Schedule, type ScheduleArgs } from "@pulumi/aws/scheduler/schedule";
import { interpolate } from "@pulumi/pulumi";
import { settings } from "../config";
import { names } from "../names";
import { partitionOf } from "../partition";
import { policyDocument, trustPolicy } from "../policy";
import { iamTags } from "../tags";

/** "Schedule types in EventBridge Scheduler" sets no limit: ten years. */
export const EXPIRES = { maxDays: 3650 };

/** Only persistent Spot requests and others can be stopped: "Stop a Spot Instance". */
const ACTIONS = {
  stop: { call: "stopInstances", right: "ec2:StopInstances" },
  delete: { call: "terminateInstances", right: "ec2:TerminateInstances" },
} as const;

/**
 * A schedule that stops the machine once, or deletes it where it can't be stopped. A call that fails is made again for a day,
 * as EventBridge Scheduler does by itself.
 */
export function makeExpiry(scope: Scope, { expires, spot }: MachineSpec, instance: Instance): void {
  if (expires === undefined) return;
  const { call, right } = ACTIONS[spot?.onInterruption ?? "stop"];
  const { role, policy } = makeScheduleRole(scope, instance, right);
  const args: ScheduleArgs = {
    name: scope.physicalName(names.schedule, "expiry"),
    description: "Expiry of a virtual machine",
    // In UTC, and without the zone: "Schedule types in EventBridge Scheduler".
    scheduleExpression: expires.apply((moment) => `at(${moment.replace("Z", "")})`),
    scheduleExpressionTimezone: "UTC",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: `arn:${partitionOf(scope).name}:scheduler:::aws-sdk:ec2:${call}`,
      roleArn: role.arn,
      input: interpolate`{"InstanceIds":["${instance.id}"]}`,
    },
  };
  scope.child("expirySchedule", Schedule, args, { suffix: "expiry", dependsOn: policy });
}

/** "Setting up the execution role", with the right to end this machine and no more. */
function makeScheduleRole(scope: Scope, instance: Instance, right: string): { role: Role; policy: RolePolicy } {
  const role = scope.child("expiryRole", Role, {
    name: scope.physicalName(names.role, "expiry-role"),
    assumeRolePolicy: instance.arn.apply((arn) =>
      trustPolicy("scheduler.amazonaws.com", { StringEquals: { "aws:SourceAccount": arn.split(":")[4] ?? "" } }),
    ),
    permissionsBoundary: settings(scope).permissionsBoundary,
    tags: iamTags(scope),
  } satisfies RoleArgs);
  const policy = scope.child("expiryRolePolicy", RolePolicy, {
    name: scope.physicalName(names.policy, "expiry-role-policy"),
    role: role.name,
    policy: instance.arn.apply((arn) => policyDocument({ Effect: "Allow", Action: right, Resource: arn })),
  } satisfies RolePolicyArgs);
  return { role, policy };
}
