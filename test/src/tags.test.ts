import assert from "node:assert/strict";
import type { Registered } from "@isobar/core/testing";
import { CLOUDS, type Cloud } from "./clouds.js";
import { everyProgram, nativesOf } from "./lab/everything.js";
import { program as example, exampleConfig } from "./lab/example.js";
import { placesOf, schemaOf, taggable } from "./tags/places.js";

const OWNERS = { "isobar:owner": "ada", "isobar:team": "platform", "isobar:service": "shop" };
const EXPECTED = { project: "billing", stack: "prod", owner: "ada", team: "platform", service: "shop" };

/** What the example and programs that use everything register. */
async function registered(cloud: Cloud): Promise<Registered[]> {
  const programs = [() => example({ example: "web-and-data" }), ...everyProgram(cloud)];
  const where = {
    config: { ...exampleConfig(EXPECTED.project), ...OWNERS },
    project: EXPECTED.project,
    stack: EXPECTED.stack,
  };
  const found: Registered[] = [];
  for (const run of programs) found.push(...(await nativesOf(cloud, run, where)));
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
