import assert from "node:assert/strict";
import fc from "fast-check";
import { formatPath, parsePath } from "./paths.js";

describe("paths", () => {
  it("are written as Pulumi writes them", () => {
    assert.equal(formatPath(["rules", 0, "tags", "a.b", "c"]), 'rules[0].tags["a.b"].c');
    assert.equal(formatPath(["tags", 'say "x"']), 'tags["say \\"x\\""]');
  });

  it("are read as Pulumi reads them", () => {
    assert.deepEqual(parsePath("rules[*].name"), ["rules", "*", "name"]);
  });

  it("come back from their text", () => {
    const key = fc.string({ minLength: 1 }).filter((text) => text !== "*");
    const path = fc.tuple(key, fc.array(fc.oneof(key, fc.nat()))).map(([first, rest]) => [first, ...rest]);
    fc.assert(fc.property(path, (segments) => assert.deepEqual(parsePath(formatPath(segments)), segments)));
  });
});
