import type { Demand, Permission } from "@isobar/sandbox";
import type { Place } from "./place.js";
import type { Condition, Grant } from "./statements.js";

/** What a demand needs, with the target filled in. */
export function grantsOf({ permissions = [], region }: Demand, place: Place): Grant[] {
  const target = { partition: place.partition, account: place.account ?? "*", region };
  return permissions.flatMap((permission) => {
    const resources = (permission.resources ?? ["*"]).map((resource) => filledIn(resource, target));
    const condition = conditionOf(permission, target);
    return permission.actions.flatMap((action) => resources.map((resource) => ({ action, resource, condition })));
  });
}

interface Target {
  readonly partition: string;
  readonly account: string;
  /** Empty if not known. */
  readonly region: string;
}

function filledIn(text: string, target: Target): string {
  return text.replace(/\$\{(partition|region|account)\}/g, (_, name: keyof Target) => target[name] || "*");
}

function conditionOf({ condition = {} }: Permission, target: Target): Condition {
  const entries = Object.entries(condition).map(([operator, keys]) => {
    const known = Object.entries(keys).filter(([key]) => key !== "aws:RequestedRegion" || target.region !== "");
    return [operator, Object.fromEntries(known.map(([key, values]) => [key, valuesOf(key, values, target)]))] as const;
  });
  return Object.fromEntries(entries.filter(([, keys]) => Object.keys(keys).length > 0));
}

/** Some services go by a name of their own in China: "AWS service principals". */
function valuesOf(key: string, values: string | readonly string[], target: Target): string[] {
  const filled = [values].flat().map((value) => filledIn(value, target));
  const chinese = key === "iam:PassedToService" && target.partition === "aws-cn";
  return chinese ? filled.flatMap((value) => [value, `${value}.cn`]) : filled;
}
