import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as path from "node:path";
import { UserError } from "../errors.js";
import { temporaryFolder, writeFiles } from "../testing/project.js";
import { readProject } from "./project.js";
import { readStack, STAND_IN } from "./stack.js";

const PROJECT = `name: shop
runtime: { name: nodejs, options: { nodeargs: "--max-old-space-size=100", typescript: false } }
main: src
stackConfigDir: config
config:
  size: { type: integer, default: 3 }
  aws:region: { value: eu-west-1 }
  plain: all
`;

const DEV = `encryptionsalt: v1:abc
config:
  isobar:cloud: gcp
  isobar:targets: { eu: { cloud: azure, region: westeurope } }
  shop:flag: true
  token: { secure: v1:secret }
  shop:nested: { user: me, password: { secure: v1:other } }
`;

function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeFiles(folder, { "Pulumi.yaml": PROJECT, ...files });
  return folder;
}

describe("a stack's config", () => {
  const read = (folder: string, asked?: string, given = {}) => readStack(readProject(folder), asked, given);

  it("is that of the project's defaults, the stack's file and what is given, as texts", () => {
    const folder = project({ "config/Pulumi.dev.yaml": DEV });
    const { stack, values, secretKeys } = read(folder, undefined, { size: "5", "isobar:region": "europe-west4" });
    assert.equal(stack, "dev");
    assert.deepEqual(values, {
      "shop:size": "5",
      "aws:region": "eu-west-1",
      "shop:plain": "all",
      "isobar:cloud": "gcp",
      "isobar:region": "europe-west4",
      "isobar:targets": '{"eu":{"cloud":"azure","region":"westeurope"}}',
      "shop:flag": "true",
      "shop:token": STAND_IN,
      "shop:nested": `{"user":"me","password":"${STAND_IN}"}`,
    });
    assert.deepEqual(secretKeys, ["shop:token", "shop:nested"]);
  });
  it("stays secret when a value is given for a secret", () => {
    const folder = project({ "config/Pulumi.dev.yaml": DEV });
    const { values, secretKeys } = read(folder, undefined, { token: "hunter2" });
    assert.equal(values["shop:token"], "hunter2");
    assert.ok(secretKeys.includes("shop:token"));
  });
  it("is that of the stack that is asked for, or of the selected one", () => {
    const folder = project({ "config/Pulumi.dev.yaml": DEV, "config/Pulumi.prod.yaml": "config: {}\n" });
    assert.equal(read(folder, "acme/shop/prod").stack, "prod");
    assert.throws(() => read(folder), /which stack's config\? Name it by --stack \(stacks .*: dev, prod\)/);
    assert.throws(() => read(folder, "test"), UserError);
    const home = temporaryFolder();
    const hash = createHash("sha1").update(path.join(folder, "Pulumi.yaml")).digest("hex");
    writeFiles(home, { [`workspaces/shop-${hash}-workspace.json`]: { stack: "prod" } });
    const before = process.env.PULUMI_HOME;
    process.env.PULUMI_HOME = home;
    try {
      assert.equal(read(folder).stack, "prod");
    } finally {
      if (before === undefined) delete process.env.PULUMI_HOME;
      else process.env.PULUMI_HOME = before;
    }
  });
  it("is of a project that runs in Node", () => {
    const { options, main, name, folder } = readProject(path.join(project({ "src/index.js": "" }), "src"));
    assert.deepEqual([name, main], ["shop", path.join(folder, "src")]);
    assert.deepEqual([options.nodeArgs, options.typescript], [["--max-old-space-size=100"], false]);
    assert.throws(() => readProject(project({ "Pulumi.yaml": "name: a\nruntime: go\n" })), /runtime is go; only/);
    assert.throws(() => readProject(project({ "Pulumi.yaml": "name: [a\n" })), /Pulumi.yaml can't be read/);
  });
});
