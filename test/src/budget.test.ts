import assert from "node:assert/strict";
import type { Project } from "@isobar/tools";
import { PROGRAM, scriptProject, summaryOf } from "./estimates/script";

describe("budget and usage, by the real engine", () => {
  let project: Project;
  let config: string;
  before(async () => {
    project = await scriptProject("aws");
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
      "index.js",
      `const { CustomResource } = require("@pulumi/pulumi");
const { provider } = require("@isobar/core");
const opts = { provider: provider() };
new CustomResource("aws:ebs/volume:Volume", "disk", { availabilityZone: "eu-central-1a", size: 500, type: "gp3" }, opts);
new CustomResource("aws:cloudwatch/logGroup:LogGroup", "log", {}, opts);
`,
    );
    const text = summaryOf(await project.must("preview"));
    assert.match(text, /Volume "disk" +40.00 USD.*500 GiB of gp3/);
    assert.match(text, /not counted: LogGroup "log": logs, by the GB/);
    project.write("index.js", PROGRAM);
  });
  it("refuses what comes after a top-level await, creates nothing of it, and all of it once that is allowed", async () => {
    project.write(
      "index.js",
      `const { Bucket, VirtualMachine } = require("@isobar/core");
const data = new Bucket("data", { onDelete: "delete" });
module.exports = async () => {
  await new Promise((resolve) => data.bucketName.apply(() => resolve()));
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
    const made = async () => (await project.resources()).filter(({ name }) => name.startsWith("big"));
    assert.deepEqual(await made(), []);
    await configure("isobar:budget.monthly", "10000");
    const allowed = await project.up();
    assert.equal(allowed.code, 0, allowed.output);
    assert.notDeepEqual(await made(), []);
  });
});
