import assert from "node:assert/strict";
import { Bucket } from "@isobar/core";
import { types } from "./sandbox/types";
import { run } from "./testing";
import type { Land } from "./testing/land";
import { rules } from "./testing/rules";

const notification = {
  comparisonOperator: "GREATER_THAN",
  notificationType: "ACTUAL",
  threshold: 80,
  thresholdType: "PERCENTAGE",
  subscriberEmailAddresses: ["ada@example.com"],
};
const emails = (count: number) => Array.from({ length: count }, (_, i) => `a${i}@example.com`);
const notifications = (change: object) => ({ notifications: [{ ...notification, ...change }] });
const thresholds = (count: number) => ({
  notifications: Array.from({ length: count }, (_, i) => ({ ...notification, threshold: i + 1 })),
});
const good = { budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "500.0", limitUnit: "USD", ...notifications({}) };
const tag = (value: string) => ({ costFilters: [{ name: "TagKeyValue", values: [value] }] });

describe("budget alarms on AWS", () => {
  it("tell of what has the stack's tags", async () => {
    const config = { "isobar:budget": { monthly: 500, alarms: { emails: ["ada@example.com"] } }, "isobar:team": "web" };
    const { find } = await run(() => new Bucket("data"), { config });
    const { inputs } = find(types.budget, "isobar-budget");
    assert.deepEqual(inputs.costFilters, [{ name: "TagKeyValue", values: ["user:project$shop", "user:stack$dev"] }]);
    assert.deepEqual([inputs.limitAmount, inputs.limitUnit], ["500.0", "USD"]);
    assert.deepEqual(inputs.notifications, [
      notification,
      { ...notification, threshold: 100 },
      { ...notification, threshold: 100, notificationType: "FORECASTED" },
    ]);
    assert.deepEqual(inputs.tags, { project: "shop", stack: "dev", team: "web" });
  });
});

rules(types.budget, (land: Land) => land.make(types.budget, { ...good, name: "taken" }), good, [
  ["has a name of 100", { name: "n".repeat(100) }, { name: "n".repeat(101) }, /InvalidParameter.*name/],
  ["has a name without colons", { name: "a b" }, { name: "a:b" }, /InvalidParameter.*name/],
  ["has a name of its own", { name: "free" }, { name: "taken" }, /DuplicateRecordException/],
  ["is more than 0", { limitAmount: "0.01" }, { limitAmount: "0.0" }, /not more than 0/],
  ["is a number", { limitAmount: "5" }, { limitAmount: "5 USD" }, /not more than 0/],
  ["is in USD", {}, { limitUnit: "EUR" }, /unit EUR/],
  ["has a limit", {}, { limitAmount: undefined }, /no limit/],
  ["knows its type", { budgetType: "COST" }, { budgetType: "COSTS" }, /budget_type to be one of/],
  ["knows its time", { timeUnit: "DAILY" }, { timeUnit: "HOURLY" }, /time_unit to be one of/],
  ["filters by tags in their form", tag("user:stack$dev"), tag("stack=dev"), /form user:key\$value/],
  ["has 5 notifications", thresholds(5), thresholds(6), /CreationLimitExceededException/],
  ["has each notification once", {}, { notifications: [notification, notification] }, /DuplicateRecordException/],
  [
    "tells 10 addresses",
    notifications({ subscriberEmailAddresses: emails(10) }),
    notifications({ subscriberEmailAddresses: emails(11) }),
    /at most 10/,
  ],
  ["tells somebody", {}, notifications({ subscriberEmailAddresses: [] }), /no subscribers/],
  ["tells addresses", {}, notifications({ subscriberEmailAddresses: ["ada"] }), /address ada/],
  ["has thresholds above 0", notifications({ threshold: 0.1 }), notifications({ threshold: 0 }), /not more than 0/],
  [
    "forecasts",
    notifications({ notificationType: "FORECASTED" }),
    notifications({ notificationType: "GUESSED" }),
    /notification_type to be one of/,
  ],
]);
