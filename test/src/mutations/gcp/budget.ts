import type { Table } from "../mutation.js";

const BUDGET = "Cloud Billing Budget API: REST Resource: billingAccounts.budgets";
const CHANNEL = "Cloud Monitoring API: REST Resource: projects.notificationChannels";

/** Mistakes in budget alarms. */
export const budget: Table = {
  "billing/budget:Budget isobar-budget": [
    { what: "no billing account", set: { billingAccount: undefined }, why: BUDGET },
    { what: "a billing account by name", set: { billingAccount: "ours" }, why: BUDGET },
    { what: "a spend that is none", set: { "thresholdRules[0].spendBasis": "LATE_SPEND" }, why: BUDGET },
    { what: "a topic by name", set: { "allUpdatesRule.pubsubTopic": "costs" }, why: BUDGET },
    {
      what: "two periods",
      set: {
        "budgetFilter.calendarPeriod": "MONTH",
        "budgetFilter.customPeriod": { startDate: { year: 2026, month: 1, day: 1 } },
      },
      why: BUDGET,
    },
  ],
  "monitoring/notificationChannel:NotificationChannel isobar-budget-ada@example.com": [
    { what: "a kind of channel that is none", set: { type: "pigeon" }, why: CHANNEL },
    { what: "a label of another kind", set: { "labels.number": "+15550100" }, why: CHANNEL },
    { what: "no address", set: { labels: {} }, why: CHANNEL },
    { what: "an address that is none", set: { "labels.email_address": "ada" }, why: CHANNEL },
  ],
};
