import type { CheckFailure, Props, World } from "@isobar/sandbox";
import { known, props } from "../cloud";
import { apiError } from "../words";
import { expressionFault } from "./condition";

/** "Principal identifiers". */
const MEMBERS =
  /^(?:allUsers|allAuthenticatedUsers|(?:user|group|serviceAccount|domain|projectOwner|projectEditor|projectViewer):.+|principal(?:Set)?:\/\/.+)$/;
/** "Principal identifiers": an account of Kubernetes in a workload identity pool. */
const WORKLOAD = /^serviceAccount:[^\s[\]]+\.svc\.id\.goog\[[a-z\d-]+\/[a-z\d.-]+\]$/;
const PUBLIC = ["allUsers", "allAuthenticatedUsers"];
/** "Roles and permissions": predefined ones, and those of a project or an organization. */
const ROLE = /^(?:roles\/[a-z][A-Za-z0-9.]*|(?:projects|organizations)\/[^/]+\/roles\/[A-Za-z0-9_.]{3,64})$/;
/** "Overview of IAM Conditions": limits of an expression. */
const MOST_OPERATORS = 12;
const TEXTS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;

/** What a grant names, in the words of the provider and of the API. */
export function grantFaults({ member, role, condition }: Props): CheckFailure[] {
  const [who, what] = [known(member), known(role)];
  const failures: CheckFailure[] = [];
  if (who?.startsWith("deleted:")) {
    const reason = "invalid value for member (Terraform does not support IAM members for deleted principals)";
    failures.push({ property: "member", reason });
  } else if (who !== undefined && !MEMBERS.test(who)) {
    const reason = who.includes(":")
      ? `The member ${who} is of an unknown type. Please set a valid type prefix for the member.`
      : `invalid value "${who}" for member (IAM members must have one of the values outlined here: https://cloud.google.com/billing/docs/reference/rest/v1/Policy#Binding)`;
    failures.push({ property: "member", reason });
  } else if (
    who !== undefined &&
    /^(?:user|group|serviceAccount):/.test(who) &&
    !/:[^@\s]+@[^@\s]+\.[^@\s]+$/.test(who) &&
    !WORKLOAD.test(who)
  ) {
    failures.push({ property: "member", reason: `Invalid argument: '${who}' names no e-mail address` });
  } else if (who?.startsWith("domain:") && !/^domain:(?:[a-z\d-]+\.)+[a-z\d-]+$/i.test(who)) {
    failures.push({ property: "member", reason: `Invalid argument: '${who}' names no domain` });
  }
  if (what !== undefined && !ROLE.test(what)) {
    failures.push({ property: "role", reason: `The role name must be in the form "roles/{role}": '${what}'` });
  }
  return [...failures, ...conditionFaults(who, what, condition)];
}

/** "Overview of IAM Conditions". */
function conditionFaults(member: string | undefined, role: string | undefined, condition: unknown): CheckFailure[] {
  if (condition == null) return [];
  const { title, description, expression } = props(condition);
  const text = known(expression) ?? "true";
  const failures: CheckFailure[] = [];
  if (member !== undefined && PUBLIC.includes(member)) {
    failures.push({ property: "condition", reason: `conditions can't be used with ${member}` });
  }
  if (/^roles\/(?:owner|editor|viewer)$/.test(role ?? "")) {
    failures.push({ property: "condition", reason: `conditions can't be used with basic roles such as ${role}` });
  }
  if ((known(title) ?? "x").length > 100 || known(title) === "") {
    failures.push({ property: "condition.title", reason: "1 to 100 characters are allowed" });
  }
  if ((known(description) ?? "").length > 256) {
    failures.push({ property: "condition.description", reason: "at most 256 characters are allowed" });
  }
  const fault = expressionFault(text);
  if (fault !== undefined) {
    const reason = `Expression validation failed: '${text}': ${fault}`;
    failures.push({ property: "condition.expression", reason });
  } else if ((text.replace(TEXTS, "").match(/&&|\|\||!(?!=)/g)?.length ?? 0) > MOST_OPERATORS) {
    const reason = `Expression validation failed: '${text}' has more than ${MOST_OPERATORS} logical operators`;
    failures.push({ property: "condition.expression", reason });
  }
  return failures;
}

/** Refuses service accounts of the project that are not there. */
export function missingAccount(member: string, world: World): string | undefined {
  const [, email = "", project] = /^serviceAccount:([^@]+@([a-z0-9-]+)\.iam\.gserviceaccount\.com)$/.exec(member) ?? [];
  const accounts = world.list("gcp:serviceaccount/account:Account");
  if (!accounts.some(({ outputs }) => outputs.project === project)) return undefined;
  if (accounts.some(({ outputs }) => outputs.email === email)) return undefined;
  return apiError(400, `Service account ${email} does not exist.`, "invalid");
}

/** What the provider adds to the id of a member with a condition. */
export function conditionKey(inputs: Props): string {
  const { title, description, expression } = props(inputs.condition);
  return title === undefined ? "" : `/${title}/${description ?? ""}/${expression}`;
}
