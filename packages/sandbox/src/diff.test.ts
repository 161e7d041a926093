import assert from "node:assert/strict";
import { type Change, compare, touchesImmutable, withoutIgnored, withoutKnown } from "./diff.js";
import { formatPath } from "./paths.js";

function described(changes: readonly Change[]): string[] {
  return changes.map(({ path, kind }) => `${kind} ${formatPath(path)}`);
}

describe("comparing inputs", () => {
  it("names the innermost places that differ", () => {
    const before = { same: [1], rules: [{ days: 1, on: true }, { days: 2 }], tags: { a: "1", b: "2" }, old: 1 };
    const after = { same: [1], rules: [{ days: 3, on: true }], tags: { a: "1", c: "3" }, fresh: { x: 1 } };
    assert.deepEqual(described(compare(before, after)), [
      "add fresh",
      "delete old",
      "update rules[0].days",
      "delete rules[1]",
      "delete tags.b",
      "add tags.c",
    ]);
  });

  it("takes what is missing, undefined and null for the same", () => {
    assert.deepEqual(compare({ a: undefined, c: null }, { b: null, d: undefined }), []);
  });

  it("compares assets as wholes", () => {
    const asset = (hash: string) => ({
      "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
      hash,
    });
    assert.deepEqual(described(compare({ code: asset("1") }, { code: asset("2") })), ["update code"]);
  });

  it("leaves out what is ignored", () => {
    const changes = compare(
      { tags: { a: "1" }, rules: [{ days: 1, on: 1 }] },
      { tags: {}, rules: [{ days: 2, on: 2 }] },
    );
    assert.deepEqual(described(withoutIgnored(changes, ["tags", "rules[*].days"])), ["update rules[0].on"]);
  });
});

describe("comparing with the state", () => {
  const state = {
    tenancy: "default",
    options: { tokens: "required", hops: 1 },
    disks: [{ size: 8, name: "a" }],
    tags: null,
  };
  const changed = (before: object, after: object) =>
    described(withoutKnown(compare({ ...before }, { ...after }), state));

  it("leaves out what is said anew and was so before", () => {
    const said = { tenancy: "default", options: { tokens: "required" }, disks: [{ size: 8 }] };
    assert.deepEqual(changed({}, said), []);
    assert.deepEqual(changed({ options: { hops: 1 } }, { options: { hops: 1, tokens: "required" } }), []);
  });

  it("keeps what differs, what is taken back and what was said before", () => {
    assert.deepEqual(changed({}, { tenancy: "dedicated" }), ["add tenancy"]);
    assert.deepEqual(changed({}, { options: { tokens: "optional" } }), ["add options"]);
    assert.deepEqual(changed({}, { disks: [{ size: 8 }, { size: 8 }] }), ["add disks"]);
    assert.deepEqual(changed({}, { tags: {} }), ["add tags"]);
    assert.deepEqual(changed({ tenancy: "default" }, {}), ["delete tenancy"]);
    assert.deepEqual(changed({ tenancy: "dedicated" }, { tenancy: "default" }), ["update tenancy"]);
  });
});

describe("immutable paths", () => {
  const replaces = (before: object, after: object, ...immutable: string[]) =>
    compare({ ...before }, { ...after }).some((change) => touchesImmutable(change, immutable));

  it("cover what lies below them", () => {
    assert.equal(replaces({ disk: { image: { id: 1 } } }, { disk: { image: { id: 2 } } }, "disk.image"), true);
    assert.equal(replaces({ disk: { size: 1 } }, { disk: { size: 2 } }, "disk.image"), false);
  });

  it("reach through lists", () => {
    assert.equal(replaces({ disks: [{ image: 1 }] }, { disks: [{ image: 2 }] }, "disks.image"), true);
    assert.equal(replaces({ disks: [{ size: 1 }] }, { disks: [{ size: 2 }] }, "disks.image"), false);
  });

  it("are touched by a whole that comes or goes only if it holds them", () => {
    assert.equal(replaces({}, { disks: [{ image: 1 }] }, "disks.image"), true);
    assert.equal(replaces({ disks: [{ image: 1 }] }, { disks: [] }, "disks.image"), true);
    assert.equal(replaces({}, { disks: [{ size: 1 }] }, "disks.image"), false);
  });

  it("can be everything", () => {
    assert.equal(replaces({ a: 1 }, { a: 2 }, "*"), true);
    assert.equal(replaces({ a: 1 }, { a: 1 }, "*"), false);
  });
});
