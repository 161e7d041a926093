import * as assert from "node:assert/strict";
import * as path from "node:path";
import { loadCatalogue } from "@isobar/catalog";
import { configAt } from "./overlay.js";
import { placesOf } from "./places.js";
import { STAND_IN, type StackConfig } from "./stack.js";

const PACKAGES = path.join(__dirname, "..", "..", "..");
const catalogues = ["aws", "gcp", "azure"].map((cloud) =>
  loadCatalogue(path.join(PACKAGES, cloud, "generated", "catalogue.json")),
);
const own = { cloud: "aws", region: "us-east-1" };

describe("places of a plan", () => {
  const at = (wish: { clouds?: string[]; regions?: string[] }) =>
    placesOf(catalogues, { own, ...wish }).map(({ cloud, region }) => `${cloud} ${region}`);

  it("are the stack's own without a wish", () => {
    assert.deepEqual(at({}), ["aws us-east-1"]);
  });
  it("are the nearest to the stack's where a cloud is named without a region", () => {
    assert.deepEqual(at({ clouds: ["gcp", "azure", "aws"] }), ["gcp us-east4", "azure eastus", "aws us-east-1"]);
  });
  it("are never nearest in a government's cloud", () => {
    for (const region of ["us-east5", "us-west1", "us-west2", "us-west3"]) {
      const [place] = placesOf(catalogues, { own: { cloud: "gcp", region }, clouds: ["aws"] });
      assert.doesNotMatch(place?.region ?? "", /gov/, region);
    }
  });
  it("are the regions that are named, on the clouds that have them", () => {
    assert.deepEqual(at({ regions: ["westeurope", "eu-west-1"] }), ["azure westeurope", "aws eu-west-1"]);
    assert.deepEqual(at({ clouds: ["gcp", "aws"], regions: ["eu-west-1", "eu-west-2"] }), [
      "gcp us-east4",
      "aws eu-west-1",
      "aws eu-west-2",
    ]);
  });
  it("are refused where they aren't known", () => {
    assert.throws(() => at({ clouds: ["awz"] }), /--clouds awz: .*did you mean aws/);
    assert.throws(() => at({ regions: ["eu-wset-1"] }), /--regions eu-wset-1: .*eu-west-1/);
    assert.throws(() => placesOf(catalogues, { own: { cloud: undefined, region: undefined } }), /no isobar:cloud/);
    const nowhere = { own: { cloud: undefined, region: undefined }, clouds: ["gcp"] };
    assert.throws(() => placesOf(catalogues, nowhere), /which region of gcp\?/);
  });
});

describe("the config at another place", () => {
  const values = {
    "isobar:cloud": "aws",
    "isobar:region": "us-east-1",
    "isobar:zone": "us-east-1a",
    "isobar:account": "111122223333",
    "isobar:aws": "{}",
    "isobar:team": "platform",
    "aws:region": "us-east-1",
    "aws:profile": "prod",
    "shop:size": "3",
  };
  const stack = (more = {}): StackConfig => ({
    stack: "dev",
    file: "Pulumi.dev.yaml",
    values: { ...values, ...more },
    secretKeys: [],
    importsEnvironments: false,
  });
  const gcp = { provider: "gcp", accountKey: "project", accountEnv: ["NO_SUCH_VARIABLE"], accountRequired: true };

  it("is the same at the stack's own", () => {
    assert.deepEqual(configAt(stack(), own, undefined), { values, assumed: [] });
  });
  it("keeps the account in another region of the cloud", () => {
    const { "isobar:zone": _, "aws:region": __, ...rest } = values;
    const moved = configAt(stack(), { cloud: "aws", region: "eu-west-1" }, undefined);
    assert.deepEqual(moved.values, { ...rest, "isobar:region": "eu-west-1" });
  });
  it("keeps the account of a stack that has no place yet, and sections of clouds that its placement names", () => {
    const { "isobar:cloud": _, "isobar:region": __, ...placeless } = values;
    const first = configAt({ ...stack(), values: placeless }, { cloud: "aws", region: "eu-west-1" }, undefined);
    assert.equal(first.values["isobar:account"], "111122223333");
    const placement = { "isobar:placement": '{"clouds":["gcp","aws"]}' };
    const moved = configAt(stack(placement), { cloud: "gcp", region: "europe-west4" }, gcp);
    assert.equal(moved.values["isobar:aws"], "{}");
  });
  it("has a stand-in for an account that another cloud needs, and says so", () => {
    const { values: moved, assumed } = configAt(stack(), { cloud: "gcp", region: "us-east4" }, gcp);
    assert.deepEqual(moved, {
      "isobar:cloud": "gcp",
      "isobar:region": "us-east4",
      "isobar:account": STAND_IN,
      "isobar:team": "platform",
      "aws:profile": "prod",
      "shop:size": "3",
    });
    assert.match(assumed.join(), /account "isobar-stand-in".* gcp/);
  });
  it("needs none where the stack names one", () => {
    const { values: moved } = configAt(stack({ "gcp:project": "mine" }), { cloud: "gcp", region: "us-east4" }, gcp);
    assert.equal(moved["isobar:account"], undefined);
    assert.equal(moved["gcp:project"], "mine");
  });
  it("keeps the section of a cloud that a target is on", () => {
    const targets = { "isobar:targets": '{"old":{"cloud":"aws","region":"us-east-1"}}' };
    assert.equal(configAt(stack(targets), { cloud: "gcp", region: "us-east4" }, gcp).values["isobar:aws"], "{}");
  });
});
