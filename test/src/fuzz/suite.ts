import assert from "node:assert/strict";
import fc from "fast-check";
import type { Cloud } from "../clouds.js";
import { type CloudName, cloudOf, configOf } from "../pairwise/places.js";
import { configFor, configs, deploy } from "./configs.js";
import { type Input, inputs, say } from "./programs.js";
import { judge, stop } from "./run.js";

/** On each of three clouds; together ten thousand. */
const PROGRAMS = 2700;
const CONFIGS = 635;
/** Another seed gives other inputs: `ISOBAR_FUZZ_SEED=7 node tools/test.mjs test`. */
const SEED = Number(process.env.ISOBAR_FUZZ_SEED ?? 1);

/** Programs and config that are right but for one thing. */
export function fuzz(name: CloudName): void {
  const cloud = cloudOf(name);
  describe(`impossible arguments and config on ${name}`, function () {
    this.timeout(300_000);

    it(`are refused in words that help, and make nothing: ${PROGRAMS} programs`, () =>
      fc.assert(
        fc.asyncProperty(inputs(cloud), (input) => check(cloud, input)),
        { numRuns: PROGRAMS, seed: SEED, includeErrorInReport: true },
      ));
    it(`are refused in words that help, and make nothing: ${CONFIGS} configs`, () =>
      fc.assert(
        fc.asyncProperty(configs, async (config) => {
          const program = () => {
            deploy(config);
            stop();
          };
          await judge(cloud, configFor(cloud, config), program);
        }),
        { numRuns: CONFIGS, seed: SEED, includeErrorInReport: true },
      ));
  });
}

async function check(cloud: Cloud, input: Input): Promise<void> {
  const refusal = await judge(cloud, configOf(cloud.cloud), () => {
    const said = say(cloud, input);
    return input.stops ? stop() : said;
  });
  if (input.impossible) assert.ok(refusal, "it went through");
}
