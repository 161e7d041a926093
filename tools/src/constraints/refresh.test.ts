import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { armFacts } from "./arm.js";
import { terraformFacts } from "./refresh.js";

/** A folder with these files. */
function folder(files: Readonly<Record<string, string>>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "isobar-refresh-"));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  return root;
}

const BOX = `package boxes
import ("fmt"; "regexp")
const Letters string = "[a-z]" + "+" // of a name
var (
	colors = []string{"RED", \`BLUE\`}
	paintKeys []string = []string{"paint.0.color", "paint.0.gloss"}
)
func init() {
	registry.Schema{Name: "google_box", Type: registry.SchemaTypeResource, Schema: ResourceBox()}.Register()
	registry.Schema{Name: "google_box", Type: registry.SchemaTypeDataSource, Schema: DataBox()}.Register()
}
func ResourceBox() *schema.Resource {
	return &schema.Resource{
		Create: func(d *schema.ResourceData) error { return map[string]int{"{": 1}["{"] },
		Schema: map[string]*schema.Schema{
			"name": {Type: schema.TypeString, Required: true, ValidateFunc: verify.ValidateRegexp("^" + Letters + "$")},
			"tag": {Type: schema.TypeString, Optional: true,
				ValidateFunc: validation.StringMatch(regexp.MustCompile(fmt.Sprintf("^%s-\\\\d$", Letters)), "no tag")},
			"serial": {Type: schema.TypeString, Computed: true},
			"size": {Type: schema.TypeInt, Optional: true, ValidateFunc: validation.IntAtLeast(1), ConflictsWith: []string{"paint"}},
			"depth": {Type: schema.TypeInt, Optional: true, ValidateFunc: validation.IntBetween(-1, 65_000)},
			"label": {Type: schema.TypeMap, Optional: true, ValidateFunc: ownCheck,
				Elem: &schema.Schema{Type: schema.TypeString, ValidateFunc: validation.StringInSlice(colors, true)}},
			"paint": {Type: schema.TypeList, Optional: true, MaxItems: 1, Elem: paintSchema()},
			"deletion_policy": common.PolicyEntry("DELETE"),
		},
	}
}
func (b *box) schema() int { return 1 }
func paintSchema() *schema.Resource {
	return &schema.Resource{Schema: map[string]*schema.Schema{
		"color": {Type: schema.TypeString, Optional: true, AtLeastOneOf: paintKeys, ValidateFunc: verify.ValidateEnum(colors)},
		"gloss": {Type: schema.TypeFloat, Optional: true, AtLeastOneOf: paintKeys},
	}}
}
`;
const COMMON = `package common
func PolicyEntry(value string) *schema.Schema { return &schema.Schema{Type: schema.TypeString, Optional: true, Default: value} }
`;

describe("refreshing the constraints of GCP", () => {
  const resources = { google_box: { current: "gcp:index/box:Box" }, google_lid: { current: "gcp:index/lid:Lid" } };
  const checkout = folder({ "google/services/boxes/resource_box.go": BOX, "google/common/common.go": COMMON });
  const bridge = folder({
    "provider/cmd/pulumi-resource-gcp/bridge-metadata.json": JSON.stringify({ "auto-aliasing": { resources } }),
  });
  const lid = { tight: { t: "bool" } };
  const { facts, kept } = terraformFacts(
    { tokens: {}, resources: { google_lid: lid, google_gone: lid } },
    checkout,
    bridge,
  );

  it("reads schemas, with what they refer to", () => {
    const paintKeys = ["paint.0.color", "paint.0.gloss"];
    assert.deepEqual(facts.resources.google_box, {
      deletion_policy: { t: "string" },
      depth: { t: "int", v: ["range", -1, 65_000] },
      label: { t: "map", v: ["fn", "ownCheck"], el: { t: "string", v: ["ienum", ["RED", "BLUE"]] } },
      name: { t: "string", v: ["re", "^[a-z]+$"] },
      paint: {
        t: "list",
        max: 1,
        e: {
          color: { t: "string", v: ["enum", ["RED", "BLUE"]], atl: paintKeys },
          gloss: { t: "float", atl: paintKeys },
        },
      },
      serial: { com: 1 },
      size: { t: "int", v: ["range", 1, null], conf: ["paint"] },
      tag: { t: "string", v: ["re", "^[a-z]+-\\d$"] },
    });
  });

  it("keeps what it can't read, and drops what is no more", () => {
    assert.deepEqual(kept, ["google_lid"]);
    assert.deepEqual(facts.tokens, { "gcp:index/box:Box": "google_box", "gcp:index/lid:Lid": "google_lid" });
    assert.deepEqual(Object.keys(facts.resources), ["google_box", "google_lid"]);
  });
});

describe("refreshing the constraints of Azure", () => {
  const ref = (index: number) => ({ $ref: `#/${index}` });
  const types = [
    { $type: "StringType", minLength: 3, pattern: "^a" },
    {
      $type: "ObjectType",
      name: "Toy.Box/boxes",
      properties: {
        name: { type: ref(0), flags: 9 },
        id: { type: ref(0), flags: 10 },
        kind: { type: ref(3), flags: 0 },
        tier: { type: ref(6), flags: 1 },
      },
    },
    { $type: "ResourceType", name: "Toy.Box/boxes@2026-01-01", body: ref(1) },
    { $type: "UnionType", elements: [ref(4), ref(5)] },
    { $type: "StringLiteralType", value: "Hot" },
    { $type: "StringType" },
    { $type: "UnionType", elements: [ref(4)] },
    { $type: "ObjectType", name: "Toy.Box/boxes/inner/lids", properties: { size: { type: ref(8), flags: 0 } } },
    { $type: "IntegerType", minValue: 1 },
    { $type: "ResourceType", name: "Toy.Box/boxes/inner/lids@2026-01-01", body: ref(7) },
  ];
  const declaration = (name: string) =>
    `/** Uses Azure REST API version 2026-01-01. */\nexport declare class ${name} extends pulumi.CustomResource {}\nexport interface ${name}Args {\n    ${name.toLowerCase()}Name?: pulumi.Input<string>;\n}\n`;
  const file = "generated/toy/toy.box/2026-01-01/types.json";
  const checkout = folder({ [file]: JSON.stringify(types) });
  const sdk = folder({
    "box/box.d.ts": declaration("Box"),
    "box/strangeName.d.ts": declaration("StrangeName"),
    "box/unknown.d.ts": declaration("Unknown"),
  });
  const strange = { arm: "Toy.Box/boxes/inner/lids", api: "2020-01-01", f: "old", b: 1, own: ["lidName"] };
  const before = { tokens: { "azure-native:box:StrangeName": strange }, files: {} };
  const facts = armFacts(before, sdk, checkout);

  it("finds types by the names of resources, or as before, at the SDK's API version", () => {
    assert.deepEqual(facts.tokens, {
      "azure-native:box:Box": { arm: "Toy.Box/boxes", api: "2026-01-01", f: file, b: 1, own: ["boxName"] },
      "azure-native:box:StrangeName": { ...strange, api: "2026-01-01", f: file, b: 7 },
    });
  });

  it("keeps what can be written and demands something", () => {
    assert.deepEqual(facts.files[file], {
      0: { k: "s", mn: 3, pt: "^a" },
      1: { k: "o", p: { name: [0, 1], kind: [3, 0], tier: [6, 1] } },
      3: { k: "any" },
      4: { k: "l", v: "Hot" },
      6: { k: "u", e: [4] },
      7: { k: "o", p: { size: [8, 0] } },
      8: { k: "i", mn: 1 },
    });
  });
});
