import assert from "node:assert/strict";
import { mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../testing/toy.js";
import { buildSchema } from "./build.js";

/** A built backend of one model, with the installed AWS SDK. */
function backend(type: string): { dir: string; schemaPath: string } {
  const dir = temporaryFolder();
  const schemaPath = join(dir, "generated", "schema.json");
  mkdirSync(join(dir, "dist", "sandbox"), { recursive: true });
  mkdirSync(join(dir, "node_modules", "@pulumi"), { recursive: true });
  const sdk = realpathSync(join(__dirname, "..", "..", "..", "aws", "node_modules", "@pulumi", "aws"));
  symlinkSync(sdk, join(dir, "node_modules", "@pulumi", "aws"));
  const dependencies = { "@pulumi/aws": "7", "@pulumi/pulumi": "3" };
  writeFileSync(join(dir, "package.json"), JSON.stringify({ name: "@isobar/aws", version: "0.1.0", dependencies }));
  const provider = { schemaPath, models: [{ type }], functions: [] };
  writeFileSync(join(dir, "dist", "sandbox", "index.js"), `exports.provider = ${JSON.stringify(provider)}`);
  return { dir, schemaPath };
}

describe("building a backend's schema", () => {
  it("writes it once, and again when it is of other tokens or another SDK", async () => {
    const { dir, schemaPath } = backend("aws:s3/bucket:Bucket");
    assert.equal(await buildSchema(dir), true);
    const written = readFileSync(schemaPath, "utf8");
    const schema = JSON.parse(written);
    assert.deepEqual(Object.keys(schema.resources), ["aws:s3/bucket:Bucket"]);
    assert.equal(await buildSchema(dir), false);
    for (const stale of [{ resources: {} }, { sdk: "@pulumi/aws@7.0.0" }]) {
      writeFileSync(schemaPath, JSON.stringify({ ...schema, ...stale }));
      assert.equal(await buildSchema(dir), true);
      assert.equal(readFileSync(schemaPath, "utf8"), written);
    }
  }).timeout(10_000);

  it("fails for a package that isn't built", async () => {
    await assert.rejects(buildSchema(temporaryFolder()), /doesn't exist: build the package first/);
  });
});
