import { distinct } from "../report.js";
import type { Statement } from "./statements.js";

/** Actions that give a role or a user other rights. */
const WRITES = ["iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:PutUserPolicy", "iam:AttachUserPolicy"];
const BOUNDARY = "iam:PermissionsBoundary";

/** What the holder of these rights could make of them, in words. */
export function escalations(statements: readonly Statement[]): string[] {
  const writing = statements.filter(({ Action }) => Action.some((action) => WRITES.includes(action)));
  const free = namesOf(writing.filter((statement) => boundaryOf(statement) === undefined));
  const bounds = distinct(writing.flatMap((statement) => boundaryOf(statement) ?? []));
  const roles = namesOf(statements.filter(({ Action }) => Action.includes("iam:PassRole")));
  return [
    ...(free.length > 0
      ? [
          `The deployer writes the policies of ${free.join(", ")}: it can give them any right, and use them through a machine. ` +
            "Set a policy that bounds them, `pulumi config set --path isobar:aws.permissionsBoundary ARN`, and print this again.",
        ]
      : []),
    ...(bounds.length > 0
      ? [`Roles that the deployer makes stay within ${bounds.join(", ")}, which it can't change.`]
      : []),
    ...(roles.length > 0 ? [`Give the deployer itself no name that fits ${roles.join(", ")}.`] : []),
  ];
}

function boundaryOf({ Condition }: Statement): readonly string[] | undefined {
  const value = Condition?.StringEquals?.[BOUNDARY];
  return value === undefined ? undefined : [value].flat();
}

/** The ends of the ARNs: `role/web-*`. */
function namesOf(statements: readonly Statement[]): string[] {
  const resources = statements.flatMap(({ Resource }) => Resource);
  return distinct(resources.map((arn) => arn.split(":").slice(5).join(":") || arn));
}
