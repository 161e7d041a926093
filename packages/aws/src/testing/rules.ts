import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { Land } from "./land";

/** What a rule is about: how AWS takes it, how it refuses it, and in which words. */
export type Row<S> = readonly [rule: string, accepted: Wish<S>, refused: Wish<S>, words: RegExp];

/** Inputs over the good ones; a function where they name what is there. */
export type Wish<S> = Props | ((scene: S) => Props);

/**
 * One test for each rule of a type: its accepted case passes, its refused one doesn't.
 *
 * @param scene What is there before.
 * @param good Inputs that are right.
 */
export function rules<S>(type: string, scene: (land: Land) => S, good: Wish<S>, rows: readonly Row<S>[]): void {
  describe(`aws sandbox: ${type.split(":").at(-1)}`, () => {
    for (const [rule, accepted, refused, words] of rows) {
      it(rule, () => {
        const attempt = (wish: Wish<S>) => {
          const land = new Land();
          const made = scene(land);
          const inputs = (of: Wish<S>) => (typeof of === "function" ? of(made) : of);
          return () => land.make(type, { ...inputs(good), ...inputs(wish) });
        };
        assert.doesNotThrow(attempt(accepted));
        assert.throws(attempt(refused), { message: words });
      });
    }
  });
}
