import * as assert from "node:assert/strict";
import { type Document, documentsOf, MAX_CHARACTERS, size } from "./documents.js";
import type { Statement } from "./statements.js";

const EMPTY = size({ Version: "2012-10-17", Statement: [] });

function statement(actions: number, resources: number): Statement {
  return {
    Effect: "Allow",
    Action: Array.from({ length: actions }, (_, i) => `ec2:DescribeSomething${i}`),
    Resource: Array.from({ length: resources }, (_, i) => `arn:aws:ec2:eu-central-1:*:something/name-${i}-*`),
  };
}

/** Every action on every resource that the documents allow. */
function allowed(documents: readonly Document[]): string[] {
  const statements = documents.flatMap((document) => document.Statement);
  const pairs = statements.flatMap(({ Action, Resource }) =>
    [Resource].flat().flatMap((resource) => Action.map((action) => `${action} ${resource}`)),
  );
  return [...new Set(pairs)].sort();
}

describe("policy documents", () => {
  it("are one while the limit is kept, to the character", () => {
    const only = statement(10, 1);
    const exact = size({ Version: "2012-10-17", Statement: [only] });
    assert.equal(documentsOf([only], exact).length, 1);
    assert.equal(documentsOf([only], exact - 1).length, 2);
  });

  it("don't count white space, as IAM doesn't", () => {
    const spaced = { ...statement(1, 1), Condition: { StringEquals: { "aws:ResourceTag/project": "a b" } } };
    const unspaced = { ...statement(1, 1), Condition: { StringEquals: { "aws:ResourceTag/project": "ab" } } };
    assert.equal(
      size({ Version: "2012-10-17", Statement: [spaced] }),
      size({ Version: "2012-10-17", Statement: [unspaced] }),
    );
  });

  it("are split so that each keeps the limit and nothing is lost or added", () => {
    for (const [actions, resources] of [
      [400, 2],
      [2, 400],
      [120, 120],
    ] as const) {
      const statements = [statement(3, 1), statement(actions, resources), statement(5, 5)];
      const documents = documentsOf(statements);
      assert.ok(documents.length > 1, `${actions} actions on ${resources} resources`);
      for (const document of documents) assert.ok(size(document) <= MAX_CHARACTERS);
      assert.deepEqual(allowed(documents), allowed([{ Version: "2012-10-17", Statement: statements }]));
    }
  });

  it("fill up what is left in an earlier document", () => {
    const [large, small] = [statement(30, 1), statement(1, 1)];
    const limit = EMPTY + JSON.stringify(large).length + JSON.stringify(small).length + 1;
    assert.equal(documentsOf([large, large, small, small], limit).length, 2);
  });
});
