import * as assert from "node:assert/strict";
import { origins } from "./components.js";

function urn(types: string, name: string): string {
  return `urn:pulumi:dev::shop::${types}::${name}`;
}

function namesOf(...urns: string[]): (string | undefined)[] {
  return origins(urns).map(({ component }) => component?.name);
}

const BUCKET = "isobar:index:Bucket$aws:s3/bucket:Bucket";
const VERSIONING = "isobar:index:Bucket$aws:s3/bucketVersioning:BucketVersioning";

describe("the components of resources", () => {
  it("are named by the child that is called like them", () => {
    assert.deepEqual(
      namesOf(
        urn(BUCKET, "data"),
        urn(VERSIONING, "data-versioning"),
        urn(BUCKET, "data-2"),
        urn(VERSIONING, "data-2-v"),
      ),
      ["data", "data", "data-2", "data-2"],
    );
  });

  it("are named by what their children have in common until that one is there", () => {
    const machine = "isobar:index:VirtualMachine$aws:";
    assert.deepEqual(
      namesOf(
        urn(`${machine}iam/role:Role`, "my-web-role"),
        urn(`${machine}ec2/eip:Eip`, "my-web-address"),
        urn(`${machine}ec2/eip:Eip`, "api-address"),
      ),
      ["my-web", "my-web", "api-address"],
    );
  });

  it("are the innermost ones, and none for a program's own resources", () => {
    const [inner, own] = origins([
      urn("my:app:Shop$isobar:index:Bucket$aws:s3/bucket:Bucket", "shop-data"),
      urn("pulumi:pulumi:Stack$aws:s3/bucket:Bucket", "plain"),
    ]);
    assert.deepEqual(inner, {
      stack: "shop/dev",
      name: "shop-data",
      component: { type: "isobar:index:Bucket", name: "shop-data" },
    });
    assert.deepEqual(own, { stack: "shop/dev", name: "plain" });
  });
});
