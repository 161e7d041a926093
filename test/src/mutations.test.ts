import assert from "node:assert/strict";
import { aws } from "./mutations/aws/index.js";
import { azure } from "./mutations/azure/index.js";
import { gcp } from "./mutations/gcp/index.js";
import { type Refusals, type Trial, tryAll } from "./mutations/try.js";

const TRIALS: Readonly<Record<string, Trial>> = { aws, gcp, azure };

function share(refusals: Refusals): string {
  const all = [...refusals.values()];
  const caught = all.filter((refusal) => refusal !== undefined).length;
  return `${caught} of ${all.length} (${((100 * caught) / all.length).toFixed(1)} %)`;
}

describe("mistakes in correct programs that a real cloud refuses", () => {
  const tried = new Map<string, Refusals>();

  for (const [cloud, trial] of Object.entries(TRIALS)) {
    describe(cloud, () => {
      let refusals: Refusals;
      before(async () => {
        refusals = await tryAll(trial);
        tried.set(cloud, refusals);
      });

      for (const [resource, mutations] of Object.entries(trial.table)) {
        it(resource, () => {
          const wrong = mutations.flatMap((mutation) => {
            assert.ok(refusals.has(mutation), `${mutation.what}: was not tried, as the program has no such resource`);
            const refusal = refusals.get(mutation);
            if (mutation.missed) return refusal ? [`${mutation.what}: is refused now, so it is missed no more`] : [];
            return refusal ? [] : [`${mutation.what}: is accepted, against ${mutation.why}`];
          });
          assert.deepEqual(wrong, []);
        });
      }

      it("are made in resources of every type", () => {
        const types = new Set(Object.keys(trial.table).map((resource) => resource.split(" ")[0]));
        const simulated = trial.provider.models.map(({ type }) => type.slice(trial.provider.package.length + 1));
        assert.deepEqual(
          simulated.filter((type) => !types.has(type)),
          [],
        );
      });
    });
  }

  after(() => {
    for (const [cloud, refusals] of tried) console.log(`mistakes refused on ${cloud}: ${share(refusals)}`);
    console.log(`mistakes refused in all: ${share(new Map([...tried.values()].flatMap((one) => [...one])))}`);
  });
});
