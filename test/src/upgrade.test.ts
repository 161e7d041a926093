import assert from "node:assert/strict";
import { Lab } from "./lab/lab.js";
import { machinePaths, type Recorded, recordedStates, recordedVersions } from "./upgrade/recorded.js";
import { replay, upWithoutChanges } from "./upgrade/replay.js";

const states = recordedVersions().flatMap((version) => recordedStates(version).map((it) => ({ version, ...it })));

/** The state as a version would have left it in which something else was written. */
function changed(recorded: Recorded, from: RegExp, to: string): Recorded {
  const before = JSON.stringify(recorded.state);
  const after = before.replace(from, to);
  assert.notEqual(after, before);
  return { ...recorded, state: JSON.parse(after) as Recorded["state"] };
}

describe("states recorded by older versions", () => {
  const labs = new Map<string, Lab>();
  const labOf = async (project: string) => {
    const lab = labs.get(project) ?? (await Lab.open({ project, faithful: true }));
    labs.set(project, lab);
    return lab;
  };
  after(async () => {
    for (const lab of labs.values()) await lab.close();
  });

  it("hold no path of the machine that recorded them", () => {
    assert.ok(states.length > 0);
    for (const { recorded } of states) assert.deepEqual(machinePaths(JSON.stringify(recorded)), []);
  });
  for (const { version, name, recorded } of states) {
    it(`${name} of ${version} is left as it is`, async () => {
      const stack = await replay(await labOf(recorded.project), recorded);
      const { code, output } = await upWithoutChanges(stack, recorded);
      assert.equal(code, 0, output);
    });
  }
  const changes: [what: string, from: RegExp, to: string][] = [
    ["a child had another name", /::web-role(?=")/g, "::web-identity"],
    ["an input had another value", /"monitoring":false|"encrypted":true/, '"encrypted":false'],
    ["a component had another type", /isobar:index:Bucket(?=[$":])/g, "isobar:index:ObjectStore"],
  ];
  for (const [what, from, to] of changes) {
    it(`are not left as they are where ${what}`, async () => {
      const { recorded } = states.find(({ name }) => name === "aws-example") ?? assert.fail();
      const lab = await labOf(recorded.project);
      const other = changed(recorded, from, to);
      const { code, output } = await upWithoutChanges(await replay(lab, other), other);
      assert.notEqual(code, 0, output);
      assert.match(output, /no changes were expected|cannot be deleted/);
    });
  }
});
