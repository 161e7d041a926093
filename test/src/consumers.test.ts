import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
const PACKAGES = ["core", "catalog", "sandbox", "cli", "aws"];
const CONFIG = "config:\n  isobar:cloud: aws\n  isobar:region: eu-central-1\n";
const SIZE = "size: { vcpus: 2, memoryGib: 4 }";

const PROGRAMS = {
  "a CommonJS program": {
    type: "commonjs",
    main: "index.js",
    text: `const { Bucket, VirtualMachine } = require("@isobar/core");
const data = new Bucket("data", { onDelete: "delete" });
exports.url = data.url;
exports.id = new VirtualMachine("web", { ${SIZE}, access: [{ to: data, access: "read" }] }).id;
`,
  },
  "an ECMAScript module that waits at its top level": {
    type: "module",
    main: "index.mjs",
    text: `import { Bucket, VirtualMachine } from "@isobar/core";
const data = new Bucket("data", { onDelete: "delete" });
await new Promise((resolve) => setTimeout(resolve, 20));
const web = new VirtualMachine("web", { ${SIZE}, access: [{ to: data, access: "read" }] });
export const url = data.url;
export const id = web.id;
`,
  },
};

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  assert.equal(status, 0, `${command} ${args.join(" ")}:\n${stdout}${stderr}`);
  return stdout;
}

/** An empty project into which the packages are installed as their users get them. */
function install(folder: string): void {
  const { packageManager } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"));
  for (const name of PACKAGES) {
    run("npx", ["--yes", packageManager, "pack", "--pack-destination", folder], path.join(ROOT, "packages", name));
  }
  const tarballs = fs.readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  assert.equal(tarballs.length, PACKAGES.length);
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  const sdk = "@pulumi/pulumi@3.270.0";
  run(
    "npm",
    ["install", "--no-audit", "--no-fund", "--loglevel=error", sdk, ...tarballs.map((file) => `./${file}`)],
    folder,
  );
}

describe("installed from tarballs by npm", function () {
  this.timeout(300_000);
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "isobar-consumer-"));
    install(folder);
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it("brings no cloud's SDK but that of the installed backend", () => {
    const sdks = fs.readdirSync(path.join(folder, "node_modules/@pulumi")).filter((name) => name !== "pulumi");
    assert.deepEqual(sdks, ["aws"]);
  });
  for (const [title, { type, main, text }] of Object.entries(PROGRAMS)) {
    it(`${title} goes up and down`, () => {
      const project = path.join(folder, type);
      fs.mkdirSync(project);
      fs.writeFileSync(path.join(project, "package.json"), JSON.stringify({ name: type, type, main }));
      fs.writeFileSync(path.join(project, main), text);
      fs.writeFileSync(path.join(project, "Pulumi.yaml"), `name: ${type}\nruntime: nodejs\n`);
      fs.writeFileSync(path.join(project, "Pulumi.dev.yaml"), CONFIG);
      const isobar = path.join(folder, "node_modules/.bin/isobar");
      const pulumi = (...args: string[]) =>
        run(isobar, ["sandbox", "--", "pulumi", ...args, "--non-interactive", "--color", "never"], project);
      pulumi("stack", "init", "dev");
      assert.match(pulumi("up", "--yes", "--skip-preview"), /id *: "i-[0-9a-f]{17}"\n *url *: "s3:\/\/data-/);
      pulumi("destroy", "--yes", "--skip-preview");
      assert.equal(run(isobar, ["sandbox", "list", "--json"], project).trim(), "[]");
    });
  }
});
