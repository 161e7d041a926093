import assert from "node:assert/strict";
import { LabProject } from "./lab/project.js";

const PROGRAM = `
import { Bucket, VirtualMachine } from "@isobar/core";
const onDelete = "delete";
const here = new Bucket("here", { onDelete });
new Bucket("far", { onDelete, target: "far" });
new Bucket("elsewhere", { onDelete, target: "elsewhere" });
new VirtualMachine("web", { size: { vcpus: 2, memoryGib: 4 }, publicIp: "static", target: "far" });
`;
const CONFIG = {
  "isobar:cloud": "aws",
  "isobar:region": "eu-central-1",
  "isobar:targets": {
    far: { region: "us-east-1" },
    elsewhere: { cloud: "gcp", region: "europe-west4", account: "my-project" },
  },
};

const WITHOUT_DATA = `
import { Network, VirtualMachine } from "@isobar/core";
const network = new Network("net");
new VirtualMachine("web", { network, size: { vcpus: 2, memoryGib: 4 }, publicIp: "static" });
`;

describe("a stack without data, by the real engine", () => {
  let project: LabProject;
  before(async () => {
    project = await LabProject.create("web-and-data", "aws");
    project.write(WITHOUT_DATA);
  });
  after(() => project.close());

  it("moves to another region and to another cloud, with everything chosen anew", async () => {
    assert.equal((await project.up()).code, 0);
    for (const [cloud, region] of [
      ["aws", "eu-west-1"],
      ["azure", "westeurope"],
    ] as const) {
      await project.must("config", "set", "isobar:cloud", cloud);
      await project.must("config", "set", "isobar:region", region);
      const moved = await project.up();
      assert.equal(moved.code, 0, moved.output);
      const places = new Set((await project.resources()).map((it) => `${it.cloud}/${it.region}`));
      assert.deepEqual(
        [...places].filter((place) => place !== `${cloud}/${region}` && !place.endsWith("/")),
        [],
      );
      assert.deepEqual((await project.up()).steps, []);
    }
  });
});

describe("one program in two regions and two clouds, by the real engine", () => {
  let project: LabProject;
  before(async () => {
    project = await LabProject.create("web-and-data", "aws", CONFIG);
    project.write(PROGRAM);
  });
  after(() => project.close());

  it("puts each resource where its target says", async () => {
    const up = await project.up();
    assert.equal(up.code, 0, up.output);
    const places = new Map((await project.resources()).map(({ name, cloud, region }) => [name, `${cloud}/${region}`]));
    assert.equal(places.get("here"), "aws/eu-central-1");
    assert.equal(places.get("far"), "aws/us-east-1");
    assert.equal(places.get("web"), "aws/us-east-1");
    assert.match(places.get("elsewhere") ?? "", /^gcp\/europe-west4$/i);
    assert.deepEqual((await project.up()).steps, []);
  });
  const refused: [string, string, RegExp][] = [
    [
      "a grant across clouds",
      `const web = new VirtualMachine("w2", { size: { vcpus: 2, memoryGib: 4 }, target: "elsewhere" }); here.grant(web, "read");`,
      /a grant can't cross clouds.*gcp\/europe-west4.*aws\/eu-central-1/,
    ],
    [
      "a machine in another target's network",
      `import { Network } from "@isobar/core";
new VirtualMachine("w3", { size: { vcpus: 2, memoryGib: 4 }, network: new Network("net", { target: "far" }) });`,
      /VirtualMachine "w3": network: belongs to another target.*aws\/us-east-1.*aws\/eu-central-1/,
    ],
  ];
  for (const [title, addition, words] of refused) {
    it(`refuses ${title}, with both places`, async () => {
      const before = await project.resources();
      project.write(PROGRAM + addition);
      const { code, output } = await project.up();
      assert.notEqual(code, 0);
      assert.match(output, words);
      assert.deepEqual(await project.resources(), before);
    });
  }
});
