import type { MachineSpec, Scope } from "@isobar/core/driver";
import { Job, type JobArgs } from "@pulumi/gcp/cloudscheduler/job";
import type { Instance } from "@pulumi/gcp/compute/instance";
import { InstanceIAMMember, type InstanceIAMMemberArgs } from "@pulumi/gcp/compute/instanceIAMMember";
import type { Account } from "@pulumi/gcp/serviceaccount/account";
import { all, interpolate, type Output } from "@pulumi/pulumi";
import { jobName } from "../names";
import { serviceAccount } from "./account";
import { schedulerRegion } from "./scheduler-region";

const MINUTE_MS = 60_000;
/** Time for Cloud Scheduler to try again. */
const GRANTED_MS = 60 * MINUTE_MS;

/**
 * Lets Cloud Scheduler stop the machine, or delete it if that is what an interruption does. The machine's own
 * `terminationTime` would do the same, but the provider replaces a machine that gets another one.
 */
export function expire(scope: Scope, spec: MachineSpec, expires: Output<string>, instance: Instance): void {
  const moment = expires.apply(wholeMinute);
  const account = serviceAccount(scope, "expiryAccount", "expiry", "expiry of ");
  const grant = scope.child("expiryGrant", InstanceIAMMember, grantArgs(moment, account, instance));
  scope.child("expiryJob", Job, jobArgs(scope, spec, moment, account, instance), { dependsOn: [grant] });
}

/** A schedule counts in minutes, and the next one is never too early. */
function wholeMinute(moment: string): Date {
  return new Date(Math.ceil(Date.parse(moment) / MINUTE_MS) * MINUTE_MS);
}

/**
 * A schedule has no year, so it comes again each year; the right to stop the machine does not. "Configure temporary
 * access": a condition on the time of the request.
 */
function grantArgs(moment: Output<Date>, account: Account, instance: Instance): InstanceIAMMemberArgs {
  const { project, zone, name: instanceName } = instance;
  const condition = moment.apply((from) => ({
    title: `expiry ${timestamp(from)}`,
    expression: [
      `request.time >= timestamp("${timestamp(new Date(from.getTime() - MINUTE_MS))}")`,
      `request.time < timestamp("${timestamp(new Date(from.getTime() + GRANTED_MS))}")`,
    ].join(" && "),
  }));
  // "Compute Engine IAM roles and permissions": the least predefined role that may stop a machine.
  const role = "roles/compute.instanceAdmin.v1";
  return { project, zone, instanceName, role, member: account.member, condition };
}

function timestamp(moment: Date): string {
  return moment.toISOString().replace(".000Z", "Z");
}

function jobArgs(scope: Scope, spec: MachineSpec, moment: Output<Date>, account: Account, instance: Instance): JobArgs {
  const deletes = spec.spot?.onInterruption === "delete";
  const uri = interpolate`https://compute.googleapis.com/compute/v1/${instance.id}`;
  const stop = all([uri, spec.type]).apply(([machine, type]) => `${machine}/stop${stopOptions(type)}`);
  return {
    name: scope.physicalName(jobName, "expiry-job"),
    region: schedulerRegion(scope.target.region),
    schedule: moment.apply(cron),
    timeZone: "Etc/UTC",
    httpTarget: {
      httpMethod: deletes ? "DELETE" : "POST",
      uri: deletes ? uri : stop,
      // "Use authentication with HTTP targets": Google's own APIs take OAuth tokens.
      oauthToken: { serviceAccountEmail: account.email },
    },
    retryConfig: { retryCount: 5, minBackoffDuration: "30s" },
  };
}

/** "Cron job format and time zone": minute, hour, day and month. */
function cron(moment: Date): string {
  const time = [moment.getUTCMinutes(), moment.getUTCHours(), moment.getUTCDate(), moment.getUTCMonth() + 1];
  return [...time, "*"].join(" ");
}

/** "Method: instances.stop": a machine with local SSDs has to be told what becomes of them; nothing keeps them for ever. */
function stopOptions(type: string): string {
  return /-lssd$|^(?:a2-ultragpu|a3|a4|z3)-?/.test(type) ? "?discardLocalSsd=true" : "";
}
