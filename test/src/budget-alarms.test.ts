import assert from "node:assert/strict";
import type { Project } from "@isobar/tools";
import { scriptProject } from "./estimates/script.js";

const MONTH = 32 * 24 * 3_600_000;
const PROGRAM = `require("@isobar/core").provider();\n`;
/** The same where the program's clock is a month on, as that of the simulated cloud is. */
const LATER = `const Now = Date;
globalThis.Date = class extends Now {
  constructor(...args) {
    super(...(args.length > 0 ? args : [Now.now() + ${MONTH}]));
  }
};
${PROGRAM}`;
const CHANNEL = "isobar-budget-ada@example.com";
const BILLING: Readonly<Record<string, string>> = { gcp: "  isobar:gcp: { billingAccount: 012345-6789AB-CDEF01 }\n" };
const ALARMS = {
  aws: ["aws:budgets/budget:Budget"],
  gcp: ["gcp:billing/budget:Budget", "gcp:monitoring/notificationChannel:NotificationChannel"],
  azure: ["azure-native:consumption:Budget"],
};

describe("budget alarms, by the real engine", () => {
  // Side by side, because each waits for the engine most of the time.
  const lives = Object.entries(ALARMS).map(([cloud, types]) => ({
    cloud,
    types,
    life: undefined as Promise<void> | undefined,
  }));
  before(() => {
    for (const it of lives) {
      it.life = lifeOnItsOwn(it.cloud, it.types);
      it.life.catch(() => undefined);
    }
  });
  for (const one of lives) {
    it(`are made on ${one.cloud} where they are asked for, stay in the next month, and go with the wish`, () =>
      one.life);
  }
});

async function lifeOnItsOwn(cloud: string, types: readonly string[]): Promise<void> {
  const project = await scriptProject(cloud);
  try {
    await lifeOf(project, cloud, types);
  } finally {
    await project.close();
  }
}

async function lifeOf(project: Project, cloud: string, types: readonly string[]): Promise<void> {
  const config = project.read(`Pulumi.${cloud}.yaml`);
  const wish = (alarms: string) => {
    const budget = `config:\n  isobar:budget: { monthly: 500${alarms} }\n${BILLING[cloud] ?? ""}`;
    project.write(`Pulumi.${cloud}.yaml`, config.replace("config:\n", budget));
  };
  const made = () => ["isobar-budget", CHANNEL].flatMap((name) => project.controls.find(name)).map(({ type }) => type);
  const up = async () => {
    const outcome = await project.up();
    assert.equal(outcome.code, 0, outcome.output);
    return outcome;
  };
  project.write("index.js", PROGRAM);
  wish(", alarms: { emails: [ada@example.com] }");
  await up();
  assert.deepEqual(made(), types);
  project.controls.advance(MONTH);
  project.write("index.js", LATER);
  assert.deepEqual((await up()).changes, {});
  wish("");
  await up();
  assert.deepEqual(made(), []);
}
