import assert from "node:assert/strict";
import { UNKNOWN } from "../model.js";
import { secret } from "../testing/toy.js";
import { refusalsBy } from "./testing.js";
import type { Constraints, Demand, Group } from "./types.js";

// As the engine sends a number that is not known yet.
const UNKNOWN_NUMBER = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";

function constraintsWith(demand: Demand | undefined, groups: readonly Group[] = []): Constraints {
  const properties = { value: demand ? { demands: [demand] } : {}, list: { items: { object: "Inner" } } };
  return {
    kind: "terraform",
    source: "nowhere",
    date: "2026-01-01",
    licence: "MIT",
    sdk: "@pulumi/toy@1.0.0",
    resources: { "toy:index:Box": { properties, groups } },
    types: { Inner: { properties: { value: demand ? { demands: [demand] } : {} } } },
  };
}

const DEMANDS: readonly [Demand, good: readonly unknown[], bad: readonly unknown[]][] = [
  [{ kind: "enum", values: ["A", "B"] }, ["A"], ["a", "C", ""]],
  [{ kind: "enum", values: ["A"], anyCase: true }, ["a"], ["b"]],
  [{ kind: "length", min: 2, max: 4 }, ["ab", "éé"], ["a", "ééé"]],
  [{ kind: "range", min: 0.5, max: 2 }, [0.5, 2], [0.4, 3]],
  [{ kind: "range", min: 1 }, [1, 1e9], [0]],
  [{ kind: "items", max: 1 }, [[], [1]], [[1, 2]]],
  [{ kind: "name", min: 2, max: 4 }, ["ab", "a-1b"], ["a", "ab-", "abcde", "1ab", "Ab"]],
  [{ kind: "network", min: 16, max: 28 }, ["10.0.0.0/16"], ["10.0.0.0/8", "10.0.0.0", "10.0.0/16"]],
  [{ kind: "computed" }, [null], ["a", [], 0]],
  [{ kind: "pattern", pattern: { given: "^a+$", source: "^a+$" } }, ["aa"], ["b", ""]],
];

const FORMATS: readonly [name: string, good: readonly unknown[], bad: readonly unknown[]][] = [
  ["validation.IsCIDR", ["10.0.0.0/8", "::/0"], ["10.0.0.0/33", "10.0.0.0", "a/8", "::/129"]],
  ["verify.ValidateIpCidrRange", ["10.0.0.1/8"], ["10.0.0.256/8"]],
  ["verify.ValidateIpAddress", ["10.0.0.1", "::1"], ["10.0.0", ""]],
  ["validation.StringIsJSON", ["{}", "1"], ["{", ""]],
  ["validation.StringIsNotEmpty", ["a"], [""]],
  [
    "validation.IsRFC3339Time",
    ["2026-01-31T10:00:00Z", "2026-01-31T10:00:00.5+01:00"],
    ["2026-01-31", "2026-13-01T10:00:00Z"],
  ],
  ["verify.ValidateRFC3339Date", ["2026-01-31T10:00:00Z"], ["31.1.2026"]],
  ["verify.ValidateBase64String", ["YQ==", ""], ["YQ", "a b"]],
  ["verify.ValidateDuration", ["1h30m", "0", "-1.5s"], ["1", "1d", ""]],
  ["verify.ValidateHourlyOnly", ["04:00", "23:00"], ["04:30", "24:00", "four"]],
  ["verify.ValidateRFC6996Asn", [64_512, 16_550, 4_200_000_000], [65_535, 1]],
  ["labelKeyValidator", [{ team: "A" }, {}], [{ Team: "a" }, { "": "a" }]],
];

describe("validation of constraints", () => {
  const all = [...DEMANDS, ...FORMATS.map(([name, ...rest]) => [{ kind: "format", name } as Demand, ...rest] as const)];
  for (const [demand, good, bad] of all) {
    it(`holds values to ${JSON.stringify(demand)}`, () => {
      const refusals = refusalsBy(constraintsWith(demand));
      for (const value of good) assert.deepEqual(refusals("toy:index:Box", { value }), [], String(value));
      for (const value of bad) assert.equal(refusals("toy:index:Box", { value }).length, 1, JSON.stringify(value));
    });
  }

  it("lets unknown values pass, also inside of a text, and types that it doesn't know", () => {
    const refusals = refusalsBy(constraintsWith({ kind: "length", max: 3 }));
    assert.deepEqual(refusals("toy:index:Box", { value: UNKNOWN, list: UNKNOWN }), []);
    assert.deepEqual(refusals("toy:index:Box", { value: `web-${UNKNOWN}`, list: [UNKNOWN, { value: UNKNOWN }] }), []);
    assert.deepEqual(refusals("toy:index:Lid", { value: "abcd" }), []);
    assert.match(refusals("toy:index:Box", { list: [{}, { value: "abcd" }] }).join(), /^list\[1\]\.value: /);
  });

  it("looks into secrets and never shows them", () => {
    const refusals = refusalsBy(constraintsWith({ kind: "enum", values: ["A"] }));
    const text = 'expected value to be one of ["A"], got (sensitive value)';
    assert.deepEqual(refusals("toy:index:Box", { value: secret("hush") }), [`value: ${text}`]);
    assert.ok(
      !refusals("toy:index:Box", { list: secret([{ value: "hush" }]) })
        .join()
        .includes("hush"),
    );
    assert.deepEqual(refusals("toy:index:Box", { value: secret("A"), list: secret([{ value: secret("A") }]) }), []);
  });
});

describe("groups of inputs", () => {
  const refused = (group: Group, inputs: Record<string, unknown>) =>
    refusalsBy(constraintsWith(undefined, [group]))("toy:index:Box", inputs).length;

  it("conflict only where both are known", () => {
    const group: Group = { kind: "conflicts", property: "value", others: [["other", "deep"]] };
    assert.equal(refused(group, { value: 1, other: { deep: 2 } }), 1);
    assert.equal(refused(group, { value: secret(1), other: secret({ deep: [] }) }), 1);
    for (const inputs of [
      { value: 1 },
      { value: 1, other: {} },
      { value: UNKNOWN, other: { deep: 2 } },
      { value: UNKNOWN_NUMBER, other: { deep: 2 } },
      { value: [UNKNOWN], other: { deep: 2 } },
      { value: 1, other: UNKNOWN },
      { value: 1, other: { deep: UNKNOWN } },
      { value: null, other: { deep: 2 } },
    ]) {
      assert.equal(refused(group, inputs), 0, JSON.stringify(inputs));
    }
  });

  it("require others, which may not be known yet", () => {
    const group: Group = { kind: "requires", property: "value", others: [["other"]] };
    assert.deepEqual([refused(group, { value: 1 }), refused(group, { value: UNKNOWN })], [1, 1]);
    assert.deepEqual([refused(group, { value: 1, other: UNKNOWN }), refused(group, { other: 1 })], [0, 0]);
  });

  it("take one, or at least one, of several", () => {
    const of = [["value"], ["other"]];
    const one: Group = { kind: "exactly-one", of };
    const some: Group = { kind: "at-least-one", of, unless: ["third"] };
    const cases: readonly [Record<string, unknown>, number, number][] = [
      [{}, 1, 1],
      [{ value: 1 }, 0, 0],
      [{ value: 1, other: 2 }, 1, 0],
      [{ value: 1, other: UNKNOWN }, 0, 0],
      [{ other: UNKNOWN }, 0, 0],
      [{ third: 1 }, 1, 0],
    ];
    for (const [inputs, exactly, least] of cases) {
      assert.deepEqual([refused(one, inputs), refused(some, inputs)], [exactly, least], JSON.stringify(inputs));
    }
  });
});
