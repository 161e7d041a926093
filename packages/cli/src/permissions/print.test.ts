import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../testing/project.js";
import { describe as described, documentsOnly, remarksOnly, writeDocuments } from "./print.js";
import type { CloudReport } from "./report.js";

const AWS: CloudReport = {
  cloud: "aws",
  documents: [
    { file: "aws-policy-1.json", text: '{\n  "a": 1\n}\n' },
    { file: "aws-policy-2.json", text: "{}\n" },
  ],
  conditions: [],
  enable: [],
  commands: ["aws iam create-policy"],
  notes: ["Mind this."],
};
const GCP: CloudReport = {
  ...AWS,
  cloud: "gcp",
  account: "shop",
  documents: [
    { file: "gcp-role.yaml", text: "title: a\n" },
    { file: "gcp-grants-role.yaml", text: "title: b\n" },
  ],
  conditions: [{ file: "gcp-condition.yaml", text: "expression: x\n" }],
};

describe("the printed permissions", () => {
  it("of one cloud are its documents alone, as a stream that its tools can read", () => {
    assert.equal(documentsOnly([AWS]), '{\n  "a": 1\n}\n{}\n');
    assert.equal(documentsOnly([GCP]), "title: a\n---\ntitle: b\n");
  });

  it("come with all else beside them", () => {
    assert.equal(
      remarksOnly([GCP]),
      "gcp-condition.yaml:\nexpression: x\n\nTo apply:\n  aws iam create-policy\nTo know:\n  - Mind this.\n",
    );
  });

  it("for people name each cloud, account and file", () => {
    const text = described([AWS, GCP]);
    assert.deepEqual(text.match(/^(==.*==|\S+:)$/gm), [
      "== aws ==",
      "aws-policy-1.json:",
      "aws-policy-2.json:",
      "== gcp shop ==",
      "gcp-role.yaml:",
      "gcp-grants-role.yaml:",
      "gcp-condition.yaml:",
    ]);
  });

  it("can be written as files", () => {
    const folder = path.join(temporaryFolder(), "new");
    const text = writeDocuments([AWS, GCP], folder);
    assert.deepEqual(fs.readdirSync(folder).sort(), [
      "aws-policy-1.json",
      "aws-policy-2.json",
      "gcp-condition.yaml",
      "gcp-grants-role.yaml",
      "gcp-role.yaml",
    ]);
    assert.equal(fs.readFileSync(path.join(folder, "gcp-role.yaml"), "utf8"), "title: a\n");
    assert.ok(text.includes(path.join(folder, "aws-policy-1.json")));
  });
});
