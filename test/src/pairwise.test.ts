import assert from "node:assert/strict";
import { type RecordOptions, recordRefusal } from "@isobar/core/testing";
import { backendOf, CLOUDS, type Cloud, mocks } from "./clouds.js";
import { isNative } from "./lab/stack.js";
import { everyValue, generate, impossiblePairs, pairwise, possiblePairs, programsFor } from "./pairwise/cases.js";
import { featuresOf } from "./pairwise/factor.js";
import { configOf, instructionOf } from "./pairwise/places.js";
import { program } from "./pairwise/program.js";
import { allPairs, covers, plainCase, refusals, SPACE } from "./pairwise/space.js";

const MIN_PROGRAMS = 40;

describe("the programs of the matrix", () => {
  it("have every two values of different arguments", () => {
    const cases = pairwise();
    assert.ok(cases.length >= MIN_PROGRAMS, `${cases.length}`);
    assert.deepEqual(
      allPairs().filter((pair) => !cases.some((chosen) => covers(chosen, pair))),
      [],
    );
  });
  it("are the same every time", () => assert.deepEqual(generate(), pairwise()));
  it("have every value also where there are few", () => {
    for (const [name, { values }] of Object.entries(SPACE)) {
      const found = new Set(everyValue().map((chosen) => chosen[name]));
      assert.deepEqual([...found].sort(), Object.keys(values).sort());
    }
  });
  for (const cloud of CLOUDS) {
    const features = featuresOf(backendOf(cloud));
    it(`have on ${cloud.cloud} every two values that it has, and nothing that it has not`, () => {
      const programs = programsFor(cloud.cloud, features);
      assert.ok(programs.length >= MIN_PROGRAMS);
      assert.deepEqual(
        possiblePairs(cloud.cloud, features).filter((pair) => !programs.some((chosen) => covers(chosen, pair))),
        [],
      );
      assert.deepEqual(
        programs.filter((chosen) => refusals(chosen, cloud.cloud, features).length > 0),
        [],
      );
    });
    it(`are refused on ${cloud.cloud} for what it has not, and create nothing`, async () => {
      const pairs = impossiblePairs(cloud.cloud, features).map((pair) => ({ ...plainCase(), ...pair }));
      for (const chosen of [...pairwise(), ...pairs]) {
        const wheres = refusals(chosen, cloud.cloud, features);
        if (wheres.length === 0) continue;
        const run = () => program(instructionOf(cloud.cloud, "0", chosen));
        const { error, registered } = await recordRefusal(recordingOf(cloud), run);
        assert.ok(
          wheres.some(({ where }) => where.test(String(error))),
          `${error}`,
        );
        assert.deepEqual(
          registered.filter(isNative).map(({ type }) => type),
          [],
        );
      }
    });
  }
});

function recordingOf(cloud: Cloud): RecordOptions {
  const options = mocks(cloud);
  return { ...options, config: { ...options.config, ...configOf(cloud.cloud) } };
}
