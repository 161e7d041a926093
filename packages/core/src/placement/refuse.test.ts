import assert from "node:assert/strict";
import { IsobarError } from "../errors";
import { Bucket, provider } from "../index";
import { moon } from "../testing/moon/backend";
import { record, recordRefusal } from "../testing/record";

const CLOUD = moon.name;

async function refusal(config: Record<string, unknown>, program: () => unknown = () => new Bucket("data")) {
  const place = { cloud: CLOUD, region: "tranquility-1" };
  const { error, registered } = await recordRefusal({ ...place, config }, program);
  assert.ok(error instanceof IsobarError, String(error));
  assert.deepEqual(registered, [], "nothing may be declared");
  return error.message;
}

const placement = (rules: object) => ({ "isobar:placement": rules });

describe("isobar:placement", () => {
  const impossible: [string, object, RegExp][] = [
    [
      "an unknown key",
      { countrys: ["DE"] },
      /isobar:placement\.countrys: there is no such key.*Did you mean "countries"/,
    ],
    ["a country by name", { countries: ["Germany"] }, /isobar:placement\.countries\.0.*ISO code/],
    ["no country at all", { countries: [] }, /isobar:placement\.countries.*ISO code/],
    ["a place without cloud", { near: [{ place: "eu-central-1" }] }, /isobar:placement\.near.*cloud\/region/],
    ["a latitude off the earth", { near: [{ place: { lat: 91, lon: 0 } }] }, /isobar:placement\.near.*degrees/],
    ["another wish", { optimize: "latency" }, /isobar:placement\.optimize.*cost/],
    ["weights of nothing", { optimize: { cost: 0, carbon: 0 } }, /isobar:placement\.optimize.*0\.7/],
  ];
  for (const [title, rules, words] of impossible) {
    it(`refuses ${title}`, async () => assert.match(await refusal(placement(rules)), words));
  }

  it("sends who has no place yet to `isobar place`", async () => {
    const { error } = await recordRefusal(
      { cloud: CLOUD, region: "", config: { ...placement({}), "isobar:region": undefined } },
      () => new Bucket("data"),
    );
    assert.match(String(error), /isobar:region: required.*isobar place --stack dev/);
  });

  it("names every rule that the stack's place breaks", async () => {
    const rules = { clouds: ["aws"], countries: ["DE"], gpus: ["H100"], maxGridGco2PerKwh: 100 };
    const message = await refusal(placement(rules));
    for (const rule of Object.keys(rules)) assert.match(message, new RegExp(`${rule}: `));
    assert.match(message, /Given: moon\/tranquility-1.*isobar place --stack dev --move/);
  });

  it("holds for named targets, for those written out and for providers", async () => {
    const clouds = {
      ...placement({ clouds: [CLOUD], countries: ["DE"] }),
      "isobar:targets": { far: { region: "serenity-1" } },
    };
    for (const target of ["far", { region: "serenity-1" }]) {
      assert.match(await refusal(clouds, () => new Bucket("data", { target })), /region: breaks isobar:placement/);
      assert.match(await refusal(clouds, () => provider(target)), /region: breaks isobar:placement/);
    }
  });

  it("lets a place be that keeps all rules, and sections of the clouds that it may choose", async () => {
    const config = {
      ...placement({ clouds: [CLOUD, "mars"] }),
      "isobar:placed": { at: "2026-07-01", edition: "moon 2026-07-01" },
      "isobar:mars": { gravity: "low" },
    };
    const { registered } = await record({ cloud: CLOUD, region: "tranquility-1", config }, () => new Bucket("data"));
    assert.ok(registered.length > 0);
  });
});
