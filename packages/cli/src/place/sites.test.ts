import assert from "node:assert/strict";
import * as path from "node:path";
import { loadCatalogue } from "@isobar/catalog";
import * as rules from "@isobar/core/placement";
import fc from "fast-check";
import { placementOf } from "./placement.js";
import { summaryOf } from "./ruled-out.js";
import { sitesOf } from "./sites.js";

const PACKAGES = path.resolve(__dirname, "../../..");
const CATALOGUES = ["aws", "gcp", "azure"].map((cloud) =>
  loadCatalogue(path.join(PACKAGES, cloud, "generated", "catalogue.json")),
);
const NOWHERE = { cloud: undefined, region: undefined };

function sites(wish: object, own: { cloud: string | undefined; region: string | undefined } = NOWHERE) {
  return sitesOf(rules, rules.readPlacement(wish), CATALOGUES, own);
}

function names(wish: object, own = NOWHERE): string[] {
  return sites(wish, own).sites.map(({ catalogue, region }) => `${catalogue.cloud}/${region.name}`);
}

const FRANKFURT = "aws/eu-central-1";

/** Parts of a placement, each from the laxest to the strictest. */
const LADDERS: Readonly<Record<string, readonly unknown[]>> = {
  clouds: [undefined, ["aws", "gcp", "azure"], ["aws", "gcp"], ["gcp"]],
  countries: [undefined, ["DE", "FR", "US", "IT"], ["DE", "US"], ["DE"]],
  jurisdictions: [undefined, ["EEA", "US"], ["EEA"], ["EU"], ["FR"]],
  near: [undefined, ...[20_000, 2000, 900, 100].map((withinKm) => [{ place: FRANKFURT, withinKm }])],
  gpus: [undefined, ["A100"], ["A100", "H100"], ["A100-80GB", "H100"], ["A100-80GB", "H100", "T4"]],
  maxGridGco2PerKwh: [undefined, 700, 300, 50, 0],
};
const steps = fc.record(
  Object.fromEntries(Object.entries(LADDERS).map(([key, { length }]) => [key, fc.nat({ max: length - 1 })])),
);

function placementAt(at: Readonly<Record<string, number>>): object {
  const parts = Object.entries(LADDERS).map(([key, ladder]) => [key, ladder[at[key] ?? 0]]);
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
}

describe("places that keep the rules", () => {
  it("are never more when a rule is stricter", () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(...Object.keys(LADDERS)), (at, key) => {
        const stricter = { ...at, [key]: Math.min((at[key] ?? 0) + 1, (LADDERS[key]?.length ?? 1) - 1) };
        const before = new Set(names(placementAt(at)));
        assert.deepEqual(
          names(placementAt(stricter)).filter((name) => !before.has(name)),
          [],
        );
      }),
      { numRuns: 60 },
    );
  });

  it("and those ruled out are all regions, each once", () => {
    fc.assert(
      fc.property(steps, (at) => {
        const { sites: kept, ruledOut } = sites(placementAt(at));
        const all = [...kept.map(({ region }) => region.name), ...ruledOut.map(({ region }) => region)].sort();
        const regions = CATALOGUES.flatMap((catalogue) => catalogue.regions.map(({ name }) => name)).sort();
        assert.deepEqual(all, regions);
        assert.ok(ruledOut.every(({ obstacles }) => obstacles.length > 0));
      }),
      { numRuns: 20 },
    );
  });

  it("are in the European Union on all clouds, and nowhere else, if that is the rule", () => {
    const found = sites({ jurisdictions: ["eu"] }).sites;
    assert.deepEqual([...new Set(found.map(({ catalogue }) => catalogue.cloud))].sort(), ["aws", "azure", "gcp"]);
    const countries = new Set(found.map(({ region }) => region.country));
    assert.ok(countries.has("DE") && countries.has("SE"));
    for (const other of ["CH", "GB", "NO", "US", undefined]) assert.ok(!countries.has(other), other);
  });

  it("have all the GPUs that are asked for", () => {
    const both = names({ gpus: ["H100", "T4"] });
    assert.ok(both.length > 0);
    for (const catalogue of CATALOGUES) {
      const having = (model: string) => new Set(catalogue.gpuRegions(model).map(({ region }) => region));
      const [h100, t4] = [having("H100-80GB"), having("T4")];
      for (const { name } of catalogue.regions) {
        const isOpen = names({}).includes(`${catalogue.cloud}/${name}`);
        assert.equal(both.includes(`${catalogue.cloud}/${name}`), isOpen && h100.has(name) && t4.has(name), name);
      }
    }
  });

  it("have any size of a GPU whose size is not said", () => {
    const one = (gpu: string) => names({ gpus: [gpu] });
    assert.deepEqual(one("A100").sort(), [...new Set([...one("A100-40GB"), ...one("A100-80GB")])].sort());
    assert.ok(one("A100").length > one("A100-80GB").length);
  });

  it("are near the place, by kilometres from it", () => {
    const found = sites({ near: [{ place: { lat: 50.11, lon: 8.68 }, withinKm: 500 }] }).sites;
    const near = found.map(({ catalogue, region }) => `${catalogue.cloud}/${region.name}`);
    assert.ok(near.includes(FRANKFURT) && near.includes("gcp/europe-west4") && !near.includes("aws/eu-west-1"));
    assert.ok(found.every(({ km }) => km <= 500));
  });

  it("are not those that need an account of their own, unless the stack is there", () => {
    assert.deepEqual(names({ countries: ["CN"] }), []);
    const own = { cloud: "aws", region: "cn-north-1" };
    assert.deepEqual(
      sites({ countries: ["CN"], clouds: ["aws"] }, own)
        .sites.map(({ region }) => region.name)
        .sort(),
      ["cn-north-1", "cn-northwest-1"],
    );
  });

  it("are of the cloud that the config names without a region", () => {
    const clouds = sites({ jurisdictions: ["EU"] }, { cloud: "gcp", region: undefined }).sites;
    assert.deepEqual([...new Set(clouds.map(({ catalogue }) => catalogue.cloud))], ["gcp"]);
  });
});

describe("what was ruled out", () => {
  it("is counted by rule, with those that miss only one by least", () => {
    const { ruledOut } = sites({ jurisdictions: ["EU"], near: [{ place: FRANKFURT, withinKm: 900 }] });
    const { regions, byRule, nearest } = summaryOf(ruledOut);
    assert.equal(regions, ruledOut.length);
    assert.ok((byRule.near ?? 0) > 50 && (byRule.jurisdictions ?? 0) > 50 && (byRule.open ?? 0) > 5);
    const km = nearest.map(({ why }) => Number(/it is (\d+) km/.exec(why)?.[1]));
    assert.equal(km.length, 3);
    assert.ok(
      km.every((each, index) => each > 900 && each >= (km[index - 1] ?? 0)),
      String(km),
    );
  });
});

describe("a placement that names what there isn't", () => {
  const cases: [object, RegExp][] = [
    [{ clouds: ["gpc"] }, /clouds: "gpc".*did you mean gcp/],
    [{ countries: ["UK"] }, /countries: "UK".*GB/],
    [{ jurisdictions: ["EWR"] }, /jurisdictions: "EWR"/],
    [{ gpus: ["H10O"] }, /gpus: "H10O".*H100/],
    [{ near: [{ place: "aws/eu-centrl-1" }] }, /near: "aws\/eu-centrl-1".*aws\/eu-central-1/],
    [{ optimize: "price" }, /isobar:placement\.optimize/],
  ];
  for (const [wish, words] of cases) {
    it(`is refused: ${JSON.stringify(wish)}`, () => {
      assert.throws(() => placementOf(rules, JSON.stringify(wish), CATALOGUES), words);
    });
  }
});
