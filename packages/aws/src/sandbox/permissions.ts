import type { AskedResources, Permission, Props } from "@isobar/sandbox";
import { texts } from "./aws";
import { types } from "./types";

type Condition = NonNullable<Permission["condition"]>;

/** Tags by which a deployer is held to its own resources. */
const OWN_TAGS = ["project", "stack"];

/** Actions on everything in the target's region ("AWS global condition context keys": aws:RequestedRegion). */
export function inRegion(...actions: readonly string[]): Permission {
  return { actions, condition: regional() };
}

/**
 * Actions on existing resources of one type: only on those with the tags that this one has, where it says whose it is
 * ("Controlling access to AWS resources using tags": aws:ResourceTag).
 */
export function onOwn({ tags }: Props, ...actions: readonly string[]): Permission {
  const given = Object.entries((tags ?? {}) as Props).filter(([key]) => OWN_TAGS.includes(key));
  const known = given.filter(([, value]) => typeof value === "string" && !value.includes("*")) as [string, string][];
  const own = Object.fromEntries(known.map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
  return { actions, condition: regional(own) };
}

/**
 * Tags at creation need the right to tag as well, later only on what carries the own ones: "Grant permission to tag Amazon
 * EC2 resources during creation".
 */
export function ec2Tagging(inputs: Props): Permission[] {
  const { actions, condition } = inRegion("ec2:CreateTags");
  return [
    { actions, condition: { ...condition, Null: { "ec2:CreateAction": "false" } } },
    onOwn(inputs, "ec2:CreateTags", "ec2:DeleteTags"),
  ];
}

/** The tags of what an input names, where that is not known yet and so is one of the resources that this program makes. */
export function ownerOf(id: unknown, type: string, asked: AskedResources): Props {
  const made = asked.inputsOf(type);
  const tags = made.map((it) => JSON.stringify(onOwn(it).condition));
  return id === "*" && new Set(tags).size === 1 ? { tags: made[0]?.tags } : {};
}

/** Actions on the resources of these ARN patterns. */
export function on(resources: readonly string[], ...actions: readonly string[]): Permission {
  return { actions, resources };
}

/** The ARN pattern of something in the target's region and account. */
export function regionalPattern(service: string, resource: string): string {
  return `${start(service)}:\${region}:\${account}:${resource}`;
}

/** The ARN pattern of something in the account that lies in no region. */
export function globalPattern(service: string, resource: string): string {
  return `${start(service)}::\${account}:${resource}`;
}

/** The ARN pattern of a bucket. */
export function bucketPattern(name: unknown): string {
  return `${start("s3")}:::${pattern(name)}`;
}

/** The ARN pattern of something in IAM, whose path begins and ends with a slash. */
export function iamPattern(kind: string, name: unknown, path: unknown = "/"): string {
  return `${start("iam")}::\${account}:${kind}${path}${pattern(name)}`;
}

/** A role of this program by its name; every one while the name is not known yet. */
export function rolesNamed(name: unknown, asked: AskedResources): readonly Props[] {
  return asked.inputsOf(types.role).filter((role) => pattern(name) === "*" || role.name === name);
}

/** The ARN patterns of a role that is known by its name: with its path if the program makes it, else with any path. */
export function rolePatterns(name: unknown, asked: AskedResources): string[] {
  const made = rolesNamed(name, asked);
  if (made.length > 0) return made.map((role) => iamPattern("role", role.name, role.path));
  return pattern(name) === "*"
    ? [iamPattern("role", name)]
    : [iamPattern("role", name), iamPattern("role", name, "/*/")];
}

/** The right to hand a role to a service: "Grant a user permissions to pass a role to an AWS service". */
export function passRole(roles: readonly string[], service: string): Permission {
  const condition = { StringEquals: { "iam:PassedToService": service } };
  return { actions: ["iam:PassRole"], resources: roles, condition };
}

/** Roles of this program that a service may take on, where a resource's own input doesn't say yet which. */
export function rolesTrusting(service: string, asked: AskedResources): string[] {
  const made = asked.inputsOf(types.role).filter(({ assumeRolePolicy: policy }) => {
    return policy === "*" || String(policy).includes(`"${service}`);
  });
  return made.length > 0 ? made.map(({ name, path }) => iamPattern("role", name, path)) : [iamPattern("role", "*")];
}

/** Actions on roles that are held to a permissions boundary where they have one: "Permissions boundaries for IAM entities". */
export function bounded(roles: readonly string[], boundary: unknown, ...actions: readonly string[]): Permission {
  const known = typeof boundary === "string" && !boundary.includes("*");
  return known
    ? { actions, resources: roles, condition: { StringEquals: { "iam:PermissionsBoundary": boundary } } }
    : { actions, resources: roles };
}

/** A service's own role, which the first use in an account makes: "Create a service-linked role". */
export function serviceLinkedRole(service: string, name: string): Permission {
  return {
    actions: ["iam:CreateServiceLinkedRole"],
    resources: [iamPattern("role", name, `/aws-service-role/${service}/`)],
    condition: { StringEquals: { "iam:AWSServiceName": service } },
  };
}

/** What EBS does with a customer's own key in the caller's name: "Requirements for Amazon EBS encryption". */
export function volumeKey(key: unknown): Permission[] {
  if (key === undefined) return [];
  const arn = String(key).startsWith("arn:") ? String(key) : regionalPattern("kms", "key/*");
  const use = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom"];
  return [
    { actions: [...use, "kms:ReEncryptTo"], resources: [arn] },
    { actions: ["kms:CreateGrant"], resources: [arn], condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } },
  ];
}

/** Whether a list of inputs has entries, or may have. */
export function isGiven(value: unknown): boolean {
  return value === "*" || texts(value).length > 0 || (Array.isArray(value) && value.length > 0);
}

function regional(more: Readonly<Record<string, string>> = {}): Condition {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: stands for the target's region.
  return { StringEquals: { "aws:RequestedRegion": "${region}", ...more } };
}

function start(service: string): string {
  return `arn:\${partition}:${service}`;
}

function pattern(name: unknown): string {
  return typeof name === "string" && name !== "" ? name : "*";
}
