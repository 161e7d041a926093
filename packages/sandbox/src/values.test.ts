import assert from "node:assert/strict";
import { UNKNOWN } from "./model.js";
import { secret } from "./testing/toy.js";
import { asJson, blurUnknown, plainProps, secretPaths, wrapSecrets } from "./values.js";

describe("values", () => {
  const wire = {
    name: "n",
    password: secret("p"),
    gone: null,
    __defaults: ["name"],
    rules: [{ key: secret("k"), depth: 1 }, secret({ key: "all", deep: secret("er") })],
    list: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  };

  it("are plain for models: no wrappers, no nulls, no reserved keys, one unknown", () => {
    assert.deepEqual(plainProps(wire), {
      name: "n",
      password: "p",
      rules: [
        { key: "k", depth: 1 },
        { key: "all", deep: "er" },
      ],
      list: UNKNOWN,
    });
  });

  it("are secret again at the same places", () => {
    const paths = secretPaths(wire);
    assert.deepEqual(paths, [["password"], ["rules", 0, "key"], ["rules", 1]]);
    assert.deepEqual(wrapSecrets({ password: "p", rules: [{ key: "k" }, {}] }, paths), {
      password: secret("p"),
      rules: [{ key: secret("k") }, secret({})],
    });
  });

  it("are secret as a whole where the place of the secret is no more", () => {
    assert.deepEqual(wrapSecrets({ rules: "k" }, [["rules", 0, "key"], ["missing"]]), { rules: secret("k") });
  });

  it("are one JSON text, as secret and unknown as what is in it", () => {
    assert.equal(asJson({ a: [1, null], b: null }), '{"a":[1,null]}');
    assert.deepEqual(asJson({ a: secret("k") }), secret('{"a":"k"}'));
    assert.equal(asJson({ a: `arn:${UNKNOWN}` }), UNKNOWN);
    assert.equal(asJson("{}"), "{}");
  });

  it("are unknown where an unknown value went into them", () => {
    assert.deepEqual(blurUnknown({ arn: `arn:${UNKNOWN}/x`, plain: ["y", 1] }), { arn: UNKNOWN, plain: ["y", 1] });
  });
});
