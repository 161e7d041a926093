import type { BudgetAlarmDriver } from "@isobar/core/driver";
import { Budget } from "@pulumi/aws/budgets/budget";

/**
 * "Managing your costs with AWS Budgets": what costs is told by the stack's tags, once they are activated as cost allocation
 * tags of the account that pays.
 */
export const driver: BudgetAlarmDriver = {
  create({ provider }, { name, monthly, emails, thresholds, tags }) {
    const notifications = thresholds.map(({ percent, of }) => ({
      comparisonOperator: "GREATER_THAN",
      notificationType: of === "actual" ? "ACTUAL" : "FORECASTED",
      threshold: percent,
      thresholdType: "PERCENTAGE",
      subscriberEmailAddresses: [...emails],
    }));
    const args = {
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: Number.isInteger(monthly) ? monthly.toFixed(1) : String(monthly),
      limitUnit: "USD",
      costFilters: [{ name: "TagKeyValue", values: ["project", "stack"].map((key) => `user:${key}$${tags[key]}`) }],
      notifications,
      tags: { ...tags },
    };
    new Budget(name, args, { provider });
  },
};
