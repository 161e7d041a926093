import assert from "node:assert/strict";
import { IsobarError } from "./errors";
import { Bucket, provider } from "./index";
import { Crater } from "./testing/moon/backend";
import { record, recordRefusal, settled } from "./testing/record";

const HERE = { cloud: "moon", region: "tranquility-1" };

/** Runs a program that is refused by its config, and gives the refusal. */
async function refusal(config: Record<string, unknown>, place = HERE, program = () => new Bucket("data") as unknown) {
  const { error, registered } = await recordRefusal({ ...place, config }, program);
  assert.ok(error instanceof IsobarError, String(error));
  assert.deepEqual(registered, [], "nothing may be declared");
  return error.message;
}

describe("stack config", () => {
  const cases: [string, Record<string, unknown>, RegExp, typeof HERE?][] = [
    ["an unknown key", { "isobar:regoin": "x" }, /isobar:regoin: there is no such key.*Did you mean "region"/],
    ["an unknown key of a target", { "isobar:targets": { eu: { regio: "x" } } }, /isobar:targets\.eu\.regio.*"region"/],
    ["a missing region", { "isobar:region": "" }, /isobar:region.*not empty/],
    [
      "an unknown region",
      {},
      /isobar:region.*Given: tranquilty-1.*Did you mean "tranquility-1"/,
      { ...HERE, region: "tranquilty-1" },
    ],
    ["an unknown zone", { "isobar:zone": "x" }, /isobar:zone.*tranquility-1a/],
    ["a backend that is not installed", {}, /isobar:cloud.*npm install @isobar\/mars/, { ...HERE, cloud: "mars" }],
    ["an impossible account", { "isobar:account": "x" }, /isobar:account.*base-0/],
    ["two accounts", { "isobar:account": "base-1", "moon:base": "base-2" }, /moon:base: contradicts isobar:account/],
    ["two regions", { "moon:region": "serenity-1" }, /moon:region: contradicts isobar:region/],
    ["a wrong section", { "isobar:moon": { gravity: "high" } }, /isobar:moon\.gravity.*low, none/],
    ["a section of another cloud", { "isobar:mars": { x: 1 } }, /isobar:mars.*no target of this stack uses/],
  ];
  for (const [title, config, words, place] of cases) {
    it(`refuses ${title}`, async () => assert.match(await refusal(config, place), words));
  }

  it("passes the provider's own config on and guards the account", async () => {
    const recording = await record(
      { ...HERE, config: { "moon:rover": "7", "isobar:account": "base-1" } },
      () => new Bucket("data"),
    );
    const { inputs } = recording.find("pulumi:providers:moon", "isobar-moon");
    assert.deepEqual(inputs, { rover: "7", base: "base-1", region: "tranquility-1" });
  });
});

describe("targets", () => {
  const config = { "isobar:targets": { calm: { region: "serenity-1" } } };

  it("shares a provider among targets that differ in their zones or names alone", async () => {
    const named = { "isobar:targets": { default: { region: "serenity-1" }, here: { zone: "tranquility-1b" } } };
    const recording = await record({ ...HERE, config: named }, () => [
      new Bucket("a"),
      new Bucket("b", { target: "here" }),
      new Bucket("c", { target: { zone: "tranquility-1a" } }),
      new Bucket("d", { target: "default" }),
    ]);
    const provider = (name: string) => recording.find("moon:index:Crater", name).provider;
    assert.equal(provider("a"), provider("b"));
    assert.equal(provider("a"), provider("c"));
    assert.match(provider("d"), /isobar-moon-serenity-1/);
  });
  it("needs the region of a provider of one's own", async () => {
    const own = () => new Bucket("data", { target: { provider: provider() } });
    const { error } = await recordRefusal(HERE, own);
    assert.match(String(error), /Bucket "data": target\.region: required beside a provider/);
  });
  it("gives each place one provider of its own", async () => {
    const recording = await record({ ...HERE, config }, () => [
      new Bucket("a"),
      new Bucket("b", { target: "calm" }),
      new Bucket("c", { target: "calm" }),
      new Bucket("d", { target: { region: "serenity-1" } }),
    ]);
    const providers = recording.all("pulumi:providers:moon").map(({ name, inputs }) => [name, inputs.region]);
    assert.deepEqual(providers, [
      ["isobar-moon", "tranquility-1"],
      ["isobar-moon-serenity-1", "serenity-1"],
    ]);
    assert.match(recording.find("moon:index:Crater", "b").provider, /isobar-moon-serenity-1/);
  });
  it("gives a target's provider to plain resources", async () => {
    const recording = await record({ ...HERE, config }, () => {
      new Bucket("b", { target: "calm" });
      new Crater("plain", { name: "plain", labels: {} }, { provider: provider("calm") });
    });
    assert.equal(recording.all("pulumi:providers:moon").length, 1);
    assert.match(recording.find("moon:index:Crater", "plain").provider, /isobar-moon-serenity-1/);
  });
  it("refuses a target that does not exist", async () => {
    const message = await refusal(config, HERE, () => new Bucket("data", { target: "clam" }));
    assert.match(message, /Bucket "data": target.*Did you mean "calm"/);
  });
  it("refuses a provider option, because the target decides", async () => {
    const message = await refusal({}, HERE, () => new Bucket("data", {}, { providers: [] }));
    assert.match(message, /Bucket "data": providers.*target: \{ provider, region \}/);
  });
});

describe("the gate", () => {
  it("keeps what was declared before a refusal from being created", async () => {
    const { error, registered } = await recordRefusal(HERE, () => {
      new Bucket("good");
      new Bucket("bad", { undelete: { days: 99 } });
    });
    assert.match(String(error), /undelete\.days.*0, or 1 to 30 days/);
    assert.deepEqual(
      registered.map((r) => r.type),
      ["isobar:index:Bucket", "pulumi:index:Stash"],
    );
  });
});

describe("the home of data", () => {
  const old = { cloud: "moon", region: "tranquility-1", sandbox: false, physicalName: "data-1" };
  const native = (registered: readonly { type: string }[]) => registered.filter((r) => r.type.startsWith("moon:"));
  const moves: [string, Record<string, unknown>, RegExp][] = [
    [
      "another region",
      { ...old, region: "serenity-1" },
      /isobar:region.*holds data in moon\/serenity-1 \(Bucket "data"\)/,
    ],
    ["another cloud", { ...old, cloud: "mars" }, /isobar:cloud.*mars\/tranquility-1/],
    ["the sandbox", { ...old, sandbox: true }, /isobar sandbox.*the sandbox's moon\/tranquility-1/],
  ];
  for (const [title, home, words] of moves) {
    it(`refuses to leave ${title}, before any native resource`, async () => {
      const options = { ...HERE, kept: { "data-home": home } };
      const { error, registered } = await recordRefusal(options, () => new Bucket("data"));
      assert.match(String(error), words);
      assert.match(String(error), /pulumi state delete --force '.*data-home'/);
      assert.deepEqual(native(registered), []);
    });
  }
  it("holds back what a program makes after it waited for something", async () => {
    const options = { ...HERE, kept: { "late-home": { ...old, cloud: "mars" } } };
    const { error, registered } = await recordRefusal(options, async () => {
      await settled(new Bucket("early").bucketName);
      new Bucket("late");
    });
    assert.match(String(error), /isobar:cloud.*Bucket "late"/);
    assert.deepEqual(native(registered).length, 1);
  });
  it("compares accounts where both are known", async () => {
    const options = { ...HERE, kept: { "data-home": { ...old, account: "base-1" } } };
    const other = { ...options, config: { "isobar:account": "base-2" } };
    const { error } = await recordRefusal(other, () => new Bucket("data"));
    assert.match(String(error), /account base-1.*account base-2/);
    assert.equal(native((await record(options, () => new Bucket("data"))).registered).length, 1);
  });
  it("keeps the physical name of the first run", async () => {
    const { registered } = await record({ ...HERE, kept: { "data-home": old } }, () => new Bucket("data"));
    const crater = registered.find((r) => r.type === "moon:index:Crater");
    assert.equal(crater?.inputs.name, "data-1");
  });
});

describe("tags", () => {
  const owner = { "isobar:owner": "Ada@Example.com", "isobar:team": "Platform" };

  it("attributes the cost, in the cloud's own alphabet", async () => {
    const recording = await record(
      { ...HERE, config: owner },
      () => new Bucket("data", { tags: { "Cost Center": "7" } }),
    );
    assert.deepEqual(recording.find("moon:index:Crater", "data").inputs.labels, {
      project: "shop",
      stack: "dev",
      owner: "ada_example_com",
      team: "platform",
      cost_center: "7",
    });
  });
  const refused: [Record<string, string>, RegExp][] = [
    [{ "a b": "1", "a-b": "2", a_b: "3" }, /both become the labels key "a_b"/],
    [{ moonbase: "1" }, /kept by the cloud/],
    [{ x: "y".repeat(21) }, /tags\.x.*at most 20/],
    [{ "1": "x" }, /starts wrongly/],
  ];
  for (const [tags, words] of refused) {
    it(`refuses ${JSON.stringify(tags)}`, async () => {
      assert.match(await refusal({}, HERE, () => new Bucket("data", { tags })), words);
    });
  }
});

describe("values of the wrong kind", () => {
  const cases: [unknown, RegExp][] = [
    [{ undelete: 7 }, /undelete: not a possible value\. Given: 7\. Allowed: an object\./],
    [{ lifecycle: { "no spaces": { expireAfterDays: 1 } } }, /lifecycle.*Allowed: rule names of letters/],
    [{ lifecycle: [] }, /lifecycle.*Allowed: a map\./],
    [null, /Bucket "data": not a possible value.*Allowed: an object/],
  ];
  for (const [args, words] of cases) {
    it(`are refused in words: ${JSON.stringify(args)}`, async () => {
      assert.match(await refusal({}, HERE, () => new Bucket("data", args as object)), words);
    });
  }
});
