import assert from "node:assert/strict";
import { addressAt, contains, freeAddress, isKept, networkOf, overlap, type Range, rangeOf } from "./ranges.js";

const SMALL = rangeOf("10.0.0.0/29") as Range;

describe("IPv4 ranges", () => {
  it("have numbers", () => {
    assert.deepEqual(SMALL, { first: 167772160, last: 167772167, prefix: 29 });
    assert.deepEqual(rangeOf("255.255.255.255/32"), { first: 4294967295, last: 4294967295, prefix: 32 });
    assert.deepEqual(rangeOf("0.0.0.0/0"), { first: 0, last: 4294967295, prefix: 0 });
  });

  for (const none of ["", "10.0.0.0", "10/8", "10.0.0.0/33", "10.0.0.256/24", "0x0a.0.0.0/8", "010.0.0.0/8", "::/0"]) {
    it(`are not "${none}"`, () => {
      assert.equal(rangeOf(none), undefined);
      assert.equal(networkOf(none), undefined);
      assert.equal(overlap(none, "0.0.0.0/0"), false);
      assert.equal(contains("0.0.0.0/0", none), false);
    });
  }

  it("are written from their first address on", () => {
    assert.equal(networkOf("10.0.0.1/16"), "10.0.0.0/16");
    assert.equal(networkOf("192.168.77.0/24"), "192.168.77.0/24");
  });

  it("overlap, or lie in each other", () => {
    assert.ok(overlap("10.0.0.0/16", "10.0.255.0/24"));
    assert.ok(!overlap("10.0.0.0/16", "10.1.0.0/16"));
    assert.ok(contains("10.0.0.0/16", "10.0.255.0/24"));
    assert.ok(!contains("10.0.255.0/24", "10.0.0.0/16"));
    assert.ok(contains("10.0.0.0/16", "10.0.3.4/32"));
  });

  it("give addresses that nobody has and the cloud doesn't keep", () => {
    const kept = [4, 1] as const;
    assert.equal(freeAddress(SMALL, kept, new Set()), "10.0.0.4");
    assert.equal(freeAddress(SMALL, kept, new Set(["10.0.0.4"]), 3), "10.0.0.5");
    assert.equal(freeAddress(SMALL, kept, new Set(["10.0.0.4", "10.0.0.5", "10.0.0.6"])), undefined);
    const all = Array.from({ length: 8 }, (_, place) => addressAt(SMALL, place));
    assert.deepEqual(
      all.filter((address) => !isKept(SMALL, address, kept)),
      ["10.0.0.4", "10.0.0.5", "10.0.0.6"],
    );
  });
});
