import type { Access, Override, PrincipalRef, ResourceRef } from "@isobar/core";
import type { GrantDriver, GrantSpec, Scope } from "@isobar/core/driver";
import { RolePolicy, type RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import { UserPolicy, type UserPolicyArgs } from "@pulumi/aws/iam/userPolicy";
import { all } from "@pulumi/pulumi";
import { accountOf } from "./account";
import { names } from "./names";
import { literal, policyDocument, type Statement } from "./policy";

/** Changes to the arguments of a grant's child on AWS. */
export interface AwsGrantOverrides {
  rolePolicy?: Override<RolePolicyArgs>;
  userPolicy?: Override<UserPolicyArgs>;
}

/** What a grant is built of on AWS: one of the two. */
export interface AwsGrantNatives {
  readonly rolePolicy?: RolePolicy;
  readonly userPolicy?: UserPolicy;
}

declare module "@isobar/core" {
  interface GrantOverrides {
    aws?: AwsGrantOverrides;
  }
  interface GrantNatives {
    aws?: AwsGrantNatives;
  }
}

/** Object versions need actions of their own ("Policy actions for Amazon S3") and are not part of any access. */
const OBJECT_ACTIONS: Readonly<Record<Access, readonly string[]>> = {
  read: ["s3:GetObject"],
  write: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"],
  "read-write": ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
};

export const driver: GrantDriver = {
  children: ["rolePolicy", "userPolicy"] satisfies readonly (keyof AwsGrantOverrides)[],
  features: { bucket: { access: ["read", "write", "read-write"], prefix: true } },
  create(scope, spec) {
    const name = scope.physicalName(names.policy);
    const policy = spec.resource.apply((ref) => policyDocument(...bucketStatements(scope, ref, spec)));
    const principal = all([spec.to, accountOf(scope)]).apply(([ref, own]) =>
      principalName(scope, ref, own, spec.toKind),
    );
    if (spec.toKind === "user") {
      const args: UserPolicyArgs = { name, user: principal, policy };
      scope.child("userPolicy", UserPolicy, args, { suffix: "" });
    } else {
      const args: RolePolicyArgs = { name, role: principal, policy };
      scope.child("rolePolicy", RolePolicy, args, { suffix: "" });
    }
  },
};

/** ListBucket is an action on the bucket, the others on its objects. */
function bucketStatements(scope: Scope, { kind, id }: ResourceRef, { access, prefix }: GrantSpec): Statement[] {
  if (kind !== "bucket" || !/^arn:[^:]+:s3:::[^/*?]+$/.test(id)) {
    throw scope.plan.refusal("resource", "is no bucket", { given: `${kind} ${id}`, allowed: "the ref of a Bucket" });
  }
  const beginning = literal(prefix ?? "");
  const objects: Statement = { Effect: "Allow", Action: OBJECT_ACTIONS[access], Resource: `${id}/${beginning}*` };
  if (access === "write") return [objects];
  const list: Statement = {
    Effect: "Allow",
    Action: "s3:ListBucket",
    Resource: id,
    ...(prefix === undefined ? {} : { Condition: { StringLike: { "s3:prefix": `${beginning}*` } } }),
  };
  return [list, objects];
}

/**
 * The name of the role or user behind an ARN. Policies of another account's principals can't be written from here, and
 * a principal of the same name in this account must not get them instead.
 */
function principalName(scope: Scope, { id }: PrincipalRef, own: string, toKind: PrincipalRef["kind"]): string {
  const wanted = toKind === "user" ? "user" : "role";
  const [, account, type, name] = /^arn:[^:]+:iam::(\d{12}):(role|user)\/(?:.*\/)?([^/]+)$/.exec(id) ?? [];
  if (account === undefined || name === undefined || type !== wanted) {
    throw scope.plan.refusal("to", `is no IAM ${wanted}`, {
      given: id,
      allowed: `arn:aws:iam::<account>:${wanted}/<name>`,
      ...(type === "user" ? { fix: 'write the principal out, with kind: "user"' } : {}),
    });
  }
  if (account !== own) {
    throw scope.plan.refusal("to", "belongs to another AWS account than the one that the grant is made in", {
      given: id,
      allowed: `principals of account ${own}`,
      fix: "let a role of this account be taken on by that principal, and grant to the role",
    });
  }
  return name;
}
