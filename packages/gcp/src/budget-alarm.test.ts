import assert from "node:assert/strict";
import { Bucket } from "@isobar/core";
import { mocksOf, type Props } from "@isobar/sandbox";
import { provider } from "./sandbox";
import { refusal, run } from "./simulated.test.helper";

const BUDGET = "gcp:billing/budget:Budget";
const CHANNEL = "gcp:monitoring/notificationChannel:NotificationChannel";
const ACCOUNT = "012345-6789AB-CDEF01";
const bucket = () => new Bucket("data");
const config = (emails: string[], monthly = 500) => ({
  "isobar:budget": { monthly, alarms: { emails } },
  "isobar:gcp": { billingAccount: ACCOUNT },
});

describe("budget alarms on GCP", () => {
  it("tell each address of what has the stack's label in the project", async () => {
    const { find, all } = await run(bucket, { config: config(["ada@example.com", "bob@example.com"], 99.5) });
    const { inputs } = find(BUDGET, "isobar-budget");
    assert.equal(inputs.billingAccount, ACCOUNT);
    assert.deepEqual(inputs.amount, { specifiedAmount: { currencyCode: "USD", units: "99", nanos: 500_000_000 } });
    assert.deepEqual(inputs.budgetFilter, {
      calendarPeriod: "MONTH",
      projects: ["projects/123456789012"],
      labels: { stack: "dev" },
    });
    assert.deepEqual(inputs.thresholdRules, [
      { thresholdPercent: 0.8, spendBasis: "CURRENT_SPEND" },
      { thresholdPercent: 1, spendBasis: "CURRENT_SPEND" },
      { thresholdPercent: 1, spendBasis: "FORECASTED_SPEND" },
    ]);
    assert.deepEqual(
      all(CHANNEL).map(({ inputs: its }) => [its.type, (its.labels as Props).email_address, its.userLabels]),
      ["ada", "bob"].map((name) => ["email", `${name}@example.com`, { project: "shop", stack: "dev" }]),
    );
    const { monitoringNotificationChannels: channels } = inputs.allUpdatesRule as Props;
    assert.equal((channels as string[]).length, 2);
    assert.match(String((channels as string[])[0]), /^projects\/isobar-sandbox\/notificationChannels\/\d+$/);
  });
  it("need the billing account, in its form", async () => {
    const { "isobar:budget": budget } = config(["ada@example.com"]);
    assert.match(
      await refusal(bucket, { config: { "isobar:budget": budget } }),
      /isobar:gcp\.billingAccount: required/,
    );
    const wrong = { "isobar:budget": budget, "isobar:gcp": { billingAccount: "12" } };
    assert.match(await refusal(bucket, { config: wrong }), /isobar:gcp\.billingAccount.*012345-6789AB-CDEF01/);
  });
  it("tell five addresses at most", async () => {
    const emails = Array.from({ length: 6 }, (_, i) => `a${i}@example.com`);
    assert.match(await refusal(bucket, { config: config(emails) }), /alarms\.emails: too many for GCP.*at most 5/);
  });
});

function cloud() {
  const { outputs } = mocksOf(provider, "europe-west4");
  const make = (type: string, inputs: Props, name = "x") => outputs({ type, name, inputs });
  const email = { type: "email", labels: { email_address: "ada@example.com" } };
  const channel = (change: Props = {}, name = "c") => make(CHANNEL, { ...email, ...change }, name);
  const amount = { specifiedAmount: { units: "5" } };
  return { channel, budget: (change: Props = {}) => make(BUDGET, { billingAccount: ACCOUNT, amount, ...change }) };
}

describe("budgets and channels in simulated GCP", () => {
  const specified = (change: Props) => ({ amount: { specifiedAmount: { units: "5", ...change } } });
  const filter = (budgetFilter: Props) => ({ budgetFilter });
  for (const [rule, accepted, refused, words] of [
    ["are of billing accounts", {}, { billingAccount: "12" }, /invalid argument/],
    ["have a title of 60", { displayName: "n".repeat(60) }, { displayName: "n".repeat(61) }, /60/],
    ["are more than 0", specified({ units: "0", nanos: 1 }), specified({ units: "0" }), /invalid argument/],
    ["are in a currency", specified({ currencyCode: "EUR" }), specified({ currencyCode: "euro" }), /invalid argument/],
    ["have one amount", { amount: { lastPeriodAmount: true } }, { amount: {} }, /./],
    [
      "are of known projects",
      filter({ projects: ["projects/123456789012"] }),
      filter({ projects: ["projects/1"] }),
      /invalid/,
    ],
    [
      "have one period",
      filter({ calendarPeriod: "QUARTER" }),
      filter({ calendarPeriod: "QUARTER", customPeriod: { startDate: { year: 2026, month: 1, day: 1 } } }),
      /invalid/,
    ],
    [
      "have a last period if it comes again",
      { amount: { lastPeriodAmount: true } },
      {
        amount: { lastPeriodAmount: true },
        ...filter({ customPeriod: { startDate: { year: 2026, month: 1, day: 1 } } }),
      },
      /invalid/,
    ],
    [
      "name topics by their path",
      { allUpdatesRule: { pubsubTopic: "projects/p/topics/t" } },
      { allUpdatesRule: { pubsubTopic: "t" } },
      /invalid/,
    ],
    ["have one label", filter({ labels: { a: "b" } }), filter({ labels: { a: "b", c: "d" } }), /invalid/],
    [
      "have thresholds of 0 and more",
      { thresholdRules: [{ thresholdPercent: 10 }] },
      { thresholdRules: [{ thresholdPercent: -1 }] },
      /./,
    ],
  ] as const) {
    it(rule, () => {
      assert.doesNotThrow(() => cloud().budget(accepted));
      assert.throws(() => cloud().budget(refused), { message: words });
    });
  }
  it("name channels that are there, five at most", () => {
    const { budget, channel } = cloud();
    const ids = Array.from({ length: 6 }, (_, i) => channel({}, `c${i}`).id);
    const rule = (channels: unknown[]) => ({ allUpdatesRule: { monitoringNotificationChannels: channels } });
    assert.doesNotThrow(() => budget(rule(ids.slice(1))));
    assert.doesNotThrow(() => budget(rule(["projects/shared-alerts/notificationChannels/1"])));
    assert.throws(() => budget(rule(ids)));
    assert.throws(() => budget(rule(["projects/isobar-sandbox/notificationChannels/1"])), /404/);
  });
  for (const [rule, refused, words] of [
    ["have a type that there is", { type: "pigeon" }, /invalid value of "pigeon"/],
    ["have an address", { labels: { email_address: "ada" } }, /not a valid email address/],
    ["have no other labels", { labels: { email_address: "a@b.org", number: "+15550100" } }, /labels\['number'\]/],
    ["of messages have a number", { type: "sms", labels: {} }, /labels\['number'\]/],
    ["have a title of 512", { displayName: "n".repeat(513) }, /512/],
    ["have labels in their form", { userLabels: { A: "b" } }, /Label key 'A'/],
  ] as const) {
    it(`channels ${rule}`, () => {
      assert.doesNotThrow(() => cloud().channel({ displayName: "n".repeat(512), userLabels: { a: "b" } }));
      assert.throws(() => cloud().channel(refused), { message: words });
    });
  }
});
