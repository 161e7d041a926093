import type { Demand } from "@isobar/sandbox";
import { type CloudReport, groupBy, type Subject, unknownNotes } from "../report.js";
import { documentsOf, MAX_CHARACTERS, size } from "./documents.js";
import { escalations } from "./escalations.js";
import { grantsOf } from "./grants.js";
import { type Place, placesOf } from "./place.js";
import { statementsOf } from "./statements.js";

/** "IAM and AWS STS quotas": the length of a policy's name, less what numbers it. */
const MAX_NAME = 120;

/** IAM policies for each account. */
export function reportAws(demands: readonly Demand[], subject: Subject): CloudReport[] {
  const placeOf = placesOf(demands);
  const groups = groupBy(demands, (demand) => Object.values(placeOf(demand)).join(" "));
  return groups.map(([, group]) => {
    const [first] = group as [Demand];
    return report(group, placeOf(first), subject, groups.length > 1);
  });
}

function report(demands: readonly Demand[], place: Place, subject: Subject, oneOfMany: boolean): CloudReport {
  const { partition, account } = place;
  const statements = statementsOf(demands.flatMap((demand) => grantsOf(demand, place)));
  const policies = documentsOf(statements);
  const suffix = oneOfMany ? `-${account ?? partition}` : "";
  const numbered = (index: number) => (policies.length > 1 ? `-${index + 1}` : "");
  const documents = policies.map((policy, index) => ({
    file: `aws${suffix}-policy${numbered(index)}.json`,
    text: `${JSON.stringify(policy, null, 2)}\n`,
  }));
  const name = `${subject.project}-${subject.stack}-deployer`.replace(/[^\w+=,.@-]/g, "-").slice(0, MAX_NAME);
  const arn = `arn:${partition}:iam::${account ?? "ACCOUNT_ID"}:policy/${name}`;
  return {
    cloud: "aws",
    ...(account !== undefined && { account }),
    documents,
    conditions: [],
    enable: [],
    commands: documents.flatMap(({ file }, index) => [
      `aws iam create-policy --policy-name ${name}${numbered(index)} --policy-document file://${file}`,
      `aws iam attach-role-policy --role-name DEPLOYER_ROLE --policy-arn ${arn}${numbered(index)}`,
    ]),
    notes: [
      sizeNote(policies.map(size)),
      ...(account === undefined ? ["The program names no account (isobar:account), so the ARNs leave it open."] : []),
      ...escalations(statements),
      ...unknownNotes(demands),
    ],
  };
}

function sizeNote(sizes: readonly number[]): string {
  const [max, ...used] = [MAX_CHARACTERS, ...sizes].map((number) => number.toLocaleString("en"));
  return `A managed policy may have ${max} characters: ${used.length > 1 ? "these have" : "this one has"} ${used.join(" and ")}.`;
}
