import assert from "node:assert/strict";
import { Bucket } from "@isobar/core";
import type { Props } from "@isobar/sandbox";
import { recordOnAzure } from "./fixture.test";
import { provider } from "./sandbox";
import { Cloud } from "./sandbox/cloud.test";

const TOKEN = "consumption:Budget";
const SCOPE = `/subscriptions/${provider.account}`;
const bucket = () => new Bucket("data");

async function made(budget: Props = {}, more: object = {}, config: object = {}) {
  const alarms = { emails: ["ada@example.com"], ...(budget.alarms as object) };
  const options = { config: { "isobar:budget": { monthly: 500, ...budget, alarms }, ...config }, ...more };
  return recordOnAzure(bucket, options);
}

describe("budget alarms on Azure", () => {
  it("tell of what has the stack's tags in the subscription, from this month on", async () => {
    const { inputs } = (await made()).find(`azure-native:${TOKEN}`, "isobar-budget");
    const { scope, amount, filter, notifications, timePeriod, budgetName } = inputs as Props & { budgetName: string };
    const among = (name: string, value: string) => ({ tags: { name, operator: "In", values: [value] } });
    assert.deepEqual({ scope, amount }, { scope: SCOPE, amount: 500 });
    assert.match(budgetName, /^isobar-budget-[0-9a-f]{7}$/);
    assert.deepEqual(filter, { and: [among("project", "shop"), among("stack", "dev")] });
    assert.deepEqual(timePeriod, { startDate: `${new Date().toISOString().slice(0, 7)}-01T00:00:00Z` });
    const contact = { enabled: true, operator: "GreaterThan", contactEmails: ["ada@example.com"] };
    assert.deepEqual(notifications, {
      "actual-80": { ...contact, threshold: 80, thresholdType: "Actual" },
      "actual-100": { ...contact, threshold: 100, thresholdType: "Actual" },
      "forecast-100": { ...contact, threshold: 100, thresholdType: "Forecasted" },
    });
  });
  it("keep the month in which they were made", async () => {
    const startDate = `${new Date().toISOString().slice(0, 7)}-01T00:00:00Z`;
    const stash = (await made()).find("pulumi:index:Stash", "isobar-budget-start");
    assert.deepEqual([stash.inputs.input, stash.ignoreChanges], [startDate, ["input"]]);
  });
  it("are made anew from another month on where anything changes", async () => {
    const key = async (budget?: Props) => {
      const { find } = await made(budget);
      const { replacementTrigger } = find("pulumi:index:Stash", "isobar-budget-start");
      return [replacementTrigger, find(`azure-native:${TOKEN}`, "isobar-budget").inputs.budgetName];
    };
    const [wish, name] = await key();
    assert.deepEqual(await key(), [wish, name]);
    for (const change of [{ monthly: 600 }, { alarms: { emails: ["b@c.de"] } }, { alarms: { thresholds: [1] } }]) {
      const [otherWish, otherName] = await key(change);
      assert.notEqual(otherWish, wish);
      assert.notEqual(otherName, name);
    }
  });
});

const contact = { enabled: true, operator: "GreaterThan", threshold: 80, contactEmails: ["ada@example.com"] };
const VALID = {
  budgetName: "b",
  scope: SCOPE,
  category: "Cost",
  amount: 5,
  timeGrain: "Monthly",
  timePeriod: { startDate: "2026-01-01T00:00:00Z" },
  notifications: { a: contact },
};
const start = (startDate: string) => ({ timePeriod: { startDate } });
const several = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, { ...contact, threshold: i }]));
const tags = (name: string, operator = "In") => ({ tags: { name, operator, values: ["v"] } });

describe("budgets of the simulated Azure", () => {
  for (const [rule, accepted, refused, words] of [
    ["have names of some characters", { budgetName: "a_b-c" }, { budgetName: "a.b" }, /Budget name a\.b/],
    ["have names of 63", { budgetName: "n".repeat(63) }, { budgetName: "n".repeat(64) }, /is invalid/],
    ["are of the subscription", {}, { scope: "/subscriptions/x" }, /SubscriptionNotFound/],
    ["are of groups that are there", {}, { scope: `${SCOPE}/resourceGroups/gone` }, /ResourceGroupNotFound/],
    ["are of a scope", {}, { scope: "x" }, /InvalidScope/],
    ["are of costs", { category: "Cost" }, { category: "Carbon" }, /Carbon/],
    ["are by time that there is", { timeGrain: "Quarterly" }, { timeGrain: "Hourly" }, /Hourly/],
    ["are more than 0", { amount: 0.5 }, { amount: 0 }, /greater than 0/],
    ["begin on the first", {}, start("2026-01-02T00:00:00Z"), /first of the month/],
    ["begin in this month", {}, start("2025-12-01T00:00:00Z"), /prior to the current month/],
    ["begin within a year", start("2027-01-01T00:00:00Z"), start("2027-02-01T00:00:00Z"), /12 months/],
    [
      "filter by two at least",
      { filter: { and: [tags("a"), tags("b")] } },
      { filter: { and: [tags("a")] } },
      /at least 2/,
    ],
    ["filter by what is in lists", { filter: tags("a") }, { filter: tags("a", "Like") }, /Like/],
    ["have five notifications", { notifications: several(5) }, { notifications: several(6) }, /up to five|up to 5/],
    [
      "tell at 1000 % at most",
      { notifications: { a: { ...contact, threshold: 1000 } } },
      { notifications: { a: { ...contact, threshold: 1001 } } },
      /1000/,
    ],
    [
      "end after they begin",
      { timePeriod: { startDate: "2026-01-01T00:00:00Z", endDate: "2026-12-31T00:00:00Z" } },
      { timePeriod: { startDate: "2026-01-01T00:00:00Z", endDate: "2025-12-31T00:00:00Z" } },
      /End date must be after/,
    ],
    [
      "tell somebody by a role",
      { notifications: { a: { ...contact, contactEmails: [], contactRoles: ["Owner"] } } },
      { notifications: { a: { ...contact, contactEmails: [], contactRoles: [] } } },
      /at least one contact/,
    ],
    ["tell somebody", {}, { notifications: { a: { ...contact, contactEmails: [] } } }, /at least one contact/],
    ["tell addresses", {}, { notifications: { a: { ...contact, contactEmails: ["ada"] } } }, /Contact email ada/],
    ["compare", {}, { notifications: { a: { ...contact, operator: "LessThan" } } }, /Operator LessThan/],
    [
      "forecast",
      { notifications: { a: { ...contact, thresholdType: "Forecasted" } } },
      { notifications: { a: { ...contact, thresholdType: "Guessed" } } },
      /Guessed/,
    ],
  ] as const) {
    it(rule, () => {
      assert.doesNotThrow(() => new Cloud().create(TOKEN, { ...VALID, ...accepted }));
      assert.throws(() => new Cloud().create(TOKEN, { ...VALID, ...refused }), { message: words });
    });
  }
  it("never begin at another time, but go on in later months", () => {
    const cloud = new Cloud();
    const budget = cloud.create(TOKEN, VALID);
    cloud.advance(40 * 86_400_000);
    assert.doesNotThrow(() => cloud.update(budget, { amount: 6 }));
    assert.throws(() => cloud.update(budget, start("2026-02-01T00:00:00Z")), /Start date of budgets cannot be updated/);
  });
});
