import assert from "node:assert/strict";
import { Project } from "@isobar/tools";

const CONFIG: readonly [key: string, value: string, words: RegExp][] = [
  ["isobar:regoin", "eu", /isobar:regoin: there is no such key.*Did you mean "region"/],
  ["isobar:region", "eu-centrl-1", /isobar:region: AWS has no such region.*Given: eu-centrl-1.*"eu-central-1"/],
  ["isobar:cloud", "awz", /isobar:cloud: there is no backend "awz" here.*npm install @isobar\/awz/],
  ["isobar:account", "12", /isobar:account.*12/],
  ["isobar:zone", "eu-central-1z", /isobar:zone|zone/],
  ["aws:region", "us-east-1", /aws:region: contradicts isobar:region/],
  ["onDelete", "keep", /Bucket "data": onDelete.*Given: keep.*retain/],
  ["memoryGib", "-4", /VirtualMachine "web": size\.memoryGib/],
  ["memoryGib", "30000", /VirtualMachine "web": size/],
];

describe("a bad stack, by the real engine", () => {
  let project: Project;
  before(async () => {
    project = await Project.create("web-and-data", "aws");
  });
  after(() => project.close());

  for (const [key, value, words] of CONFIG) {
    it(`${key}=${value} is refused by preview and up, and creates nothing`, async () => {
      const config = project.read("Pulumi.aws.yaml");
      await project.must("config", "set", key, "--", value);
      for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        const refused = await project.pulumi(...command);
        assert.notEqual(refused.code, 0, refused.output);
        assert.match(refused.output, words);
        assert.doesNotMatch(refused.output, /\n\s+at |still active/);
      }
      assert.deepEqual(await project.resources(), []);
      project.write("Pulumi.aws.yaml", config);
    });
  }
  it("refuses credentials of another account", async () => {
    const config = project.read("Pulumi.aws.yaml");
    await project.must("config", "set", "isobar:account", "999999999999");
    const refused = await project.up();
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /999999999999|not allowed/i);
    assert.deepEqual(await project.resources(), []);
    project.write("Pulumi.aws.yaml", config);
  });
});
