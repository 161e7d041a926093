import assert from "node:assert/strict";
import { type Access, Bucket, Grant, type PrincipalRef } from "@isobar/core";
import { PROJECT, run } from "./simulated.test.helper";

const TYPE = "gcp:storage/bucketIAMMember:BucketIAMMember";
const ADA: PrincipalRef = { cloud: "gcp", account: PROJECT, kind: "user", id: "ada@example.com" };

async function member(access: Access, to: PrincipalRef = ADA, prefix?: string) {
  const { find, registered } = await run(() => {
    const resource = new Bucket("data", { physicalName: "shop-data" });
    new Grant("g", { resource, to, access, ...(prefix === undefined ? {} : { prefix }) });
  });
  const iam = registered.filter(({ type }) => /IAM/.test(type)).map(({ type }) => type);
  assert.deepEqual(iam, [TYPE], "only members, never a whole binding or policy");
  return find(TYPE, "g").inputs;
}

describe("Grant on GCP", () => {
  it("adds one member to one role", async () => {
    assert.deepEqual(await member("read"), {
      bucket: "shop-data",
      role: "roles/storage.objectViewer",
      member: "user:ada@example.com",
    });
  });

  it('lets "write" overwrite and delete, which Storage Object Creator can\'t, and not read', async () => {
    assert.equal((await member("write")).role, "roles/storage.legacyBucketWriter");
    assert.equal((await member("read-write")).role, "roles/storage.objectUser");
  });

  for (const [kind, written] of [
    ["machine", "serviceAccount:web@demo.iam.gserviceaccount.com"],
    ["service-account", "serviceAccount:1-compute@developer.gserviceaccount.com"],
    ["user", "user:x@example.com"],
    ["group", "group:x@example.com"],
  ] as const) {
    it(`names a ${kind} as ${written}`, async () => {
      const id = written.replace(/^.*:/, "");
      assert.equal((await member("read", { ...ADA, kind, id })).member, written);
    });
  }

  it("limits objects and listings to a prefix, whatever characters it has", async () => {
    const { condition } = await member("read", ADA, 'logs/"a"');
    const { title, expression } = condition as { title: string; expression: string };
    assert.match(title, /^prefix-[0-9a-f]{7}$/);
    assert.equal(
      expression,
      'resource.name.startsWith("projects/_/buckets/shop-data/objects/logs/\\"a\\"") || ' +
        'api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("logs/\\"a\\"")',
    );
  });
});
