import assert from "node:assert/strict";
import { type Registered, record } from "@isobar/core/testing";
import { backendOf, CLOUDS, type Cloud, mocks } from "./clouds.js";
import { program as example, exampleConfig } from "./lab/example.js";
import { isNative } from "./lab/stack.js";
import { everyValue } from "./pairwise/cases.js";
import { featuresOf } from "./pairwise/factor.js";
import { configOf, instructionOf } from "./pairwise/places.js";
import { program } from "./pairwise/program.js";
import { possible } from "./pairwise/space.js";
import { placesOf, schemaOf, taggable } from "./tags/places.js";

const OWNERS = { "isobar:owner": "ada", "isobar:team": "platform", "isobar:service": "shop" };
/** Config by which a cloud makes what it makes only for those who ask. */
const EVERYTHING: Readonly<Record<string, object>> = { azure: { "isobar:azure": { bastion: true } } };
const EXPECTED = { project: "billing", stack: "prod", owner: "ada", team: "platform", service: "shop" };

/** What the example and programs that use everything register. */
async function registered(cloud: Cloud): Promise<Registered[]> {
  const features = featuresOf(backendOf(cloud));
  // Under mocks the simulated cloud has the stack's region alone.
  const cases = everyValue().map((chosen, i) =>
    instructionOf(cloud.cloud, `${i}`, possible({ ...chosen, target: "stack" }, cloud.cloud, features)),
  );
  const programs = [() => example({ example: "web-and-data" }), ...cases.map((it) => () => program(it))];
  const found: Registered[] = [];
  for (const run of programs) {
    const options = mocks(cloud);
    const config = {
      ...options.config,
      ...configOf(cloud.cloud),
      ...exampleConfig(EXPECTED.project),
      ...OWNERS,
      ...EVERYTHING[cloud.cloud],
    };
    const recording = await record({ ...options, config, project: EXPECTED.project, stack: EXPECTED.stack }, run);
    found.push(...recording.registered.filter(isNative));
  }
  return found;
}

for (const cloud of CLOUDS) {
  describe(`tags on ${cloud.cloud}`, () => {
    const schema = schemaOf(cloud.cloud);
    let resources: Registered[];
    before(async () => {
      resources = await registered(cloud);
    });

    it("are looked at on every type that takes them", () => {
      const made = new Set(resources.map(({ type }) => type));
      assert.deepEqual(
        taggable(schema).filter((type) => !made.has(type)),
        [],
      );
    });
    it("attribute the cost of everything that takes them, nested places too", () => {
      const missing = resources.flatMap(({ type, name, inputs }) =>
        placesOf(schema, type, inputs)
          .filter(({ tags }) => Object.entries(EXPECTED).some(([key, value]) => tags?.[key] !== value))
          .map(({ path, tags }) => `${type} ${name}: ${path}: ${JSON.stringify(tags)}`),
      );
      assert.deepEqual([...new Set(missing)], []);
    });
  });
}
