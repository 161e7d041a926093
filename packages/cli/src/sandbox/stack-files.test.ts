import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { guardStackFiles, refillStackFiles } from "./stack-files.js";

describe("stack files", () => {
  let folder: string;
  const file = (name: string) => path.join(folder, "stacks", name);
  const read = (name: string) => fs.readFileSync(file(name), "utf8");
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "isobar-stack-files-"));
    fs.mkdirSync(path.join(folder, "stacks"));
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: x\nruntime: nodejs\nstackConfigDir: stacks # shared\n");
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("lose the salt that the sandbox wrote, and keep the rest", () => {
    fs.writeFileSync(file("Pulumi.a.yaml"), "config:\n  x: y\n");
    const restore = guardStackFiles(folder, path.join(folder, "sandbox"));
    fs.writeFileSync(file("Pulumi.a.yaml"), "encryptionsalt: v1:abc=:v1:def:ghi\nconfig:\n  x: z\n");
    fs.writeFileSync(file("Pulumi.b.yaml"), "encryptionsalt: v1:abc=:v1:def:ghi\n");
    restore();
    assert.equal(read("Pulumi.a.yaml"), "config:\n  x: z\n");
    assert.equal(fs.existsSync(file("Pulumi.b.yaml")), false);
  });
  it("lose a salt of the sandbox that a killed command left", () => {
    const stacks = path.join(folder, "sandbox", "backend", ".pulumi", "stacks", "x");
    fs.mkdirSync(stacks, { recursive: true });
    fs.writeFileSync(path.join(stacks, "a.json"), '{"state":{"salt":"v1:abc=:v1:def:ghi"}}');
    fs.writeFileSync(file("Pulumi.a.yaml"), "encryptionsalt: v1:abc=:v1:def:ghi\nconfig: {}\n");
    guardStackFiles(folder, path.join(folder, "sandbox"))();
    assert.equal(read("Pulumi.a.yaml"), "config: {}\n");
  });
  it("are as before where a killed command left them empty", () => {
    const sandbox = path.join(folder, "sandbox");
    fs.writeFileSync(file("Pulumi.a.yaml"), "config:\n  x: y\n");
    guardStackFiles(folder, sandbox);
    fs.writeFileSync(file("Pulumi.a.yaml"), "");
    refillStackFiles(sandbox);
    assert.equal(read("Pulumi.a.yaml"), "", "the command still runs");
    const copies = path.join(sandbox, "stack-files");
    const killed = { owner: "1 a process that is gone", files: [[file("Pulumi.a.yaml"), "config:\n  x: y\n"]] };
    fs.writeFileSync(path.join(copies, "1.json"), JSON.stringify(killed));
    refillStackFiles(sandbox);
    assert.equal(read("Pulumi.a.yaml"), "config:\n  x: y\n");
    assert.deepEqual(fs.readdirSync(copies), [`${process.pid}.json`]);
  });
  it("keep a salt that was there, and one that secrets need", () => {
    const salted = "encryptionsalt: v1:real\n";
    fs.writeFileSync(file("Pulumi.a.yaml"), salted);
    const restore = guardStackFiles(folder, path.join(folder, "sandbox"));
    const secret = "encryptionsalt: v1:new\nconfig:\n  x:\n    secure: v1:abc\n";
    fs.writeFileSync(file("Pulumi.b.yaml"), secret);
    restore();
    assert.equal(read("Pulumi.a.yaml"), salted);
    assert.equal(read("Pulumi.b.yaml"), secret);
  });
});
