import { asJson, type CheckFailure, type Props } from "@isobar/sandbox";
import { partition, texts } from "../aws";
import { known, object, objects, snake } from "../known";

/** "IAM JSON policy elements reference". */
const STATEMENT_KEYS = [
  "Action",
  "Condition",
  "Effect",
  "NotAction",
  "NotPrincipal",
  "NotResource",
  "Principal",
  "Resource",
  "Sid",
];
const VERSIONS = ["2008-10-17", "2012-10-17"];
const ACTION = /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/;
const OPERATOR =
  /^(?:(?:ForAllValues|ForAnyValue):)?(?:(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|(?:LessThan|GreaterThan)(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?|Null)$/i;
const SID = /^[A-Za-z0-9]*$/;

/**
 * "PolicyDocument": a program may give a policy as an object, which the provider writes out.
 *
 * @param names The inputs that are policies.
 */
export function writtenOut(...names: readonly string[]): (inputs: Props) => Props {
  return (inputs) =>
    Object.fromEntries(Object.entries(inputs).map(([name, it]) => [name, names.includes(name) ? asJson(it) : it]));
}

/** Refuses what is no JSON at all, as the provider does before it asks anybody. */
export function checkJson(property: string, value: unknown): CheckFailure[] {
  const text = known(value);
  if (text === undefined || parsed(text) !== undefined) return [];
  return [{ property, reason: `"${snake(property)}" contains an invalid JSON policy: not a JSON object` }];
}

function parsed(text: string): Props | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Props) : undefined;
  } catch {
    return undefined;
  }
}

/** The statements of a policy document. */
export function statementsOf(policy: unknown): Props[] {
  const { Statement } = parsed(String(policy)) ?? {};
  return objects(Array.isArray(Statement) ? Statement : [Statement]);
}

/** One text or a list of them. */
export function listOf(value: unknown): string[] {
  return typeof value === "string" ? [value] : texts(value);
}

/** What holds for every policy document, in IAM's words. */
function faultOfForm(policy: unknown): string | undefined {
  const document = parsed(String(policy)) ?? {};
  if (document.Version !== undefined && !VERSIONS.includes(String(document.Version)))
    return "The policy failed legacy parsing";
  const statements = statementsOf(policy);
  if (statements.length === 0) return "Syntax errors in policy.";
  const sids = statements.map(({ Sid }) => Sid).filter((sid) => sid !== undefined);
  if (new Set(sids).size < sids.length) return "Statement IDs (SID) in a single policy must be unique.";
  if (sids.some((sid) => !SID.test(String(sid))))
    return "Statement IDs (SID) are alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";
  return statements.map(faultOfStatement).find((fault) => fault !== undefined);
}

function faultOfStatement(statement: Props): string | undefined {
  const keys = Object.keys(statement);
  const odd = keys.some((key) => !STATEMENT_KEYS.includes(key) || keys.includes(`Not${key}`));
  if (odd || !["Allow", "Deny"].includes(String(statement.Effect))) return "Syntax errors in policy.";
  const actions = listOf(statement.Action ?? statement.NotAction);
  if (actions.length === 0) return "Policy statement must contain actions.";
  const operator = unknownOperator(statement);
  if (operator !== undefined) return `Invalid Condition type : ${operator}.`;
  return actions.every((action) => ACTION.test(action))
    ? undefined
    : "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
}

/** "IAM JSON policy elements: Condition operators": one that there isn't. */
export function unknownOperator({ Condition }: Props): string | undefined {
  return Object.keys(object(Condition)).find((name) => !OPERATOR.test(name));
}

/** Why IAM refuses a policy of a role or a user: "Identity-based policies and resource-based policies". */
export function faultOfIdentityPolicy(policy: unknown, region: string): string | undefined {
  const form = faultOfForm(policy);
  if (form) return form;
  for (const statement of statementsOf(policy)) {
    if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
      return "Policy document should not specify a principal.";
    }
    const resources = listOf(statement.Resource ?? statement.NotResource);
    if (resources.length === 0) return "Policy statement must contain resources.";
    const fault = resources.map((resource) => faultOfResource(resource, region)).find(Boolean);
    if (fault) return fault;
  }
  return undefined;
}

function faultOfResource(resource: string, region: string): string | undefined {
  if (resource === "*") return undefined;
  const [arn, where = "", ...rest] = resource.split(":");
  if (arn !== "arn" || rest.length < 3) return `Resource ${resource} must be in ARN format or "*".`;
  const wanted = partition(region);
  return where === "*" || where === wanted
    ? undefined
    : `Partition "${where}" is not valid for resource "${resource}".`;
}

/** "AWS JSON policy elements: Principal". */
const SERVICE = /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/;
const PRINCIPALS = ["AWS", "CanonicalUser", "Federated", "Service"];
const ACCOUNT = /^(\d{12}|\*|arn:[^:]+:(iam|sts)::\d{12}:(root|(user|role|assumed-role)\/.+))$/;

/** Why IAM refuses the trust policy of a role: "Modify a role trust policy". */
export function faultOfTrust(policy: unknown): string | undefined {
  const form = faultOfForm(policy);
  if (form) return form;
  for (const statement of statementsOf(policy)) {
    if (statement.Resource !== undefined || statement.NotResource !== undefined) return "Has prohibited field Resource";
    if (statement.Principal === undefined && statement.NotPrincipal === undefined) {
      return "Missing required field Principal";
    }
    if (!listOf(statement.Action).every((action) => action === "*" || action.startsWith("sts:"))) {
      return "AssumeRole policy may only specify STS AssumeRole actions.";
    }
    const fault = faultOfPrincipal(statement.Principal);
    if (fault) return fault;
  }
  return undefined;
}

/** A principal that can't be, in the words of IAM. */
export function faultOfPrincipal(principal: unknown): string | undefined {
  if (typeof principal !== "object" || principal === null) {
    return principal === undefined || principal === "*"
      ? undefined
      : `Invalid principal in policy: "AWS":"${principal}"`;
  }
  const kind = Object.keys(principal).find((name) => !PRINCIPALS.includes(name));
  if (kind !== undefined) return `Invalid principal in policy: "${kind.toUpperCase()}":"${(principal as Props)[kind]}"`;
  const { Service, AWS } = principal as Props;
  const service = listOf(Service).find((name) => !SERVICE.test(name));
  if (service !== undefined) return `Invalid principal in policy: "SERVICE":"${service}"`;
  const account = listOf(AWS).find((name) => !ACCOUNT.test(name));
  return account === undefined ? undefined : `Invalid principal in policy: "AWS":"${account}"`;
}

/** Characters that count for the size of a policy: "IAM and AWS STS quotas" leaves out white space. */
export function sizeOf(policy: unknown): number {
  return String(policy).replace(/\s/g, "").length;
}
