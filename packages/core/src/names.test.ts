import assert from "node:assert/strict";
import fc from "fast-check";
import { checkName, explicitName, isLegal, legalName, type NameRule } from "./names";

const account: NameRule = {
  of: "storage account",
  minLength: 3,
  maxLength: 24,
  pattern: /^[a-z0-9]+$/,
  separator: "",
  lowerCase: true,
  rule: "3 to 24 lower-case letters and digits",
  source: "Storage account overview",
};
const bucket: NameRule = {
  ...account,
  of: "bucket",
  maxLength: 63,
  pattern: /^[a-z0-9][a-z0-9-]*[a-z0-9]$/,
  separator: "-",
  forbidden: ["goog"],
};

describe("physical names", () => {
  for (const rule of [account, bucket]) {
    it(`makes a legal name of a ${rule.of} from any text`, () => {
      fc.assert(
        fc.property(fc.string(), fc.stringMatching(/^[0-9a-f]{7}$/), (text, suffix) => {
          if (text.toLowerCase().includes("goog")) return;
          const name = legalName(text, suffix, rule, "test");
          assert.ok(isLegal(name, rule), name);
          assert.ok(name.endsWith(suffix));
        }),
      );
    });
  }
  it("reads like the wished name", () => {
    assert.equal(legalName("Web_Data Store", "0a1b2c3", bucket, "test"), "web-data-store-0a1b2c3");
    assert.equal(
      legalName("a-very-long-logical-name-for-an-account", "0a1b2c3", account, "test"),
      "averylonglogicaln0a1b2c3",
    );
  });
  it("leaves a legal automatic name to the provider", () => {
    assert.equal(explicitName("web", ["shop", "dev"], bucket, "test"), undefined);
    assert.match(explicitName("Web", ["shop", "dev"], bucket, "test") ?? "", /^web-[0-9a-f]{7}$/);
  });
  it("differs between stacks", () => {
    const name = (stack: string) => explicitName("Web", ["shop", stack], bucket, "test");
    assert.notEqual(name("dev"), name("prod"));
  });
  it("refuses what can't be made legal, with the rule", () => {
    assert.throws(() => legalName("google", "0a1b2c3", { ...bucket, forbidden: ["0a1"] }, "Bucket"), /3 to 24/);
    assert.throws(() => checkName("A", bucket, "Bucket"), /Bucket: not a name.*Given: A.*Allowed/);
  });
});
