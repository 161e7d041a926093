import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { FaultText } from "./faults/kinds.js";
import type { Model, SimulatedProvider } from "./model.js";
import { type Sandbox, startSandbox } from "./sandbox.js";
import { ProviderClient } from "./testing/client.js";
import { temporaryFolder, toyProvider } from "./testing/toy.js";
import { fromStruct } from "./wire.js";

const BOX = "urn:pulumi:dev::shop::toy:index:Box::";
const LID = "urn:pulumi:dev::shop::toy:index:Lid::lid";

interface Change {
  readonly box?: Partial<Model>;
  readonly provider?: Partial<SimulatedProvider>;
  readonly latency?: number;
}

/** The toy with a box that is another one in these points. */
async function within(
  { box, provider, latency = 0 }: Change,
  use: (client: ProviderClient, sandbox: Sandbox) => Promise<void>,
) {
  const toy = toyProvider();
  const models = toy.models.map((model) => (model.type === "toy:index:Box" ? { ...model, ...box } : model));
  const providers = [{ ...toy, ...provider, models }];
  const sandbox = await startSandbox({ stateDir: temporaryFolder(), providers, latency });
  const client = new ProviderClient(Number(sandbox.env.PULUMI_DEBUG_PROVIDERS?.split(":")[1]));
  await client.configure({ region: "north" });
  try {
    await use(client, sandbox);
  } finally {
    client.close();
    await sandbox.close();
  }
}

/** A box that takes its lid along, and tells the other boxes. */
const TAKING: Partial<Model> = {
  refuseDelete: () => undefined,
  afterDelete: ({ id }, world) => [
    { type: "toy:index:Lid", id: `lid-of-${id}`, become: "gone" },
    ...world.list("toy:index:Box").map((other) => ({ ...other, become: { note: `${id} went` } })),
  ],
};

describe("what a deletion does to others", () => {
  const ways: Record<string, (client: ProviderClient, sandbox: Sandbox, id: string) => unknown> = {
    "by a call": (client, _, id) => client.delete(`${BOX}one`, id),
    "behind Pulumi's back": (_, { controls }) => controls.find("one").map((it) => controls.remove(it)),
    "by the cloud": (_, { controls }) => controls.reclaim("one"),
  };
  for (const [way, remove] of Object.entries(ways)) {
    it(`happens with it: ${way}`, () =>
      within({ box: TAKING }, async (client, sandbox) => {
        const { id } = await client.create(`${BOX}one`, { label: "one", size: 1, color: "red" });
        await client.create(`${BOX}two`, { label: "two", size: 1 });
        await client.create(LID, { box: id });
        await remove(client, sandbox, id);
        const left = sandbox.controls.resources().map((it) => [it.urn.split("::").at(-1), it.outputs.note]);
        assert.deepEqual(left, [["two", `${id} went`]]);
      }));
  }
});

describe("outputs that the provider never reads", () => {
  it("stay in the cloud", () =>
    within(
      { box: { hidden: ["power"], outputs: () => ({ power: "on", serial: "1" }) } },
      async (client, { controls }) => {
        const { id, outputs } = await client.create(`${BOX}one`, { label: "one", size: 1 });
        const updated = await client.update(`${BOX}one`, id, { label: "one", size: 2 });
        const preview = await client.update(`${BOX}one`, id, { label: "one", size: 3 }, outputs);
        const read = (await client.read(`${BOX}one`, id)).outputs;
        for (const shown of [outputs, updated, preview, read]) {
          assert.deepEqual([shown.power, shown.serial], [undefined, "1"]);
        }
        assert.equal(controls.resources()[0]?.outputs.power, "on");
      },
    ));
});

describe("what is always there", () => {
  it("is created over what it was", () =>
    within({ box: { singleton: true, id: () => "the-box", refuse: () => undefined } }, async (client, { controls }) => {
      for (const size of [1, 2]) await client.create(`${BOX}one`, { label: "one", size });
      assert.deepEqual(
        controls.resources().map(({ outputs }) => outputs.size),
        [2],
      );
    }));
});

describe("a creation that fails half-way", () => {
  const broken: FaultText = {
    kind: "capacity",
    tokens: ["*"],
    code: "Broken",
    leaves: { note: "broken" },
    text: () => "Broken: it broke",
    source: "Boxes",
  };

  it("leaves the resource in the cloud, and tells the engine of it", () =>
    within({ provider: { faults: [broken] } }, async (client, { controls }) => {
      controls.addFault("capacity:calls=1");
      const error = await client.create(`${BOX}one`, { label: "one", size: 1 }).then(
        () => assert.fail(),
        (raised: ServiceError) => raised,
      );
      const [bytes] = error.metadata.get("grpc-status-details-bin");
      const [detail] = Status.deserializeBinary(bytes as Buffer).getDetailsList();
      const failed = ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
      assert.match(error.message, /Broken: it broke/);
      assert.deepEqual(failed.getReasonsList(), ["Broken: it broke"]);
      assert.equal(fromStruct(failed.getProperties()).note, "broken");
      assert.equal(controls.resources()[0]?.id, failed.getId());
      const updated = await client.update(`${BOX}one`, failed.getId(), { label: "one", size: 1 });
      assert.equal(updated.note, null);
    }));

  it("is nothing that an update leaves", () =>
    within({ provider: { faults: [broken] } }, async (client, { controls }) => {
      const { id } = await client.create(`${BOX}one`, { label: "one", size: 1 });
      controls.addFault("capacity");
      await assert.rejects(client.update(`${BOX}one`, id, { label: "one", size: 2 }), /Broken/);
      assert.deepEqual([controls.resources()[0]?.outputs.size, controls.resources()[0]?.outputs.note], [1, undefined]);
    }));
});

describe("operations of which one runs at a time", () => {
  const exclusive = ({ color }: { color?: unknown }) => ({ keys: [String(color)], refusal: "Busy: try later" });
  let last = 0;
  const both = (client: ProviderClient, ...colors: string[]) =>
    Promise.allSettled(
      colors.map((color) => {
        last += 1;
        return client.create(`${BOX}${last}`, { label: `${last}`, size: 1, color });
      }),
    );
  const refusals = (results: readonly PromiseSettledResult<unknown>[]) =>
    results.flatMap((it) => (it.status === "rejected" ? [String(it.reason)] : []));

  it("refuse the others once the provider has waited", () =>
    within({ box: { exclusive }, latency: 1 }, async (client, { controls }) => {
      const refused = refusals(await both(client, "red", "red"));
      assert.equal(refused.length, 1);
      assert.match(refused[0] ?? "", /Busy: try later/);
      assert.deepEqual(
        controls.calls().map(({ verdict }) => verdict),
        ["Busy: try later", "ok"],
      );
      assert.deepEqual(refusals(await both(client, "red")), [], "it is over");
    }));

  it("wait for each other as long as the provider does, and not for what is elsewhere", () =>
    within({ box: { exclusive }, provider: { retries: [0.15, 0.15] }, latency: 1 }, async (client) => {
      assert.deepEqual(refusals(await both(client, "red", "red")), []);
    }).then(() =>
      within({ box: { exclusive }, latency: 1 }, async (client) => {
        assert.deepEqual(refusals(await both(client, "red", "blue")), []);
      }),
    ));
});
