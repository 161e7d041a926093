import assert from "node:assert/strict";
import { Project } from "@isobar/tools";

const PROGRAM = `
import { Bucket, estimate, VirtualMachine } from "@isobar/core";
new Bucket("data", { onDelete: "delete" });
new VirtualMachine("web", { size: { vcpus: 2, memoryGib: 4 }, publicIp: "static", bootDisk: { sizeGib: 40 } });
export const monthly = estimate();
`;

interface Monthly {
  readonly monthlyUsd: { readonly low: number; readonly likely: number; readonly high: number };
  readonly monthlyKgCo2e: { readonly likely: number };
  readonly byResource: Readonly<Record<string, { readonly usd: number; readonly kgCo2e: number }>>;
  readonly byTeam: Readonly<Record<string, { readonly usd: number }>>;
  readonly assumed: readonly string[];
  readonly notCounted: Readonly<Record<string, string>>;
}

function summaryOf(outcome: { readonly diagnostics: readonly { readonly message: string }[] }): string {
  return (
    outcome.diagnostics.map(({ message }) => message).find((text) => text.startsWith("Estimate for a month")) ?? ""
  );
}

/** Nothing in the simulated clouds, and nothing of theirs in the state. */
async function assertNothing(project: Project): Promise<void> {
  assert.deepEqual(await project.resources(), []);
  const { deployment } = JSON.parse((await project.must("stack", "export")).output) as {
    deployment: { resources?: readonly { type: string }[] };
  };
  const native = (deployment.resources ?? [])
    .map(({ type }) => type)
    .filter((type) => /^(aws|gcp|azure-native):/.test(type));
  assert.deepEqual(native, []);
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
      project = await Project.create("web-and-data", stack);
      project.write("index.ts", PROGRAM);
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
      assert.deepEqual((await project.up()).steps, []);
    });
  });
}

describe("budget and usage, by the real engine", () => {
  let project: Project;
  let config: string;
  before(async () => {
    project = await Project.create("web-and-data", "aws");
    project.write("index.ts", PROGRAM);
    config = project.read("Pulumi.aws.yaml");
  });
  afterEach(() => project.write("Pulumi.aws.yaml", config));
  after(() => project.close());

  const configure = (path: string, value: string) => project.must("config", "set", "--path", path, value);

  it("warns where that is wished", async () => {
    await configure("isobar:budget.monthlyKgCo2e", "1");
    await configure("isobar:budget.onExceed", "warn");
    const { code, output } = await project.pulumi("preview");
    assert.equal(code, 0, output);
    assert.match(
      output,
      /warning: isobar:budget\.monthlyKgCo2e: the program emits [\d.]+ kg CO2e .*a month\. Most of it/,
    );
  });
  it("limits one service alone", async () => {
    await project.must("config", "set", "isobar:service", "shop");
    await configure("isobar:budget.services.mail.monthly", "1");
    assert.equal((await project.pulumi("preview")).code, 0);
    await configure("isobar:budget.services.shop.monthly", "1");
    assert.match(
      (await project.pulumi("preview")).output,
      /isobar:budget\.services\.shop\.monthly: service "shop" costs/,
    );
  });
  it("reckons by the use that is declared, and refuses use that there is not", async () => {
    await configure("isobar:usage.data.storedGb", "100000");
    const preview = await project.must("preview");
    assert.match(summaryOf(preview), /100000 GB in STANDARD/);
    await configure("isobar:usage.data.storedGB", "1");
    assert.match(
      (await project.pulumi("preview")).output,
      /isobar:usage\.data\.storedGB: there is no such key.*"storedGb"/,
    );
  });
  it("says nothing if it is not wanted", async () => {
    await project.must("config", "set", "isobar:estimate", "false");
    assert.equal(summaryOf(await project.must("preview")), "");
  });
  it("counts plain resources, and lists those that it knows nothing of", async () => {
    project.write(
      "index.ts",
      `import { CustomResource } from "@pulumi/pulumi";
import { provider } from "@isobar/core";
const opts = { provider: provider() };
new CustomResource("aws:ebs/volume:Volume", "disk", { availabilityZone: "eu-central-1a", size: 500, type: "gp3" }, opts);
new CustomResource("aws:cloudwatch/logGroup:LogGroup", "log", {}, opts);
`,
    );
    const text = summaryOf(await project.must("preview"));
    assert.match(text, /Volume "disk" +40.00 USD.*500 GiB of gp3/);
    assert.match(text, /not counted: LogGroup "log": logs, by the GB/);
    project.write("index.ts", PROGRAM);
  });
  it("refuses what comes after a top-level await, and creates nothing of it", async () => {
    project.write(
      "index.ts",
      `import { Bucket, VirtualMachine } from "@isobar/core";
const data = new Bucket("data", { onDelete: "delete" });
export = async () => {
  await new Promise<void>((resolve) => data.bucketName.apply(() => resolve()));
  new VirtualMachine("big", { size: { vcpus: 64, memoryGib: 256 } });
};
`,
    );
    await configure("isobar:budget.monthly", "100");
    const refused = await project.up();
    assert.notEqual(refused.code, 0, refused.output);
    assert.match(
      refused.output,
      /isobar:budget\.monthly: the program costs .*so nothing more is created.*VirtualMachine "big"/,
    );
    const made = (await project.resources()).filter(({ name }) => name.startsWith("big"));
    assert.deepEqual(made, []);
  });
});
