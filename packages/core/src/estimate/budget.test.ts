import assert from "node:assert/strict";
import { IsobarError } from "../errors";
import { Bucket, estimate } from "../index";
import { record, recordRefusal } from "../testing/record";
import { amountOf } from "./amount";
import { refuseOverBudget } from "./budget";
import { type Budget, budgetSchema } from "./budget-config";
import type { Estimate, ResourceEstimate } from "./estimate";
import "../testing/moon/backend";

const HERE = { cloud: "moon", region: "tranquility-1" };

function resource(owner: string, usd: number, kg: number, service: string): ResourceEstimate {
  const lines = [
    {
      kind: "machine" as const,
      item: "hours",
      cost: amountOf(usd, { kind: "exact" }),
      emissions: amountOf(kg, { kind: "exact" }),
    },
  ];
  return { type: "t", name: "n", owner, cloud: "c", region: "r", tags: { service }, lines, notCounted: undefined };
}

const RESOURCES = [resource('VM "a"', 30, 1, "shop"), resource('VM "b"', 60, 9, "mail")];
const ESTIMATE: Estimate = {
  cost: amountOf(90, { kind: "estimate", plusMinus: 0.1 }),
  emissions: amountOf(10, { kind: "exact" }),
  resources: RESOURCES,
};
const SAVINGS = [{ part: 'VM "b"', change: "half of it", saves: 30, pain: 1, of: {} } as const];
const priced = { estimate: ESTIMATE, savings: () => [...SAVINGS] };

function refusal(budget: Partial<Budget>, late = false): string {
  try {
    refuseOverBudget(priced, { onExceed: "refuse", ...budget }, late);
  } catch (error) {
    assert.ok(error instanceof IsobarError);
    return error.message;
  }
  return "";
}

describe("a budget", () => {
  it("lets everything through that is not over it", () => {
    assert.equal(
      refusal({ monthly: 90, monthlyKgCo2e: 10, services: { shop: { monthly: 30 }, else: { monthly: 1 } } }),
      "",
    );
  });
  it("says what it costs, what costs most, and the way back", () => {
    assert.equal(
      refusal({ monthly: 70 }),
      "isobar:budget.monthly: the program costs 90.00 USD (81.00 USD to 99.00 USD) a month, so nothing was changed. " +
        'Most of it: VM "b" 60.00 USD, VM "a" 30.00 USD. Allowed: 70.00 USD a month. The cheapest way back under: ' +
        'VM "b": half of it saves 30.00 USD; that makes 60.00 USD; or allow more: ' +
        "pulumi config set --path 'isobar:budget.monthly' 90.",
    );
  });
  it("says that the way back is not enough, and that something exists already", () => {
    assert.match(refusal({ monthly: 10 }, true), /nothing more is created.*not enough yet: 60\.00 USD/);
  });
  it("limits emissions, and services by themselves, whatever the case of their tags", () => {
    assert.match(
      refusal({ monthlyKgCo2e: 5 }),
      /budget\.monthlyKgCo2e: the program emits 10 kg CO2e.*Most of it: VM "b" 9 kg/,
    );
    const shop = refusal({ services: { Shop: { monthly: 20 } } });
    assert.match(
      shop,
      /services\.Shop\.monthly: service "Shop" costs 30\.00 USD.*Most of it: VM "a" 30\.00 USD\. .*Take something out/,
    );
  });
  const bad: [string, unknown, RegExp][] = [
    ["nothing", { monthly: 0 }, /isobar:budget\.monthly.*more than 0/],
    ["a text", { monthly: "much" }, /isobar:budget\.monthly.*USD a month/],
    ["an unknown key", { montly: 1 }, /isobar:budget\.montly.*"monthly"/],
    ["an unknown word", { monthly: 1, onExceed: "wran" }, /isobar:budget\.onExceed.*refuse, warn/],
    ["an empty service", { services: { shop: {} } }, /isobar:budget\.services\.shop/],
  ];
  for (const [what, budget, words] of bad) {
    it(`can't be ${what}`, async () => {
      const { error } = await recordRefusal({ ...HERE, config: { "isobar:budget": budget } }, () => new Bucket("data"));
      assert.match(String(error), words);
    });
  }
  it("refuses by default", () => assert.equal(budgetSchema.parse({ monthly: 1 }).onExceed, "refuse"));
});

describe("estimate() without a stack", () => {
  it("is refused in words, and all else works", async () => {
    const { error } = await recordRefusal(HERE, () => estimate());
    assert.match(String(error), /estimate\(\): there is no stack.*leave it out/i);
    await record({ ...HERE, config: { "isobar:budget": { monthly: 1 } } }, () => new Bucket("data"));
  });
});
