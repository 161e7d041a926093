import type { Table } from "../mutation.js";

const BUDGET = "Azure Consumption REST API: Budgets - Create Or Update";

/** Mistakes in budget alarms. */
export const budget: Table = {
  "consumption:Budget isobar-budget": [
    { what: "an amount of nothing", set: { amount: 0 }, why: BUDGET },
    { what: "a time grain that is none", set: { timeGrain: "Weekly" }, why: BUDGET },
    { what: "a category that is none", set: { category: "Money" }, why: BUDGET },
    {
      what: "a beginning in the middle of a month",
      set: { "timePeriod.startDate": "2026-01-15T00:00:00Z" },
      why: BUDGET,
    },
    { what: "a scope that is none", set: { scope: "everything" }, why: BUDGET },
    { what: "an end before its beginning", set: { "timePeriod.endDate": "2020-01-31T00:00:00Z" }, why: BUDGET },
  ],
};
