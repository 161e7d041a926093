import assert from "node:assert/strict";
import { kills } from "@isobar/tools/durability";

/** `node tools/durability.mjs` kills 300 times. */
const KILLS = 1;

describe("a killed engine, sandbox, or both", function () {
  this.timeout(300_000);
  for (const [nth, cloud] of ["aws", "gcp", "azure"].entries()) {
    it(`ends in what was asked for, on ${cloud}`, async () => {
      const results = await kills({ clouds: [cloud], kills: KILLS, seed: 20 + nth });
      const bad = results.filter(({ wrong, left }) => wrong.length > 0 || left.length > 0);
      assert.deepEqual(bad, []);
      assert.ok(results.length >= KILLS);
    });
  }
});
