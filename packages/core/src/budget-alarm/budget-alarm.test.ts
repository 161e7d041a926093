import assert from "node:assert/strict";
import { Bucket, provider } from "../index";
import { record, recordRefusal } from "../testing/record";
import "../testing/moon/backend";

const HERE = { cloud: "moon", region: "tranquility-1" };
const ALARMS = { emails: ["ada@example.com"] };
const SIREN = "moon:index:Siren";
const bucket = () => new Bucket("data");

async function sirens(budget: object, program: () => unknown = bucket, config: object = {}) {
  const { all } = await record(
    { ...HERE, config: { "isobar:budget": { monthly: 500, ...budget }, ...config } },
    program,
  );
  return all(SIREN);
}

async function refused(budget: object): Promise<string> {
  const { error } = await recordRefusal({ ...HERE, config: { "isobar:budget": budget } }, bucket);
  return (error as Error).message;
}

describe("alarms of a budget", () => {
  it("are made once for an account, at the provider of its first target", async () => {
    const made = await sirens({ alarms: ALARMS }, () => [bucket(), new Bucket("more"), provider()]);
    assert.deepEqual(
      made.map(({ name, parent, provider: its }) => [name, parent, its.split("::")[3]]),
      [["isobar-budget", "", "isobar-moon"]],
    );
    const { monthly, emails, thresholds, tags } = made[0]?.inputs ?? {};
    assert.deepEqual({ monthly, emails, tags }, { monthly: 500, ...ALARMS, tags: { project: "shop", stack: "dev" } });
    assert.deepEqual(thresholds, [
      { percent: 80, of: "actual" },
      { percent: 100, of: "actual" },
      { percent: 100, of: "forecast" },
    ]);
  });
  it("are made for other accounts too, under names of their own", async () => {
    const elsewhere = () => [bucket(), new Bucket("more", { target: { account: "base-2" } })];
    const made = await sirens({ alarms: ALARMS }, elsewhere, { "isobar:account": "base-1" });
    assert.deepEqual(
      made.map(({ name }) => name),
      ["isobar-budget", "isobar-budget-base-2"],
    );
  });
  it("forecast nothing but the whole budget", async () => {
    const [siren] = await sirens({ alarms: { ...ALARMS, thresholds: [0.07, 1.5] } });
    assert.deepEqual(siren?.inputs.thresholds, [
      { percent: 7, of: "actual" },
      { percent: 150, of: "actual" },
    ]);
  });
  it("are not made without a wish", async () => assert.deepEqual(await sirens({}), []));
  it("are refused without a monthly budget", async () => {
    assert.match(await refused({ monthlyKgCo2e: 5, alarms: ALARMS }), /isobar:budget\.alarms.*monthly/);
  });
  for (const [alarms, words] of [
    [{ emails: [] }, /budget\.alarms\.emails.*1 to 10/],
    [{ emails: ["ada"] }, /budget\.alarms\.emails\.0.*e-mail address/],
    [{ emails: ["a@b.de", "a@b.de"] }, /different/],
    [{ emails: Array.from({ length: 11 }, (_, i) => `a${i}@b.de`) }, /1 to 10/],
    [{ ...ALARMS, thresholds: [0] }, /0\.01 to 10/],
    [{ ...ALARMS, thresholds: [0.805] }, /whole hundredths/],
    [{ ...ALARMS, thresholds: [1, 1] }, /1 to 4 different/],
    [{ ...ALARMS, thresholds: [1, 2, 3, 4, 5] }, /1 to 4 different/],
  ] as const) {
    it(`refuse ${JSON.stringify(alarms).slice(0, 60)}`, async () => {
      assert.match(await refused({ monthly: 500, alarms }), words);
    });
  }
});
