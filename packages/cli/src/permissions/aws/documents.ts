import type { Statement } from "./statements.js";

/** Characters of a managed policy, white space not counted: "IAM and AWS STS quotas". */
export const MAX_CHARACTERS = 6144;

export interface Document {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** Policies of at most so many characters that together allow what the statements allow. */
export function documentsOf(statements: readonly Statement[], max = MAX_CHARACTERS): Document[] {
  const pieces = statements.flatMap((statement) => fitting(statement, max));
  const documents: Statement[][] = [];
  for (const piece of pieces) {
    const open = documents.find((document) => size(documentOf([...document, piece])) <= max);
    if (open) open.push(piece);
    else documents.push([piece]);
  }
  return documents.map(documentOf);
}

/** The characters that count. */
export function size(document: Document): number {
  return JSON.stringify(document).replace(/\s/g, "").length;
}

function documentOf(statements: readonly Statement[]): Document {
  return { Version: "2012-10-17", Statement: statements };
}

/** Halves a statement that is too long for a policy of its own: by its actions, then by its resources. */
function fitting(statement: Statement, max: number): Statement[] {
  if (size(documentOf([statement])) <= max) return [statement];
  const { Action, Resource } = statement;
  const halves =
    Action.length > 1
      ? halved(Action).map((half) => ({ ...statement, Action: half }))
      : typeof Resource !== "string" && Resource.length > 1
        ? halved(Resource).map((half) => ({ ...statement, Resource: half }))
        : [];
  return halves.length === 0 ? [statement] : halves.flatMap((half) => fitting(half, max));
}

function halved<T>(items: readonly T[]): [readonly T[], readonly T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
