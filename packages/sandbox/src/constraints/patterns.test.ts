import assert from "node:assert/strict";
import { translatePattern } from "./patterns.js";

function matches(given: string, text: string): boolean {
  const pattern = translatePattern(given);
  assert.ok(pattern, given);
  return new RegExp(pattern.source, pattern.flags).test(text);
}

describe("patterns of Go and .NET", () => {
  it("mean the same in JavaScript", () => {
    assert.ok(matches("^(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)$", "web-1"));
    assert.ok(!matches("^[-\\w\\._\\(\\)]+$", "a b"));
    assert.ok(matches("(?i)^prod$", "PROD"));
    assert.ok(matches("^[[:alnum:]_]+$", "a_1") && !matches("^[[:alnum:]_]+$", "a:"));
    assert.ok(matches("\\Aab\\z", "ab") && !matches("\\Aab\\z", "abc"));
    assert.ok(matches("^(?P<year>\\d{4})$", "2026"));
    assert.ok(matches("^[\\p{Ll}]+$", "äb") && !matches("^[\\p{Ll}]+$", "L"));
    assert.ok(!matches("^[a-z0-9][-a-z0-9]*(?<!-)$", "a-"));
  });

  it("are left out where JavaScript can't say them", () => {
    for (const given of ["^(?>a+)b$", "^\\Qa.b\\E$", "[\\p{L}]({\\p{L}_- ]{0,30})?", "a(?i)b", "(?U)a+", "(?(1)a|b)"]) {
      assert.equal(translatePattern(given), undefined, given);
    }
  });
});
