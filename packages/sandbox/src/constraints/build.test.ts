import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { mocksOf } from "../mocks.js";
import type { SimulatedProvider } from "../model.js";
import type { ProviderSchema } from "../schema/types.js";
import { temporaryFolder, toyProvider } from "../testing/toy.js";
import { buildConstraints } from "./build.js";
import type { TerraformData } from "./data.js";

const DATA: TerraformData = {
  kind: "terraform",
  source: "nowhere",
  date: "2026-01-01",
  licence: "MIT",
  sdk: "@pulumi/toy@1.2.3",
  tokens: { "toy:index:Box": "toy_box", "toy:index:Lid": "toy_lid" },
  resources: {
    toy_box: { label: { t: "string", v: ["re", "^[a-z]+$"] }, size: { t: "int", v: ["range", 1, 20] } },
    toy_lid: {},
  },
};

/** A package with data on the toy provider. */
function packageWith(data: TerraformData) {
  const dir = temporaryFolder();
  mkdirSync(join(dir, "data"));
  writeFileSync(join(dir, "data", "constraints.json.br"), brotliCompressSync(JSON.stringify(data)));
  const toy = toyProvider();
  const provider: SimulatedProvider = { ...toy, constraintsPath: join(dir, "generated", "constraints.json") };
  const schema: ProviderSchema = JSON.parse(readFileSync(toy.schemaPath, "utf8"));
  return { build: () => buildConstraints(dir, provider, schema), provider };
}

describe("building a backend's constraints", () => {
  it("writes them, and says in one line what is not known", () => {
    assert.equal(packageWith(DATA).build(), undefined);
    const { toy_box } = DATA.resources as Record<"toy_box", TerraformData["resources"][string]>;
    const old = packageWith({ ...DATA, sdk: "@pulumi/toy@1.0.0", resources: { toy_box } });
    assert.equal(
      old.build(),
      "constraints are those of @pulumi/toy@1.0.0, installed is @pulumi/toy@1.2.3; are not known for toy:index:Lid",
    );
    assert.equal(old.build(), undefined, "says it only when it writes");
  });

  it("does nothing for a provider that brings none, and fails without data", () => {
    const { constraintsPath: _, ...none } = packageWith(DATA).provider;
    assert.equal(buildConstraints("/nowhere", none, { resources: {} } as unknown as ProviderSchema), undefined);
    assert.throws(() => buildConstraints("/nowhere", packageWith(DATA).provider, {} as ProviderSchema), /ENOENT/);
  });

  it("lets the simulated cloud refuse, after the schema and before the model's rules", () => {
    const { build, provider } = packageWith(DATA);
    assert.throws(() => mocksOf(provider, "mars"), /constraints\.json, which can't be read: build its package first/);
    build();
    const { outputs } = mocksOf(provider, "mars");
    const put = (inputs: Record<string, unknown>) => outputs({ type: "toy:index:Box", name: "b", inputs });
    assert.equal(put({ label: "ab", size: 20 }).size, 20);
    assert.throws(
      () => put({ label: "ab", size: 21 }),
      /toy:index:Box "b": size: expected size to be in the range \(1 - 20\)/,
    );
    assert.throws(
      () => put({ label: "A1", size: 13 }),
      /^Error: [^\n]*label: "label" \("A1"\) doesn't match regexp[^\n]*$/,
    );
    assert.throws(() => put({ label: "ab", size: 13 }), /13 is unlucky/);
    assert.throws(() => put({ label: "A1", size: "1" }), /size: expected a number/);
  });
});
