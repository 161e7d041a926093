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
  ],
};
