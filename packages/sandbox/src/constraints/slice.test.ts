import assert from "node:assert/strict";
import type { ObjectSchema, ProviderSchema } from "../schema/types.js";
import type { ArmData, Attributes, TerraformData } from "./data.js";
import { slice } from "./slice.js";
import { refusalsBy } from "./testing.js";

const ORIGIN = { source: "nowhere", date: "2026-01-01", licence: "MIT", sdk: "@pulumi/toy@1.0.0" };
const TOKEN = "toy:index:Box";

function schemaWith(inputs: ObjectSchema, types: Readonly<Record<string, ObjectSchema>>): ProviderSchema {
  const none = { properties: {}, required: [] };
  return { sdk: ORIGIN.sdk, config: none, functions: {}, resources: { [TOKEN]: { inputs, outputs: [] } }, types };
}

const of = (properties: ObjectSchema["properties"], required: string[] = []): ObjectSchema => ({
  properties,
  required,
});

describe("a slice of a Terraform provider", () => {
  const attributes: Attributes = {
    access_config: { t: "list", max: 4, e: { ip_policy: { t: "string", v: ["enum", ["A"]] } } },
    only_block: { t: "list", max: 1, e: { codes: { t: "list", el: { t: "int", v: ["range", 1, 9] } } } },
    kept_list: { t: "list", max: 1, e: { a: { t: "string", conf: ["tag"] }, b: { t: "string" } } },
    tag: { t: "map", el: { t: "string", v: ["len", 1, 3] } },
    color: { t: "string", one: ["color", "only_block.0.paint", "shade"], v: ["ienum", ["RED"]] },
    shade: { t: "string", v: ["fn", "itsOwnFunction"] },
    mask: { t: "string", v: ["cidr", 8, 24] },
  };
  const data: TerraformData = {
    ...ORIGIN,
    kind: "terraform",
    tokens: { [TOKEN]: "toy_box" },
    resources: { toy_box: attributes },
  };
  const types = {
    Access: of({ ipPolicy: "string" }),
    Only: of({ codes: { array: "number" } }),
    Kept: of({ a: "string", b: "string" }),
  };
  const inputs = of({
    accessConfigs: { array: { ref: "Access" } },
    onlyBlock: { ref: "Only" },
    keptLists: { array: { ref: "Kept" } },
    tag: { map: "string" },
    color: "string",
    shade: "string",
    mask: "string",
    novelty: "string",
  });
  const { constraints, gaps } = slice(data, schemaWith(inputs, types));
  const refusals = (given: object) => refusalsBy(constraints)(TOKEN, { color: "red", ...given });

  it("follows plural names, blocks that became objects, lists and maps", () => {
    assert.deepEqual(
      refusals({ accessConfigs: [{ ipPolicy: "A" }], onlyBlock: { codes: [9] }, tag: { a: "abc" } }),
      [],
    );
    const broken = {
      accessConfigs: [{ ipPolicy: "A" }, { ipPolicy: "B" }],
      onlyBlock: { codes: [1, 10] },
      tag: { a: "abcd" },
      keptLists: [{ b: "1" }, { b: "2" }],
      mask: "10.0.0.0/25",
    };
    assert.deepEqual(
      refusals(broken).map((refusal) => refusal.split(":")[0]),
      ["accessConfigs[1].ipPolicy", "onlyBlock.codes[1]", "keptLists", "tag.a", "mask"],
    );
  });

  it("has groups in the names of the SDK, and what is unknown to the data may satisfy them", () => {
    assert.match(refusals({ keptLists: [{ a: "1" }], tag: {} }).join(), /^keptLists\[0\]\.a: .*conflicts with tag$/);
    assert.match(refusals({ shade: "dark" }).join(), /only one of `color,shade`/);
    assert.match(refusals({ color: undefined }).join(), /one of `color,shade` must be specified/);
    assert.deepEqual(refusals({ color: undefined, novelty: "x" }), []);
  });

  it("tells what it could not take over, and holds nothing that demands nothing", () => {
    assert.deepEqual(gaps.unmapped, [`${TOKEN}.novelty`]);
    assert.deepEqual(gaps.unchecked, [
      `${TOKEN}.color: group with only_block.0.paint`,
      `${TOKEN}.shade: itsOwnFunction`,
    ]);
    assert.equal(constraints.resources[TOKEN]?.properties.shade, undefined);
  });
});

describe("a slice of Azure Resource Manager", () => {
  const file: ArmData["files"][string] = {
    0: { k: "o", p: { name: [1, 1], properties: [2, 0], location: [8, 1] } },
    1: { k: "s", mn: 3, mx: 5, pt: "^[a-z]+$" },
    2: {
      k: "o",
      p: {
        size: [3, 1],
        networkAcls: [4, 0],
        source: [6, 0],
        self: [0, 0],
        mode: [10, 0],
        open: [14, 0],
        ids: [13, 0],
      },
    },
    3: { k: "i", mn: 1, mx: 9 },
    4: { k: "o", p: { bypass: [8, 0], depth: [5, 1] } },
    5: { k: "i", mx: 7 },
    6: { k: "d", d: "kind", p: { note: [1, 0] }, el: { File: 7 } },
    7: { k: "o", p: { kind: [9, 1], typeProperties: [4, 0] } },
    8: { k: "s" },
    9: { k: "l", v: "File" },
    10: { k: "u", e: [11, 12] },
    11: { k: "l", v: "Hot" },
    12: { k: "l", v: "Cold" },
    13: { k: "a", i: 1, mn: 1, mx: 2 },
    14: { k: "u", e: [11, 8] },
  };
  const resource = { arm: "Toy/boxes", api: "2026-01-01", f: "toy", b: 0, own: ["boxName"] };
  const data: ArmData = { ...ORIGIN, kind: "arm", tokens: { [TOKEN]: resource }, files: { toy: file } };
  const types = {
    Acls: of({ bypass: "string", depth: "number" }),
    FileSource: of({ kind: { enum: ["File"] }, note: "string", depth: "number" }),
    Self: of({ size: "number", self: { ref: "Self" } }),
  };
  const inputs = of({
    boxName: "string",
    location: "string",
    Size: "number",
    ruleSet: { ref: "Acls" },
    source: { union: [{ ref: "FileSource" }] },
    self: { ref: "Self" },
    mode: "string",
    open: "string",
    ids: { array: "string" },
    etag: "string",
  });
  const { constraints, gaps } = slice(data, schemaWith(inputs, types));
  const refused = (given: object) =>
    refusalsBy(constraints)(TOKEN, { Size: 1, ...given }).map((text) => text.split(":")[0]);

  it("follows flattened levels, the own name, other letter case and renamed objects", () => {
    assert.deepEqual(refused({ boxName: "abc", ruleSet: { depth: 7 }, mode: "Hot", open: "Warm", ids: ["abc"] }), []);
    assert.deepEqual(refused({ boxName: "A" }), ["boxName", "boxName"]);
    assert.deepEqual(refused({ Size: 10, ruleSet: { depth: 8 }, mode: "Warm" }), ["Size", "ruleSet.depth", "mode"]);
    assert.deepEqual(refused({ ids: [] }), ["ids"]);
    assert.deepEqual(refused({ ids: ["abc", "a"] }), ["ids[1]"]);
  });

  it("demands what the API demands and the SDK does not, but for what the provider fills in", () => {
    assert.deepEqual(refused({ Size: undefined, ruleSet: {} }), ["Size", "ruleSet.depth"]);
    assert.deepEqual(refused({ ruleSet: { id: "/elsewhere" } }), []);
  });

  it("follows types into themselves, and the kinds of an object", () => {
    assert.deepEqual(refused({ self: { size: 2, self: { size: 0, self: { size: 3 } } } }), ["self.self.size"]);
    assert.deepEqual(refused({ source: { kind: "File", note: "abc", depth: 9 } }), ["source.depth"]);
    assert.deepEqual(refused({ source: { kind: "Other", depth: 9 } }), []);
  });

  it("tells what it could not take over", () => {
    assert.deepEqual(gaps.unmapped, [`${TOKEN}.etag`]);
  });
});
