import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryFolder, writeFiles, writeScript } from "../testing/project.js";
import { findEngine, type SlowWays } from "./find.js";

const NOTHING_SLOW: SlowWays = {
  download: async () => ({ reason: "npm package pulumi: no network" }),
  build: async () => ({ reason: "Go modules: no go on PATH" }),
};

/** A machine of its own: home, cache and PATH in one temporary folder. */
class Machine {
  readonly folder = temporaryFolder();
  readonly env = { PATH: `${this.file("bin")}${path.delimiter}/usr/bin${path.delimiter}/bin`, HOME: this.folder };

  file(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  find(slow: SlowWays = NOTHING_SLOW) {
    return findEngine({ env: this.env, cwd: this.folder, log: () => {} }, slow);
  }
}

describe("the choice of the engine", () => {
  let machine: Machine;
  beforeEach(() => {
    machine = new Machine();
  });

  it("takes a pulumi on PATH that is new enough, with its own language host", async () => {
    writeScript(machine.file("bin", "pulumi"), "echo v3.260.1");
    writeScript(machine.file("bin", "pulumi-language-nodejs"), "");
    const engine = await machine.find();
    assert.deepEqual(
      { ...engine, description: undefined },
      {
        binary: machine.file("bin", "pulumi"),
        version: "3.260.1",
        source: "path",
        needsLanguageHost: false,
        description: undefined,
      },
    );
  });

  it("serves a pulumi that has no language host for Node", async () => {
    writeScript(machine.file("bin", "pulumi"), "echo v3.260.1");
    assert.equal((await machine.find()).needsLanguageHost, true);
  });

  it("finds the language host beside the file that a link on PATH leads to", async () => {
    writeScript(machine.file("cellar", "pulumi"), "echo v3.260.1");
    writeScript(machine.file("cellar", "pulumi-language-nodejs"), "");
    fs.mkdirSync(machine.file("bin"));
    fs.symlinkSync(machine.file("cellar", "pulumi"), machine.file("bin", "pulumi"));
    assert.equal((await machine.find()).needsLanguageHost, false);
  });

  const refused = {
    "is too old": ["echo v3.100.0", /is 3\.100\.0, older than 3\.248\.0/],
    "is broken": ["echo no such library >&2; exit 3", /can't say its version \(no such library\)/],
    "tells no version": ["echo hello", /says no version but "hello"/],
  } as const;
  for (const [what, [script, reason]] of Object.entries(refused)) {
    it(`passes over a pulumi that ${what}, and says so`, async () => {
      writeScript(machine.file("bin", "pulumi"), script);
      writeScript(machine.file(".cache/isobar/engine/pulumi-3.259.0/pulumi"), "echo v3.259.0");
      const engine = await machine.find();
      assert.equal(engine.source, "go");
      assert.match(engine.description, reason);
    });
  }

  it("does not take the npm package's launcher for an engine", async () => {
    writeScript(machine.file("node_modules", ".bin", "pulumi"), "echo v3.260.1");
    machine.env.PATH = `${machine.file("node_modules", ".bin")}${path.delimiter}${machine.env.PATH}`;
    await assert.rejects(machine.find(), /no pulumi on PATH/);
  });

  it("prefers what the project's npm package downloaded to a build", async () => {
    writeFiles(machine.folder, { "node_modules/pulumi/package.json": { name: "pulumi", version: "3.261.0" } });
    writeScript(machine.file(".pulumi/versions/3.261.0/bin/pulumi"), "echo v3.261.0");
    writeScript(machine.file(".cache/isobar/engine/pulumi-3.259.0/pulumi"), "echo v3.259.0");
    const engine = await machine.find();
    assert.deepEqual([engine.source, engine.version, engine.needsLanguageHost], ["npm", "3.261.0", false]);
  });

  it("uses a build that is there instead of downloading", async () => {
    writeScript(machine.file(".cache/isobar/engine/pulumi-3.259.0/pulumi"), "echo v3.259.0");
    const engine = await machine.find({
      ...NOTHING_SLOW,
      download: async () => assert.fail("it tried to download"),
    });
    assert.deepEqual([engine.source, engine.version, engine.needsLanguageHost], ["go", "3.259.0", true]);
  });

  it("downloads before it builds", async () => {
    const download: SlowWays["download"] = async (wrapper) => ({ binary: wrapper.binary, version: wrapper.version });
    const engine = await machine.find({ download, build: async () => assert.fail("it tried to build") });
    assert.equal(engine.source, "npm");
  });

  it("tells all three ways when there is none", async () => {
    await assert.rejects(machine.find(), (error: Error) => {
      assert.equal(error.name, "UserError");
      for (const text of ["no pulumi on PATH", "no network", "no go on PATH", "pulumi.com/docs/install", "go.dev/dl"]) {
        assert.ok(error.message.includes(text), `${text} in ${error.message}`);
      }
      return true;
    });
  });

  it("asks a binary its version once", async () => {
    const binary = machine.file("bin", "pulumi");
    fs.mkdirSync(path.dirname(binary));
    fs.copyFileSync("/bin/echo", binary);
    fs.chmodSync(binary, 0o755);
    const { size, mtimeMs } = fs.statSync(binary);
    const known = { [`${binary}:${size}:${mtimeMs}`]: "3.270.0" };
    writeFiles(machine.folder, { ".cache/isobar/engine/versions.json": known });
    assert.equal((await machine.find()).version, "3.270.0");
  });
});
