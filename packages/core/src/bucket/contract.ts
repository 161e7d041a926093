import assert from "node:assert/strict";
import { settled } from "../testing/record";
import { assertChildren, assertRefused, type ContractSetup, childrenOf, recordOn } from "../testing/setup";
import type { BucketArgs, Redundancy } from "./args";
import { Bucket } from "./bucket";
import type { BucketFeatures } from "./driver";

const FULL: BucketArgs = {
  versioned: true,
  lifecycle: {
    logs: { prefix: "logs/", coldAfterDays: 30, expireAfterDays: 90 },
    old: { expireOldVersionsAfterDays: 14 },
  },
  cors: [{ origins: ["https://example.com"], methods: ["GET", "PUT"], exposeHeaders: ["etag"] }],
  undelete: { days: 14 },
  tags: { purpose: "contract" },
};
const REDUNDANCY: readonly Redundancy[] = ["zone", "region", "multi-region"];

/** The contract of {@link Bucket}: what a backend declares works, what it does not declare is refused. */
export function bucketContract(setup: ContractSetup): void {
  const { backend, describe, it } = setup;
  const { features, children } = backend.drivers.bucket();
  describe(`contract of Bucket on ${backend.title}`, () => {
    it("makes a bucket from nothing but a name", async () => {
      const recording = await recordOn(setup, () => new Bucket("data"));
      assertChildren(recording, "Bucket", "data");
      const { bucketName, url, endpoint, ref } = recording.result;
      assert.match(await settled(bucketName), /^data/);
      assert.match(await settled(url), /^[a-z0-9]+:\/\//);
      assert.match(await settled(endpoint), /^https:\/\//);
      const known = await settled(ref);
      assert.deepEqual([known.cloud, known.kind], [backend.name, "bucket"]);
      assert.ok(known.id.length > 0);
    });
    it("takes every portable argument at once", async () => {
      assertChildren(await recordOn(setup, () => new Bucket("data", FULL)), "Bucket", "data");
    });
    declared(setup, features);
    undeclared(setup, features);
    retention(setup);
    overrides(setup, children);
    existing(setup);
  });
}

function declared(setup: ContractSetup, features: BucketFeatures): void {
  const possible: BucketArgs[] = [
    ...features.redundancy.map((redundancy) => ({ redundancy })),
    ...features.onDelete.map((onDelete) => ({ onDelete })),
    ...[0, features.undeleteDays.min, features.undeleteDays.max].map((days) => ({ undelete: { days } })),
  ];
  for (const args of possible) {
    setup.it(`builds what it declares: ${JSON.stringify(args)}`, async () => {
      assertChildren(await recordOn(setup, () => new Bucket("data", args)), "Bucket", "data");
    });
  }
}

function undeclared(setup: ContractSetup, features: BucketFeatures): void {
  const { min, max } = features.undeleteDays;
  const impossible: [BucketArgs, RegExp][] = [
    ...REDUNDANCY.filter((r) => !features.redundancy.includes(r)).map((redundancy): [BucketArgs, RegExp] => [
      { redundancy },
      /redundancy.*Allowed/,
    ]),
    ...(["retain", "delete-if-empty", "delete"] as const)
      .filter((o) => !features.onDelete.includes(o))
      .map((onDelete): [BucketArgs, RegExp] => [{ onDelete }, /onDelete.*Allowed/]),
    ...[min - 1, max + 1]
      .filter((days) => days > 0)
      .map((days): [BucketArgs, RegExp] => [{ undelete: { days } }, /undelete\.days/]),
    [{ physicalName: "Not A Name!" }, /physicalName.*Allowed/],
    [{ lifecycle: { x: { coldAfterDays: 7 } } }, /lifecycle\.x\.coldAfterDays/],
    [{ verioned: true } as BucketArgs, /verioned.*Did you mean "versioned"/],
  ];
  for (const [args, words] of impossible) {
    setup.it(`refuses ${JSON.stringify(args)}`, () => assertRefused(setup, () => new Bucket("data", args), words));
  }
}

function retention(setup: ContractSetup): void {
  setup.it("retains the bucket and every companion by default", async () => {
    const recording = await recordOn(setup, () => new Bucket("data", FULL));
    for (const child of childrenOf(recording, "Bucket", "data")) {
      assert.deepEqual([child.name, child.protect, child.retainOnDelete], [child.name, true, true]);
    }
  });
  setup.it('protects nothing with onDelete: "delete"', async () => {
    const recording = await recordOn(setup, () => new Bucket("data", { ...FULL, onDelete: "delete" }));
    for (const child of childrenOf(recording, "Bucket", "data")) {
      assert.deepEqual([child.name, child.protect, child.retainOnDelete], [child.name, false, false]);
    }
  });
}

function overrides(setup: ContractSetup, roles: readonly string[]): void {
  const cloud = setup.backend.name;
  const program = (overrides: object) => () => new Bucket("data", { ...FULL, overrides } as BucketArgs);
  const native = (bucket: Bucket) => (bucket.native as (name: string) => Record<string, unknown> | undefined)(cloud);
  setup.it("gives the natives by child, on its own cloud only", async () => {
    const { result } = await recordOn(setup, () => new Bucket("data", FULL));
    const bound = Object.assign(result, { native: result.native.bind(result) });
    assert.deepEqual(
      Object.keys(native(bound) ?? {}).filter((role) => !roles.includes(role)),
      [],
    );
    assert.equal((bound.native as (name: string) => unknown)("elsewhere"), undefined);
  });
  setup.it("hands every child's arguments to its override", async () => {
    const seen: string[] = [];
    const { result } = await recordOn(setup, () => new Bucket("data", FULL));
    const made = Object.keys(native(Object.assign(result, { native: result.native.bind(result) })) ?? {});
    const spy = (role: string) => (args: object) => {
      seen.push(role);
      return args;
    };
    await recordOn(setup, program({ [cloud]: Object.fromEntries(made.map((role) => [role, spy(role)])) }));
    assert.deepEqual([...new Set(seen)].sort(), made.sort());
  });
  setup.it("refuses an override of a child that it does not make", () =>
    assertRefused(setup, program({ [cloud]: { nonsense: {} } }), /overrides\.[a-z]+\.nonsense.*Allowed/),
  );
  setup.it("ignores overrides for other clouds", async () => {
    assertChildren(await recordOn(setup, program({ elsewhere: { nonsense: {} } })), "Bucket", "data");
  });
}

function existing(setup: ContractSetup): void {
  setup.it("adopts an existing bucket without making or changing anything", async () => {
    const made = await recordOn(setup, () => new Bucket("data"));
    const { id } = await settled(made.result.ref);
    const name = await settled(made.result.bucketName);
    const physicalName = id.startsWith("/") ? id : name;
    const recording = await recordOn(setup, () => Bucket.existing("old", { physicalName }));
    assert.deepEqual(childrenOf(recording, "Bucket", "old"), []);
    assert.equal((await settled(recording.result.ref)).id, id);
    assert.equal(await settled(recording.result.bucketName), name);
  });
}
