import assert from "node:assert/strict";
import { Project, type Simulated } from "@isobar/tools";
import { EXPECTED } from "./expected.js";

const EXAMPLE = "web-and-data";

function kinds(resources: readonly Simulated[]): string[] {
  return resources.map(({ type, name }) => `${type} ${name}`).sort();
}

for (const [stack, expected] of Object.entries(EXPECTED)) {
  describe(`${EXAMPLE} on ${stack}, by the real engine`, () => {
    let project: Project;
    before(async () => {
      project = await Project.create(EXAMPLE, stack);
    });
    after(() => project.close());

    it("previews without creating anything", async () => {
      const preview = await project.must("preview");
      assert.equal(preview.changes.create, expected.resources.length);
      assert.deepEqual(await project.resources(), []);
    });
    it("creates exactly these resources", async () => {
      const up = await project.up();
      assert.equal(up.code, 0, up.output);
      assert.deepEqual(kinds(await project.resources()), [...expected.resources].sort());
      const said = up.diagnostics.filter(({ message }) => !message.startsWith("Estimate for a month"));
      assert.deepEqual(said, []);
    });
    it("tells where things are", async () => {
      const outputs = await project.outputs();
      for (const [name, form] of Object.entries(expected.outputs)) assert.match(String(outputs[name]), form);
    });
    it("changes nothing the second time", async () => {
      const again = await project.up();
      assert.deepEqual([again.code, again.steps], [0, []], again.output);
    });
    it("finds no drift", async () => {
      const refreshed = await project.must("refresh", "--yes", "--skip-preview");
      assert.deepEqual(
        refreshed.steps.filter((step) => step.op !== "refresh"),
        [],
      );
    });
    it("resizes the machine in place, and nothing else", async () => {
      await project.must("config", "set", "memoryGib", "16");
      const resized = await project.up();
      assert.deepEqual(
        resized.steps.map(({ op, type }) => [op, type]),
        [["update", expected.machine]],
        resized.output,
      );
    });
    it("keeps the running script, and says so", async () => {
      await project.must("config", "set", "greeting", "Good evening");
      const warned = await project.up();
      assert.deepEqual(warned.steps, []);
      assert.match(warned.output, /VirtualMachine "web".*rerunScriptOnChange/);
    });
    it("refuses to leave its cloud or region, with its data safe", async () => {
      const before = await project.resources();
      const config = project.read(`Pulumi.${stack}.yaml`);
      for (const [key, value] of expected.move) await project.must("config", "set", key, value);
      for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        const refused = await project.pulumi(...command);
        assert.notEqual(refused.code, 0);
        assert.match(refused.output, /this stack holds data in .*Bucket "data"/);
        assert.doesNotMatch(refused.output, /\n\s+at /);
      }
      assert.deepEqual(await project.resources(), before);
      project.write(`Pulumi.${stack}.yaml`, config);
    });
    it("keeps the bucket and its companions on destroy", async () => {
      const before = await project.resources();
      const held = await project.pulumi("destroy", "--yes", "--skip-preview");
      assert.notEqual(held.code, 0);
      const left = kinds(await project.resources());
      for (const kind of kinds(before).filter((name) => expected.data.test(name))) assert.ok(left.includes(kind), kind);
      const back = await project.up();
      assert.equal(back.code, 0, back.output);
      assert.deepEqual(kinds(await project.resources()), kinds(before));
    });
    it("is gone for good once the bucket may go", async () => {
      await project.must("config", "set", "onDelete", "delete");
      assert.equal((await project.up()).code, 0);
      assert.equal((await project.pulumi("destroy", "--yes", "--skip-preview")).code, 0);
      assert.deepEqual(await project.resources(), []);
    });
  });
}
