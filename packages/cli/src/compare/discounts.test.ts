import * as assert from "node:assert/strict";
import { UserError } from "../errors.js";
import { discountOn, readDiscount } from "./discounts.js";

const CLOUDS = ["aws", "gcp"];

describe("discounts", () => {
  it("are read with and without a category, with and without a sign", () => {
    assert.deepEqual(readDiscount("aws=12%", CLOUDS), { cloud: "aws", category: undefined, share: 0.12 });
    assert.deepEqual(readDiscount("gcp:machines=7.5", CLOUDS), { cloud: "gcp", category: "machines", share: 0.075 });
  });
  for (const [text, words] of [
    ["azure=5%", /nothing is compared on azure, only on aws, gcp/],
    ["aws:coffee=5%", /there is no "coffee"; give one of machines, disks/],
    ["aws=half", /give CLOUD=PERCENT/],
    ["aws=101%", /give CLOUD=PERCENT/],
    ["aws=-5%", /give CLOUD=PERCENT/],
    ["=5%", /give CLOUD=PERCENT/],
  ] as const) {
    it(`refuse ${text}`, () => {
      assert.throws(
        () => readDiscount(text, CLOUDS),
        (error) => error instanceof UserError && words.test(error.message),
      );
    });
  }
  it("on a category go before those on everything, and the last one counts", () => {
    const all = ["aws:disks=50%", "aws=10%", "aws=20%"].map((text) => readDiscount(text, CLOUDS));
    assert.equal(discountOn(all, "aws", "disks"), 0.5);
    assert.equal(discountOn(all, "aws", "machines"), 0.2);
    assert.equal(discountOn(all, "gcp", "machines"), 0);
  });
});
