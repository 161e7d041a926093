import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { nodeArguments, optionsEnvironment, runtimeOptions } from "./options.js";

const optionsOf = (options: Record<string, string | boolean>) =>
  runtimeOptions(new ProgramInfo().setOptions(Struct.fromJavaScript(options)));

describe("the runtime options of a Pulumi.yaml", () => {
  it("load TypeScript unless told not to", () => {
    assert.deepEqual(optionsEnvironment(runtimeOptions(undefined)), { PULUMI_NODEJS_TYPESCRIPT: "true" });
    assert.deepEqual(optionsEnvironment(optionsOf({ typescript: false, packagemanager: "pnpm" })), {});
  });

  it("name a tsconfig", () => {
    assert.equal(optionsEnvironment(optionsOf({ tsconfig: "a.json" })).PULUMI_NODEJS_TSCONFIG_PATH, "a.json");
  });

  it("give Node arguments, split as a shell does", () => {
    const { nodeArgs } = optionsOf({ nodeargs: `--title='a b'  --import "x y" -e ""` });
    assert.deepEqual(nodeArgs, ["--title=a b", "--import", "x y", "-e", ""]);
  });
});

describe("a program's preload", () => {
  it("lets an exception with lines of a scoped package's root be shown in colour", () => {
    const program = `const error = new Error("x"); error.stack = "Error: x\\n    at f (/a/node_modules/@b/c.ts:1:2)";
      console.log(require("node:util").inspect(error, { colors: true }), require("util").inspect("a", { colors: true }));`;
    const args = [...nodeArguments(runtimeOptions(undefined)), "-e", program];
    const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", cwd: path.parse(__dirname).root });
    assert.equal(stdout, "Error: x\n    at f (/a/node_modules/@b/c.ts:1:2) \u001b[32m'a'\u001b[39m\n");
  });

  it("ends with its host, even when that is killed", () => {
    const waits = `console.log(process.pid); setInterval(() => undefined, 1e6);`;
    const args = [...nodeArguments(runtimeOptions(undefined)), "-e", waits];
    const host = `const child = require("node:child_process").spawn(process.execPath, ${JSON.stringify(args)}, { stdio: "inherit" });
      setTimeout(() => process.kill(process.pid, "SIGKILL"), 1000);`;
    // The call returns when nobody writes any more: the program too has ended.
    const { stdout, error } = spawnSync(process.execPath, ["-e", host], { encoding: "utf8", timeout: 20_000 });
    assert.equal(error, undefined);
    assert.match(stdout, /^\d+\n$/);
  });
});
