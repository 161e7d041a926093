import type { DataDiskSpec, Scope } from "@isobar/core/driver";
import { LifecyclePolicy, type LifecyclePolicyArgs } from "@pulumi/aws/dlm/lifecyclePolicy";
import type { Volume } from "@pulumi/aws/ebs/volume";
import { Role, type RoleArgs } from "@pulumi/aws/iam/role";
import { RolePolicy, type RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import { all, getProject, getStack } from "@pulumi/pulumi";
import { settings } from "../config";
import { names } from "../names";
import { partitionOf } from "../partition";
import { policyDocument, trustPolicy } from "../policy";
import { iamTags, named, tags } from "../tags";

const TAG = "isobar-snapshots";

/** The tag that tells Data Lifecycle Manager which volume a policy is for: no two policies may share one. */
export function snapshotTag(scope: Scope, key: string): Record<string, string> {
  const text = [getProject(), getStack(), scope.name, key].join("/");
  const legal = text.replace(new RegExp(tags.illegalInValue.source, "gu"), tags.replacement);
  return { [TAG]: legal.slice(-tags.maxValueLength) };
}

/** Snapshots at fixed intervals, which stay when the policy or the volume goes. */
export function makeSnapshots(
  scope: Scope,
  disks: readonly DataDiskSpec[],
  volumes: ReadonlyMap<string, Volume>,
): void {
  const scheduled = disks.flatMap(({ key, snapshots }) => {
    const volume = volumes.get(key);
    return snapshots && volume ? [{ key, snapshots, volume }] : [];
  });
  if (scheduled.length === 0) return;
  const { role, policy } = makeSnapshotRole(
    scope,
    scheduled.map(({ volume }) => volume),
  );
  for (const { key, snapshots } of scheduled) {
    const args: LifecyclePolicyArgs = {
      description: "Snapshots of a data disk",
      executionRoleArn: role.arn,
      state: "ENABLED",
      policyDetails: {
        resourceTypes: ["VOLUME"],
        targetTags: snapshotTag(scope, key),
        schedules: [schedule(snapshots)],
      },
      tags: named(scope, "snapshot-policy", key),
    };
    scope.child("snapshotPolicy", LifecyclePolicy, args, { key, dependsOn: policy });
  }
}

function schedule({ everyHours, keep }: NonNullable<DataDiskSpec["snapshots"]>) {
  return {
    name: `Every ${everyHours} hours`,
    createRule: { interval: everyHours, intervalUnit: "HOURS", times: "03:00" },
    retainRule: { count: keep },
    copyTags: true,
  };
}

/** "IAM service roles for Amazon Data Lifecycle Manager", with the rights that these volumes need and no more. */
function makeSnapshotRole(scope: Scope, volumes: readonly Volume[]): { role: Role; policy: RolePolicy } {
  const arns = all(volumes.map(({ arn }) => arn));
  const role = scope.child("snapshotRole", Role, {
    name: scope.physicalName(names.role, "snapshot-role"),
    assumeRolePolicy: arns.apply(([arn]) =>
      trustPolicy("dlm.amazonaws.com", { StringEquals: { "aws:SourceAccount": arn?.split(":")[4] ?? "" } }),
    ),
    permissionsBoundary: settings(scope).permissionsBoundary,
    tags: iamTags(scope),
  } satisfies RoleArgs);
  const snapshots = `arn:${partitionOf(scope).name}:ec2:${scope.target.region}::snapshot/*`;
  const policy = scope.child("snapshotRolePolicy", RolePolicy, {
    name: scope.physicalName(names.policy, "snapshot-role-policy"),
    role: role.name,
    policy: arns.apply((targets) =>
      policyDocument(
        { Effect: "Allow", Action: ["ec2:DescribeVolumes", "ec2:DescribeSnapshots"], Resource: "*" },
        { Effect: "Allow", Action: "ec2:CreateSnapshot", Resource: [...targets, snapshots] },
        { Effect: "Allow", Action: ["ec2:CreateTags", "ec2:DeleteSnapshot"], Resource: snapshots },
      ),
    ),
  } satisfies RolePolicyArgs);
  return { role, policy };
}
