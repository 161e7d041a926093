import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Consumer } from "./consumers/consumer.js";
import { installByNpm, run, temporaryFolder } from "./consumers/install.js";
import { CHECKED, COMMONJS, MODULE, PREVIEWED, typescript } from "./consumers/programs.js";

describe("installed from tarballs by npm, with one backend", function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  const installed = (name: string) => path.join(folder, "node_modules/@isobar", name);
  let consumer: Consumer;
  before(async () => {
    installByNpm(folder, ["core", "catalog", "sandbox", "cli", "aws"], ["@pulumi/pulumi", "@types/node", "typescript"]);
    consumer = await Consumer.open(folder);
  });
  after(async () => {
    await consumer?.close();
    fs.rmSync(folder, { recursive: true });
  });

  /** Runs with an installed package put into another folder's node_modules. */
  function moved<T>(name: string, to: string, work: () => T): T {
    const place = path.join(folder, to, "node_modules/@isobar", name);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.renameSync(installed(name), place);
    try {
      return work();
    } finally {
      fs.renameSync(place, installed(name));
    }
  }

  it("brings no cloud's SDK but that of the installed backend", () => {
    const sdks = fs.readdirSync(path.join(folder, "node_modules/@pulumi")).filter((name) => name !== "pulumi");
    assert.deepEqual(sdks, ["aws"]);
  });
  it("a CommonJS program goes up and down, by the installed command", () => {
    const project = consumer.write("commonjs", { files: { "index.js": COMMONJS } });
    const isobar = (...args: string[]) => run(path.join(folder, "node_modules/.bin/isobar"), args, project);
    const pulumi = (...args: string[]) =>
      isobar("sandbox", "--", "pulumi", ...args, "--non-interactive", "--color", "never");
    pulumi("stack", "init", "dev");
    assert.match(pulumi("up", "--yes", "--skip-preview"), /id *: "i-[0-9a-f]{17}"\n *url *: "s3:\/\/data-/);
    pulumi("destroy", "--yes", "--skip-preview");
    assert.equal(isobar("sandbox", "list", "--json").trim(), "[]");
  });
  it("an ECMAScript module runs", () => {
    const manifest = { type: "module", main: "index.mjs" };
    assert.match(consumer.preview("module", { manifest, files: { "index.mjs": MODULE } }), PREVIEWED);
  });
  it("a TypeScript program runs that has no other tool than the compiler", () => {
    const files = { "index.ts": typescript(), "tsconfig.json": CHECKED };
    assert.match(consumer.preview("typescript", { files }), PREVIEWED);
  });
  it("a compiled program runs", () => {
    const project = consumer.write("compiled", {
      files: { "index.ts": typescript(), "tsconfig.json": CHECKED },
      manifest: { main: "dist/index.js" },
    });
    run(process.execPath, [path.join(folder, "node_modules/typescript/bin/tsc"), "--outDir", "dist"], project);
    fs.rmSync(path.join(project, "index.ts"));
    assert.match(consumer.pulumi(project, "preview"), PREVIEWED);
  });
  it("a program in a folder of its own finds a backend that is installed for its project alone", () => {
    const program = { main: "program/", files: { "program/index.js": COMMONJS } };
    const preview = moved("aws", "subfolder", () => consumer.preview("subfolder", program));
    assert.match(preview, PREVIEWED);
  });
  it("a second copy of core is refused in clear words", () => {
    const project = consumer.write("twice", { files: { "index.js": COMMONJS } });
    fs.cpSync(installed("core"), path.join(project, "node_modules/@isobar/core"), { recursive: true });
    const { code, output } = consumer.run(project, "pulumi", "preview", "--color", "never");
    assert.notEqual(code, 0);
    assert.match(output, /error: @isobar\/core: two copies are loaded, from .*\/twice\/.* and .*Install one copy/);
    assert.doesNotMatch(output, /\n +at /);
  });
});
