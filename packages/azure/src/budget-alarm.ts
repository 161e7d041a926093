import {
  type BudgetAlarmDriver,
  type BudgetAlarmSpec,
  type DeploymentTarget,
  digest,
  kept,
  legalName,
  type Threshold,
} from "@isobar/core/driver";
import { getClientConfigOutput } from "@pulumi/azure-native/authorization/getClientConfig";
import { Budget } from "@pulumi/azure-native/consumption/budget";
import { type Output, output, runtime } from "@pulumi/pulumi";
import * as names from "./names";

/**
 * "Budgets - Create Or Update": a budget begins in the month in which it is made, and that never changes. So one that is to be
 * different is made anew, under another name.
 */
export const driver: BudgetAlarmDriver = {
  create(target, spec) {
    const { name, monthly, emails, thresholds, tags } = spec;
    const scope = scopeOf(target);
    const startDate = kept(`${name}-start`, { pick: startOfMonth(new Date()), wish: { scope, ...wishOf(spec) } });
    const args = {
      budgetName: budgetName(spec),
      scope,
      category: "Cost",
      amount: monthly,
      timeGrain: "Monthly",
      timePeriod: { startDate },
      filter: { and: ["project", "stack"].map((key) => ({ tags: among(key, tags[key] ?? "") })) },
      notifications: Object.fromEntries(thresholds.map((it) => [keyOf(it), notification(it, emails)])),
    };
    new Budget(name, args, { provider: target.provider });
  },
};

/** All that may change of it; the tags are those of the stack, which stays what it is. */
function wishOf({ monthly, emails, thresholds }: BudgetAlarmSpec) {
  return { monthly, emails, thresholds };
}

function budgetName(spec: BudgetAlarmSpec): string {
  const identity = [runtime.getProject(), runtime.getStack(), JSON.stringify(wishOf(spec))];
  return legalName(spec.name, digest(...identity), names.budget, "isobar:budget.alarms");
}

/** Without a subscription in the config it is the one that the credentials choose. */
function scopeOf({ account, provider }: DeploymentTarget): Output<string> {
  const subscription = account === undefined ? getClientConfigOutput({ provider }).subscriptionId : output(account);
  return subscription.apply((id) => `/subscriptions/${id}`);
}

function startOfMonth(day: Date): string {
  return `${day.toISOString().slice(0, "2026-01".length)}-01T00:00:00Z`;
}

function among(name: string, value: string) {
  return { name, operator: "In", values: [value] };
}

function keyOf({ percent, of }: Threshold): string {
  return `${of}-${percent}`;
}

function notification({ percent, of }: Threshold, emails: readonly string[]) {
  return {
    enabled: true,
    operator: "GreaterThan",
    threshold: percent,
    thresholdType: of === "actual" ? "Actual" : "Forecasted",
    contactEmails: [...emails],
  };
}
