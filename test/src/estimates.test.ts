import assert from "node:assert/strict";
import type { Project } from "@isobar/tools";
import { assertNothing, scriptProject, summaryOf } from "./estimates/script";

interface Monthly {
  readonly monthlyUsd: { readonly low: number; readonly likely: number; readonly high: number };
  readonly monthlyKgCo2e: { readonly likely: number };
  readonly byResource: Readonly<Record<string, { readonly usd: number; readonly kgCo2e: number }>>;
  readonly byTeam: Readonly<Record<string, { readonly usd: number }>>;
  readonly assumed: readonly string[];
  readonly notCounted: Readonly<Record<string, string>>;
}

const STACKS = [
  ["aws", "gp3", /40 GiB of gp3/],
  ["gcp", "pd-balanced", /40 GiB of pd-balanced/],
  ["azure", "Premium_LRS", /40 GiB of Premium_LRS/],
] as const;

for (const [stack, , disk] of STACKS) {
  describe(`the estimate of a program on ${stack}, by the real engine`, () => {
    let project: Project;
    before(async () => {
      project = await scriptProject(stack);
    });
    after(() => project.close());

    it("is refused over its budget by preview and up, with what costs most and the way back, and creates nothing", async () => {
      const config = project.read(`Pulumi.${stack}.yaml`);
      await project.must("config", "set", "--path", "isobar:budget.monthly", "20");
      for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        const refused = await project.pulumi(...command);
        assert.notEqual(refused.code, 0, refused.output);
        assert.match(refused.output, /isobar:budget\.monthly: the program costs [\d.,]+ USD .*so nothing was changed/);
        assert.match(refused.output, /Most of it: VirtualMachine "web" [\d.]+ USD/);
        assert.match(refused.output, /Allowed: 20\.00 USD a month/);
        assert.match(refused.output, /way back under: .*VirtualMachine "web": .* saves [\d.]+ USD/);
        assert.doesNotMatch(refused.output, /\n\s+at |still active|error serializing/);
        await assertNothing(project);
      }
      project.write(`Pulumi.${stack}.yaml`, config);
    });

    it("is shown by preview and up, and the same in the outputs", async () => {
      await project.must("config", "set", "isobar:team", "shop-team");
      const preview = summaryOf(await project.must("preview"));
      const upped = await project.up();
      assert.equal(upped.code, 0, upped.output);
      const up = summaryOf(upped);
      for (const text of [preview, up]) {
        assert.match(text, /VirtualMachine "web" +[\d.]+ USD +[\d.]+ kg CO2e/);
        assert.match(text, /Bucket "data" +[\d.]+ USD/);
        assert.match(text, disk);
        assert.match(text, /assumed, unless isobar:usage says more: .*730 hours a month/);
      }
      const { monthly } = (await project.outputs()) as { monthly: Monthly };
      const { low, likely, high } = monthly.monthlyUsd;
      assert.ok(low <= likely && likely <= high && likely > 20, JSON.stringify(monthly));
      assert.ok(monthly.monthlyKgCo2e.likely > 0);
      const sum = Object.values(monthly.byResource).reduce((total, { usd }) => total + usd, 0);
      assert.ok(Math.abs(sum - likely) < 0.05, `${sum} ${likely}`);
      assert.ok(Math.abs((monthly.byTeam["shop-team"]?.usd ?? 0) - likely) < 0.01);
    });
  });
}
