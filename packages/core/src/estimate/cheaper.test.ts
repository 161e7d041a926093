import assert from "node:assert/strict";
import { leastChanges, type Saving } from "./cheaper";

const saving = (part: string, saves: number, pain: Saving["pain"], of: object = {}): Saving => {
  return { part, change: "less", saves, pain, of };
};
const names = (savings: readonly Saving[]) => savings.map(({ part }) => part);

describe("the least changes that save enough", () => {
  it("are those that ask least", () => {
    assert.deepEqual(names(leastChanges([saving("spot", 50, 5), saving("type", 10, 1), saving("arm", 20, 3)], 9)), [
      "type",
    ]);
  });
  it("hold none that the others make needless", () => {
    assert.deepEqual(names(leastChanges([saving("small", 5, 1), saving("big", 40, 3)], 30)), ["big"]);
  });
  it("change each thing once, by what saves more", () => {
    const machine = {};
    const chosen = leastChanges([saving("type", 10, 1, machine), saving("spot", 60, 5, machine)], 50);
    assert.deepEqual(names(chosen), ["spot"]);
  });
  it("are all that help, the dearest first, where they are not enough", () => {
    assert.deepEqual(names(leastChanges([saving("a", 1, 1), saving("b", 2, 2)], 100)), ["b", "a"]);
  });
});
