import assert from "node:assert/strict";
import { CLOUDS } from "./clouds.js";
import { everyProgram, nativesOf } from "./lab/everything.js";
import { TRAPS as AWS } from "./traps/aws.js";
import { TRAPS as AZURE } from "./traps/azure.js";
import { TRAPS as GCP } from "./traps/gcp.js";
import { neverSeen, type Stack } from "./traps/trap.js";

const TRAPS = { aws: AWS, gcp: GCP, azure: AZURE };

for (const cloud of CLOUDS) {
  describe(`traps of ${cloud.cloud}`, () => {
    const stacks: Stack[] = [];
    before(async () => {
      for (const program of everyProgram(cloud)) stacks.push(await nativesOf(cloud, program));
    });

    for (const { title, everywhere, also } of TRAPS[cloud.cloud]) {
      it(`${title}: not stepped in`, async () => {
        for (const stack of everywhere ? stacks : []) everywhere?.(stack);
        await also?.(cloud);
      });
    }

    it("were looked for where something was made", () => {
      assert.deepEqual(neverSeen(), []);
    });
  });
}
