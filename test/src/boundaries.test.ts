import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
const BACKENDS = ["aws", "gcp", "azure"] as const;

function sources(folder: string): string[] {
  const files = fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".ts")).map((file) => path.join(ROOT, folder, file));
}

/** What the files of a folder import at run time, types left out. */
function valueImports(folder: string): Set<string> {
  const statement = /^(?:import|export) (?!type )[^;]*?from "([^"]+)";|require\("([^"]+)"\)|^import "([^"]+)";/gm;
  const found = sources(folder)
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) => [...fs.readFileSync(file, "utf8").matchAll(statement)])
    .map((match) => match[1] ?? match[2] ?? match[3] ?? "");
  return new Set(found.filter((name) => !name.startsWith(".") && !name.startsWith("node:")));
}

/** The packages of modules that a program loads in a process of its own. */
function loadedPackages(cloud: string, region: string, config: object): string[] {
  const program = `
    const { Bucket, VirtualMachine } = require("@isobar/core");
    const { record } = require("@isobar/core/testing");
    const { provider } = require("@isobar/${cloud}/sandbox");
    const { mocksOf } = require("@isobar/sandbox");
    record({ cloud: "${cloud}", region: "${region}", config: ${JSON.stringify(config)}, ...mocksOf(provider, "${region}") }, () => {
      new VirtualMachine("web", { size: { vcpus: 2, memoryGib: 4 }, access: [{ to: new Bucket("data"), access: "read" }] });
    }).then(() => {
      const names = Object.keys(require.cache).map((file) => /node_modules\\/(@pulumi\\/[^/]+)\\//.exec(file)?.[1] ?? /packages\\/([^/]+)\\//.exec(file)?.[1]);
      console.log(JSON.stringify([...new Set(names.filter(Boolean))]));
    });`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", program], {
    cwd: path.join(ROOT, "test"),
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as string[];
}

describe("import boundaries", () => {
  it("core imports no cloud's SDK and no backend", () => {
    const foreign = [...valueImports("packages/core/src")].filter((name) =>
      /^@pulumi\/(?!pulumi$)|^@isobar\/(?!catalog$)/.test(name),
    );
    assert.deepEqual(foreign, []);
  });
  it("core names no cloud", () => {
    const naming = sources("packages/core/src")
      .filter((file) => !file.endsWith(".test.ts"))
      .filter((file) => /["'`](aws|gcp|azure|azure-native|kubernetes)["'`]/.test(fs.readFileSync(file, "utf8")));
    assert.deepEqual(naming, []);
  });
  for (const backend of BACKENDS) {
    it(`${backend} imports single files of its own SDK only`, () => {
      const names = [...valueImports(`packages/${backend}/src`)].filter((name) => /^@pulumi\/(?!pulumi$)/.test(name));
      const sdk = backend === "azure" ? "azure-native" : backend;
      assert.deepEqual(
        names.filter((name) => !name.startsWith(`@pulumi/${sdk}/`)),
        [],
      );
    });
  }
  const programs: [string, string, object][] = [
    ["aws", "eu-central-1", {}],
    ["gcp", "europe-west4", { "gcp:project": "my-project" }],
    ["azure", "westeurope", {}],
  ];
  for (const [cloud, region, config] of programs) {
    it(`a program on ${cloud} loads no other cloud`, () => {
      const loaded = loadedPackages(cloud, region, config);
      const sdk = cloud === "azure" ? "azure-native" : cloud;
      assert.ok(loaded.includes(`@pulumi/${sdk}`) && loaded.includes(cloud), loaded.join());
      const others = ["@pulumi/aws", "@pulumi/gcp", "@pulumi/azure-native", ...BACKENDS];
      assert.deepEqual(loaded.filter((name) => others.includes(name)).sort(), [`@pulumi/${sdk}`, cloud].sort());
    });
  }
});
