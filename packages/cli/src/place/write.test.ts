import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { temporaryFolder } from "../testing/project.js";
import { writeDecision } from "./write.js";

const DECISION = { cloud: "gcp", region: "europe-west4", at: "2026-07-01", edition: "aws 2026-07-20, gcp 2026-08-17" };

function written(text: string, tied: readonly string[] = []): string {
  const file = path.join(temporaryFolder(), "Pulumi.dev.yaml");
  fs.writeFileSync(file, text);
  writeDecision(file, DECISION, tied);
  return fs.readFileSync(file, "utf8");
}

const PLACED = `  isobar:placed: { at: "2026-07-01", edition: "aws 2026-07-20, gcp 2026-08-17" }`;
const OWN = `  isobar:cloud: gcp\n  isobar:region: europe-west4\n${PLACED}\n`;

describe("writing a decision", () => {
  it("adds to the config and leaves all else as it is", () => {
    const before = `# ours
encryptionsalt: v1:abc=:v1:def

config:
    # who pays
    isobar:owner: "a@b.example" # the team

    isobar:placement:
        jurisdictions: [EU]
    isobar:targets: {far: { region: x }}
    app:greeting: 'a very long text that goes on and on and on and on and on and on and on and on and on and on'
    app:secret:
        secure: v1:xyz
`;
    assert.equal(written(before), `${before}${OWN.replaceAll(/^ {2}/gm, "    ")}`);
  });

  it("changes the values in their place, with their comments, and removes what belonged to the former place", () => {
    const before = `config:
  isobar:cloud: aws # for now
  isobar:region: "eu-central-1" # home
  isobar:zone: eu-central-1a
  # the end
  isobar:placed: { at: "2026-01-01", edition: "old" }
`;
    const after = written(before, ["isobar:zone"]);
    assert.match(after, /^ {2}isobar:cloud: gcp # for now\n {2}isobar:region: "europe-west4" # home\n {2}# the end\n/m);
    assert.ok(!after.includes("zone") && !after.includes("old"));
    assert.deepEqual(parse(after).config["isobar:placed"], { at: DECISION.at, edition: DECISION.edition });
  });

  for (const [title, text] of [
    ["empty", ""],
    ["without config", "# only this\n"],
    ["with an empty config", "config:\n"],
    ["with an empty map", "config: {}\n"],
  ] as const) {
    it(`writes into a file that is ${title}`, () => {
      const { config } = parse(written(text));
      assert.deepEqual(config, {
        "isobar:cloud": "gcp",
        "isobar:region": "europe-west4",
        "isobar:placed": { at: DECISION.at, edition: DECISION.edition },
      });
    });
  }

  it("writes at the end of a file whose last line has none", () => {
    assert.equal(
      written("config:\n  app:x: |\n    a\n    b\n  isobar:zone: a", ["isobar:zone"]),
      `config:\n  app:x: |\n    a\n    b\n${OWN}`,
    );
    assert.equal(
      written("config:\n  app:x: |\n    a\n    b\n# end\n"),
      `config:\n  app:x: |\n    a\n    b\n${OWN}# end\n`,
    );
  });

  it("refuses a file that can't be read", () => {
    assert.throws(() => written("config: [1\n"), /can't be read/);
    assert.throws(() => written("config: 7\n"), /no map of settings/);
  });
});
