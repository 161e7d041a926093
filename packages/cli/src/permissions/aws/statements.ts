import { distinct, groupBy } from "../report.js";

/** A condition block, with every value as a list. */
export type Condition = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** One action on one resource pattern under one condition. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
  readonly condition: Condition;
}

/** A statement of an IAM policy. */
export interface Statement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The fewest statements that allow the grants and nothing else, always in the same order. */
export function statementsOf(grants: readonly Grant[]): Statement[] {
  const needed = withoutCovered(joinedValues(grants));
  // Actions that have the same resources under the same condition share a statement.
  const perAction = groupBy(needed, ({ action, condition }) => `${action}\0${canonical(condition)}`).map(
    ([, group]) => ({
      service: group[0]?.action.split(":")[0] ?? "",
      action: group[0]?.action ?? "",
      condition: group[0]?.condition ?? {},
      resources: distinct(group.map(({ resource }) => resource)),
    }),
  );
  const keyOf = ({ service, condition, resources }: (typeof perAction)[number]) =>
    [service, canonical(condition), ...resources].join("\0");
  return groupBy(perAction, keyOf).map(([, group]) =>
    statement(
      group.map(({ action }) => action),
      group[0]?.resources ?? [],
      group[0]?.condition ?? {},
    ),
  );
}

function statement(actions: readonly string[], resources: readonly string[], condition: Condition): Statement {
  const [only, ...more] = resources;
  return {
    Effect: "Allow",
    Action: distinct(actions),
    Resource: only !== undefined && more.length === 0 ? only : resources,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: plain(condition) }),
  };
}

/** Conditions on the same that differ in the values of one key become one condition with all values. */
function joinedValues(grants: readonly Grant[]): Grant[] {
  return groupBy(grants, ({ action, resource, condition }) => `${action}\0${resource}\0${shape(condition)}`).flatMap(
    ([, group]) => {
      let rest = dedupe(group);
      for (const path of pathsOf(group[0]?.condition ?? {})) {
        rest = groupBy(rest, ({ condition }) => canonical(without(condition, path))).map(([, same]) =>
          joined(same, path),
        );
      }
      return rest;
    },
  );
}

function dedupe(grants: readonly Grant[]): Grant[] {
  return [...new Map(grants.map((grant) => [canonical(grant.condition), grant])).values()];
}

type Path = readonly [operator: string, key: string];

function pathsOf(condition: Condition): Path[] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.keys(keys).map((key) => [operator, key] as const),
  );
}

function joined(same: readonly Grant[], [operator, key]: Path): Grant {
  const [first] = same as readonly [Grant];
  const values = distinct(same.flatMap(({ condition }) => condition[operator]?.[key] ?? []));
  return { ...first, condition: { ...first.condition, [operator]: { ...first.condition[operator], [key]: values } } };
}

function without(condition: Condition, [operator, key]: Path): Condition {
  const { [key]: _, ...rest } = condition[operator] ?? {};
  return { ...condition, [operator]: rest };
}

/** Leaves out what another grant allows as well. */
function withoutCovered(grants: readonly Grant[]): Grant[] {
  return groupBy(grants, ({ action }) => action).flatMap(([, group]) =>
    group.filter((grant, index) =>
      group.every((other, at) => at === index || !covers(other, grant) || (covers(grant, other) && at > index)),
    ),
  );
}

function covers(wide: Grant, narrow: Grant): boolean {
  return matches(wide.resource, narrow.resource) && isWeaker(wide.condition, narrow.condition);
}

/** Whether whatever meets the second condition meets the first as well. */
function isWeaker(weak: Condition, strong: Condition): boolean {
  return pathsOf(weak).every(([operator, key]) => {
    const allowed = weak[operator]?.[key] ?? [];
    const wished = strong[operator]?.[key];
    return wished?.every((value) => allowed.includes(value)) === true;
  });
}

function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}

function shape(condition: Condition): string {
  return pathsOf(condition)
    .map((path) => path.join(" "))
    .sort()
    .join(",");
}

function canonical(condition: Condition): string {
  const entries = pathsOf(condition).map(([operator, key]) => [operator, key, condition[operator]?.[key]]);
  return JSON.stringify(entries.sort());
}

/** As people write conditions: one value without a list. */
function plain(condition: Condition): NonNullable<Statement["Condition"]> {
  const operators = Object.keys(condition).sort();
  return Object.fromEntries(
    operators.map((operator) => {
      const keys = Object.entries(condition[operator] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
      return [
        operator,
        Object.fromEntries(keys.map(([key, [one = "", ...more]]) => [key, more.length ? [one, ...more] : one])),
      ];
    }),
  );
}
