import type { Access, Override, PrincipalRef, ResourceRef } from "@isobar/core";
import type { GrantDriver, GrantSpec, IdForm, Scope } from "@isobar/core/driver";
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

const ROLE = principalForm("role");
const USER = principalForm("user");

function principalForm(type: "role" | "user"): IdForm {
  return {
    pattern: new RegExp(`^arn:[^:]+:iam::(?<account>\\d{12}):${type}/(?:.*/)?(?<name>[^/]+)$`),
    title: `IAM ${type}`,
    example: `arn:aws:iam::<account>:${type}/<name>`,
  };
}

export const driver: GrantDriver = {
  children: ["rolePolicy", "userPolicy"] satisfies readonly (keyof AwsGrantOverrides)[],
  features: { bucket: { access: ["read", "write", "read-write"], prefix: true } },
  ids: {
    bucket: { pattern: /^arn:[^:]+:s3:::[^/*?]+$/, title: "bucket", example: "arn:aws:s3:::<bucket>" },
    principal: { machine: ROLE, group: ROLE, "service-account": ROLE, user: USER },
  },
  create(scope, spec) {
    const name = scope.physicalName(names.policy);
    const policy = spec.resource.apply((ref) => policyDocument(...bucketStatements(ref, spec)));
    const principal = all([spec.to, accountOf(scope)]).apply(([ref, own]) =>
      principalName(scope, ref, own, spec.toKind === "user" ? USER : ROLE),
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
function bucketStatements({ id }: ResourceRef, { access, prefix }: GrantSpec): Statement[] {
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
function principalName(scope: Scope, { id, kind }: PrincipalRef, own: string, form: IdForm): string {
  const { account, name } = form.pattern.exec(id)?.groups ?? {};
  if (account === undefined || name === undefined) {
    throw scope.plan.refusal("to", `is no ${form.title}, and became known too late`, {
      given: id,
      allowed: form.example,
      fix: `write the principal out, with kind: "${kind}"`,
    });
  }
  if (account === own) return name;
  throw scope.plan.refusal("to", "belongs to another AWS account than the one that the grant is made in", {
    given: id,
    allowed: `principals of account ${own}`,
    fix: "let a role of this account be taken on by that principal, and grant to the role",
  });
}
