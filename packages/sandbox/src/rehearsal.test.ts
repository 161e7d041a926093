import assert from "node:assert/strict";
import { join } from "node:path";
import { CallLog } from "./call-log.js";
import { openControl } from "./control.js";
import { modelsOf } from "./lookup.js";
import { type FunctionModel, type Model, type SimulatedProvider, UNKNOWN } from "./model.js";
import { Recording } from "./recording.js";
import { type ProviderServer, serve } from "./server.js";
import { openStore, type Store } from "./store.js";
import { ProviderClient } from "./testing/client.js";
import { temporaryFolder, toyProvider } from "./testing/toy.js";

const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::toy:index:${type}::${name}`;

/** Boxes and lids with rights, and a shop that isn't there. */
function provider(): SimulatedProvider {
  const toy = toyProvider();
  const [box, lid] = toy.models as [Model, Model];
  const [shop] = toy.functions as [FunctionModel];
  return {
    ...toy,
    models: [
      { ...box, permissions: ({ label }) => [{ actions: ["box.make"], resources: [`boxes/${label}`] }] },
      {
        ...lid,
        permissions: ({ box: of }, asked) => [
          { actions: ["lid.make"], resources: [`boxes/${of}`] },
          ...asked.inputsOf("toy:index:Box").map(({ size }) => ({ actions: [`box.of.${size}`] })),
        ],
      },
    ],
    functions: [
      {
        ...shop,
        permissions: [],
        call: () => {
          throw new Error("no such shop");
        },
        invent: ({ city }, _, named) => ({ city, named: named.includes("lid-maker") ? "lid-maker" : "nobody" }),
      },
    ],
  };
}

describe("a run that only finds out what a program asks for", () => {
  let store: Store;
  let server: ProviderServer;
  let client: ProviderClient;
  let recording: Recording;

  beforeEach(async () => {
    store = openStore(temporaryFolder());
    const folder = temporaryFolder();
    const behaviour = {
      control: openControl(join(folder, "control")),
      log: new CallLog(join(folder, "log")),
      latency: 0,
    };
    const simulated = provider();
    recording = new Recording();
    server = await serve({ provider: simulated, models: modelsOf(simulated), store, behaviour, recording });
    client = new ProviderClient(server.port);
    await client.configure({ region: "eu", project: "p" });
  });

  afterEach(async () => {
    client.close();
    server.close();
    await store.close();
  });

  function demanded() {
    return recording.demands().map(({ kind, token, permissions }) => [kind, token, permissions]);
  }

  it("tells the rights by inputs, with * for random ends of names, also where other resources name them", async () => {
    const { inputs } = await client.check(urnOf("Box", "crate"), { size: 3 });
    assert.match(String(inputs.label), /^crate-[0-9a-f]{7}$/);
    await client.check(urnOf("Lid", "lid"), { box: inputs.label });
    assert.deepEqual(demanded(), [
      ["resource", "toy:index:Box", [{ actions: ["box.make"], resources: ["boxes/crate-*"] }]],
      [
        "resource",
        "toy:index:Lid",
        [{ actions: ["lid.make"], resources: ["boxes/crate-*"] }, { actions: ["box.of.3"] }],
      ],
    ]);
  });

  it("keeps names that the program gives, but for the random end that Isobar's own have", async () => {
    await client.check(urnOf("Box", "a"), { size: 1, label: "mine" });
    await client.check(urnOf("Box", "b"), { size: 1, label: "data-0a1b2c3d" });
    assert.deepEqual(
      recording.demands().map(({ permissions }) => permissions?.[0]?.resources),
      [["boxes/mine"], ["boxes/data-*"]],
    );
  });

  it("has * for what is not known yet, and knows the place", async () => {
    await client.check(urnOf("Lid", "lid"), { box: `x/${UNKNOWN}`, tight: UNKNOWN });
    const [demand] = recording.demands();
    assert.deepEqual(demand?.inputs, { box: "x/*", tight: "*" });
    assert.deepEqual(
      [demand?.cloud, demand?.region, demand?.config],
      ["toyland", "eu", { region: "eu", project: "p" }],
    );
  });

  it("takes types that the sandbox doesn't simulate, and says that it doesn't know their rights", async () => {
    const { inputs, failures } = await client.check(urnOf("Robot", "r"), { arms: 2 });
    assert.deepEqual([inputs, failures], [{ arms: 2 }, []]);
    assert.deepEqual(demanded(), [["resource", "toy:index:Robot", undefined]]);
  });

  it("takes it that what a program reads is there", async () => {
    assert.equal((await client.read(urnOf("Box", "old"), "old-box")).id, "old-box");
    assert.deepEqual(demanded(), [
      ["read", "toy:index:Box", [{ actions: ["box.make"], resources: ["boxes/old-box"] }]],
    ]);
  });

  it("still refuses wrong inputs", async () => {
    assert.equal((await client.check(urnOf("Box", "crate"), { size: 13 })).failures.length, 1);
  });

  it("invents what a look-up doesn't find, once the program has said all it can", async () => {
    const asked = client.invoke("toy:index:getShop", { city: "Bern" });
    await client.check(urnOf("Lid", "lid"), { box: "lid-maker" });
    assert.deepEqual((await asked).result, { city: "Bern", named: "lid-maker" });
    assert.deepEqual(demanded()[0], ["function", "toy:index:getShop", []]);
  });
});
