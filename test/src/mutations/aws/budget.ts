import type { Table } from "../mutation.js";

const BUDGET = "AWS Budgets API Reference: Budget";
const NOTIFICATION = "AWS Budgets API Reference: Notification";

/** Mistakes in budget alarms. */
export const budget: Table = {
  "budgets/budget:Budget isobar-budget": [
    { what: "an amount of nothing", set: { limitAmount: "0" }, why: BUDGET },
    { what: "an amount in words", set: { limitAmount: "much" }, why: BUDGET },
    { what: "a time unit that is none", set: { timeUnit: "WEEKLY" }, why: BUDGET },
    { what: "a kind of budget that is none", set: { budgetType: "MONEY" }, why: BUDGET },
    {
      what: "a kind of notification that is none",
      set: { "notifications[0].notificationType": "LATE" },
      why: NOTIFICATION,
    },
    {
      what: "a topic's name for its ARN",
      set: { "notifications[0].subscriberSnsTopicArns": ["alarms"] },
      why: NOTIFICATION,
    },
    { what: "a start without time", set: { timePeriodStart: "2026-01-01" }, why: BUDGET },
    {
      what: "an end before the start",
      set: { timePeriodStart: "2026-01-01_00:00", timePeriodEnd: "2025-01-01_00:00" },
      why: "AWS Budgets API Reference: TimePeriod",
    },
    {
      what: "filters in two ways",
      set: {
        costFilters: [{ name: "Service", values: ["a"] }],
        filterExpression: { tags: { key: "a", values: ["b"] } },
      },
      why: "Pulumi Registry: aws.budgets.Budget",
    },
    {
      what: "one limit and several",
      set: { plannedLimits: [{ amount: "1", startTime: "2026-01-01_00:00", unit: "USD" }] },
      why: "Pulumi Registry: aws.budgets.Budget",
    },
    { what: "an account's name for its id", set: { accountId: "shop" }, why: "Pulumi Registry: aws.budgets.Budget" },
  ],
};
