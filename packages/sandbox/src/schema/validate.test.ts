import assert from "node:assert/strict";
import { type Props, UNKNOWN } from "../model.js";
import { secret } from "../testing/toy.js";
import type { ProviderSchema } from "./types.js";
import { validateInputs } from "./validate.js";

const asset = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", hash: "1" };

const schema: ProviderSchema = {
  sdk: "@pulumi/toy@1.0.0",
  config: { properties: {}, required: [] },
  functions: {},
  resources: {
    "toy:index:Box": {
      inputs: {
        properties: {
          name: "string",
          size: "number",
          open: "boolean",
          tier: { enum: ["Hot", "Cool"] },
          code: "asset",
          extra: "any",
          tags: { map: "string" },
          shelves: { array: { ref: "Shelf" } },
          policy: { union: ["string", { ref: "Shelf" }] },
        },
        required: ["name"],
      },
      outputs: [],
    },
  },
  types: { Shelf: { properties: { depth: "number", above: { ref: "Shelf" } }, required: ["depth"] } },
};

const validate = (inputs: Props) =>
  validateInputs(schema, "toy:index:Box", { name: "n", ...inputs }).map(
    ({ property, reason }) => `${property}: ${reason}`,
  );

describe("validation of inputs", () => {
  it("passes what is declared", () => {
    const inputs = {
      size: 1.5,
      open: false,
      tier: "Hot",
      code: asset,
      extra: { any: ["thing"] },
      tags: { "a b": "c" },
      shelves: [{ depth: 1, above: { depth: 2 } }],
      policy: { depth: 1 },
    };
    assert.deepEqual(validate(inputs), []);
    assert.deepEqual(validate({ policy: "{}" }), []);
  });

  it("passes unknown values, nulls and fitting secrets anywhere", () => {
    assert.deepEqual(
      validate({ size: UNKNOWN, tier: UNKNOWN, open: null, typo: null, shelves: [UNKNOWN, { depth: UNKNOWN }] }),
      [],
    );
    assert.deepEqual(validate({ name: secret("n"), shelves: secret([{ depth: secret(1) }]) }), []);
  });

  it("finds what is missing, at any depth", () => {
    assert.deepEqual(validate({ name: undefined, shelves: [{ depth: 1, above: {} }] }), [
      'name: Missing required argument. The argument "name" is required, but was not given',
      'shelves[0].above.depth: Missing required argument. The argument "depth" is required, but was not given',
    ]);
  });

  it("finds what is not declared, and suggests what was meant", () => {
    assert.deepEqual(validate({ shelvs: [], zzz: 1, shelves: [{ depth: 1, dept: 2 }] }), [
      'shelvs: An argument named "shelvs" is not expected here. Did you mean "shelves"?',
      'zzz: An argument named "zzz" is not expected here',
      'shelves[0].dept: An argument named "dept" is not expected here. Did you mean "depth"?',
    ]);
  });

  it("finds wrong types, and coerces nothing", () => {
    assert.deepEqual(validate({ size: "1", open: "true", tags: { a: 1 }, shelves: {}, code: "text", policy: 1 }), [
      'size: expected a number, got the string "1"',
      'open: expected a boolean, got the string "true"',
      "tags.a: expected a string, got the number 1",
      "shelves: expected a list, got an object",
      'code: expected an asset or archive, got the string "text"',
      "policy: expected a string or an object, got the number 1",
    ]);
  });

  it("finds values outside of a closed list", () => {
    assert.deepEqual(validate({ tier: "hot" }), [
      'tier: expected one of ["Hot", "Cool"], got the string "hot". Did you mean "Hot"?',
    ]);
  });

  it("looks into the nearest member of a union", () => {
    assert.deepEqual(validate({ policy: { depth: "x" } }), ['policy.depth: expected a number, got the string "x"']);
  });

  it("never names a secret", () => {
    assert.deepEqual(validate({ size: secret("hush") }), [
      "size: expected a number, got a secret that is something else",
    ]);
  });
});
