import * as assert from "node:assert/strict";
import { makeUrn } from "./urn.js";

describe("URNs", () => {
  const at = { project: "p", stack: "s" };
  const stack = makeUrn({ ...at, parent: "", type: "pulumi:pulumi:Stack", name: "p-s" });
  it("name the types of all parents but the stack", () => {
    assert.equal(stack, "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s");
    const component = makeUrn({ ...at, parent: stack, type: "my:index:Web", name: "web" });
    assert.equal(component, "urn:pulumi:s::p::my:index:Web::web");
    const child = makeUrn({ ...at, parent: component, type: "aws:s3/bucket:Bucket", name: "data" });
    assert.equal(child, "urn:pulumi:s::p::my:index:Web$aws:s3/bucket:Bucket::data");
    const grandchild = makeUrn({ ...at, parent: child, type: "x:y:Z", name: "a::b" });
    assert.equal(grandchild, "urn:pulumi:s::p::my:index:Web$aws:s3/bucket:Bucket$x:y:Z::a::b");
  });
});
