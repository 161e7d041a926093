import assert from "node:assert/strict";
import fc from "fast-check";
import { type Rankable, ranked, scoreOf, unknownOf } from "./rank.js";

const amount = fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100);
const places: fc.Arbitrary<Rankable[]> = fc.uniqueArray(
  fc.record({
    cloud: fc.constantFrom("aws", "gcp", "azure"),
    region: fc.stringMatching(/^[a-e][0-9]$/),
    cost: amount,
    emissions: amount,
    unpriced: fc.array(fc.constant("a part"), { maxLength: 2 }),
    unmeasured: fc.array(fc.constant("a part"), { maxLength: 1 }),
    km: fc.integer({ min: 0, max: 3 }),
  }),
  { selector: ({ cloud, region }) => `${cloud} ${region}`, minLength: 1, maxLength: 12 },
);
const weights = fc.integer({ min: 0, max: 10 }).map((tenths) => ({ cost: tenths / 10, carbon: 1 - tenths / 10 }));

const place = (region: string, more: Partial<Rankable> = {}): Rankable => {
  return { cloud: "aws", region, cost: 100, emissions: 10, unpriced: [], unmeasured: [], km: 0, ...more };
};
const names = (all: readonly Rankable[]) => all.map(({ region }) => region);

describe("ranking", () => {
  it("puts what emits least first when carbon decides, and what costs least when cost does", () => {
    fc.assert(
      fc.property(places, (all) => {
        for (const [key, wish] of [
          ["emissions", { cost: 0, carbon: 1 }],
          ["cost", { cost: 1, carbon: 0 }],
        ] as const) {
          const [best] = ranked(all, wish);
          const known = all.filter((each) => unknownOf(each, wish).length === 0);
          if (known.length === 0) return;
          assert.deepEqual(best && unknownOf(best, wish), []);
          const least = Math.min(...known.map((each) => each[key]));
          assert.ok((best?.[key] ?? 0) <= least * (1 + 1e-5) + 1e-5, `${best?.[key]} against ${least}`);
        }
      }),
    );
  });

  it("does not depend on the order of the places", () => {
    fc.assert(
      fc.property(places, weights, fc.infiniteStream(fc.nat()), (all, wish, numbers) => {
        const shuffled = [...all].map((each) => ({ each, at: numbers.next().value as number }));
        const others = shuffled.sort((a, b) => a.at - b.at).map(({ each }) => each);
        assert.deepEqual(ranked(others, wish), ranked(all, wish));
      }),
    );
  });

  it("keeps the order of two places whatever others there are", () => {
    fc.assert(
      fc.property(places, weights, (all, wish) => {
        const [first, ...rest] = ranked(all, wish);
        assert.deepEqual(ranked(rest, wish), rest);
        assert.deepEqual(
          ranked(
            all.filter((each) => each !== first),
            wish,
          ),
          rest,
        );
      }),
    );
  });

  it("takes nothing for cheaper because less is known of it", () => {
    const all = [place("hole", { cost: 1, unpriced: ["the machine"] }), place("known"), place("dear", { cost: 900 })];
    assert.deepEqual(names(ranked(all, { cost: 1, carbon: 0 })), ["known", "dear", "hole"]);
  });

  it("decides by nearness between places that are equal otherwise", () => {
    const all = [place("a", { km: 900 }), place("b", { km: 20 }), place("c", { km: 1, cost: 100.01 })];
    assert.deepEqual(names(ranked(all, { cost: 1, carbon: 0 })), ["b", "a", "c"]);
  });

  it("decides by carbon where the cost is the same, and never for a place whose emissions are not known", () => {
    const all = [place("a"), place("b", { emissions: 9 }), place("hole", { emissions: 1, unmeasured: ["its grid"] })];
    assert.deepEqual(names(ranked(all, { cost: 1, carbon: 0 })), ["b", "a", "hole"]);
    assert.deepEqual(names(ranked(all, { cost: 0, carbon: 1 })), ["b", "a", "hole"]);
  });

  it("trades percents by the weights", () => {
    const wish = { cost: 0.7, carbon: 0.3 };
    const dearer = place("dearer", { cost: 103, emissions: 9.3 });
    assert.ok(Math.abs(scoreOf(dearer, wish) - scoreOf(place("one"), wish)) < 0.002);
    assert.deepEqual(names(ranked([place("one"), place("cleaner", { cost: 103, emissions: 9 })], wish)), [
      "cleaner",
      "one",
    ]);
    assert.deepEqual(names(ranked([place("one"), place("cleaner", { cost: 103, emissions: 9.6 })], wish)), [
      "one",
      "cleaner",
    ]);
  });
});
