import type { Demand } from "@isobar/sandbox";

/** A file that a platform engineer applies. */
export interface PermissionDocument {
  /** Name for a file, such as `aws-policy.json`. */
  readonly file: string;
  readonly text: string;
}

/** What the deployer of one stack needs in one account of a cloud. */
export interface CloudReport {
  readonly cloud: string;
  /** The account, project or subscription; undefined where the program doesn't say it. */
  readonly account?: string;
  /** What gives the rights. */
  readonly documents: readonly PermissionDocument[];
  /** What goes with the documents, such as the condition of a role assignment. */
  readonly conditions: readonly PermissionDocument[];
  /** APIs or resource providers that have to be enabled. */
  readonly enable: readonly string[];
  /** Shell commands that apply all of it, where `UPPER_CASE` words are to be filled in. */
  readonly commands: readonly string[];
  /** What a person should know before. */
  readonly notes: readonly string[];
}

/** What the reports are about. */
export interface Subject {
  readonly project: string;
  readonly stack: string;
}

/** Makes a cloud's reports, one per account, out of what a program asked that cloud for. */
export type Reporter = (demands: readonly Demand[], subject: Subject) => CloudReport[];

/** Splits by a key, in the order of the keys. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [key: string, items: T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Sorted, each once. */
export function distinct(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort();
}

/** Notes on what the sandbox doesn't know the rights of. */
export function unknownNotes(demands: readonly Demand[]): string[] {
  const tokens = distinct(demands.filter(({ permissions }) => permissions === undefined).map(({ token }) => token));
  if (tokens.length === 0) return [];
  return [`The rights for ${tokens.join(", ")} are not known to isobar and not among these: add them.`];
}
