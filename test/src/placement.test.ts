import assert from "node:assert/strict";
import { backend as aws } from "@isobar/aws";
import { backend as azure } from "@isobar/azure";
import { backend as gcp } from "@isobar/gcp";
import { Project } from "@isobar/tools";
import { isobar, packageJson, reported } from "./plan/planning.js";

interface Placing {
  readonly best: { readonly cloud: string; readonly region: string } | null;
  readonly kept: { readonly cloud: string; readonly region: string } | null;
  readonly written: boolean;
  readonly broken: readonly string[];
  readonly notes: readonly string[];
  readonly explanation: string;
  readonly ranking: readonly {
    readonly cloud: string;
    readonly region: string;
    readonly country: string;
    readonly monthlyUsd: number;
    readonly monthlyKgCo2e: number;
    readonly unpriced: readonly string[];
    readonly unmeasured: readonly string[];
    readonly tried: boolean;
  }[];
}

interface Planned {
  readonly cost: { readonly likely: number };
  readonly emissions: { readonly likely: number };
}

const PROGRAM = `
const { Bucket, VirtualMachine } = require("@isobar/core");
new Bucket("data", { onDelete: "retain" });
new VirtualMachine("web", { size: { vcpus: 2, memoryGib: 4 }, publicIp: "static" });
`;
const FILE = "Pulumi.aws.yaml";
const RULES = `# Where our customers are.
config:
  isobar:owner: a@b.example # who pays

  # by contract
  isobar:placement: {jurisdictions: [EU], optimize: carbon}
  gcp:project: my-project
`;

const EU = new Set(
  [aws, gcp, azure].flatMap(({ name, catalogue }) => {
    const regions = catalogue().regions.filter(({ jurisdictions }) => jurisdictions.includes("EU"));
    return regions.map((region) => `${name}/${region.name}`);
  }),
);

/** Of plain JavaScript, which needs no compiler in each run. */
async function projectOf(program: string): Promise<Project> {
  const project = await Project.create("web-and-data", "aws");
  project.write("Pulumi.yaml", "name: web-and-data\nruntime: { name: nodejs, options: { typescript: false } }\n");
  project.write("package.json", packageJson("index.js"));
  project.write("index.js", program);
  return project;
}

describe("a stack that says where it may be instead of where it is", () => {
  let project: Project;
  before(async () => {
    project = await projectOf(PROGRAM);
    project.write(FILE, RULES);
  });
  after(() => project.close());

  const place = (...args: string[]) => reported<Placing>(project.folder, "place", "--stack", "aws", ...args);

  it("is refused until a place is chosen, and told how", async () => {
    const { code, output } = await project.up();
    assert.notEqual(code, 0);
    assert.match(output, /isobar:cloud: required.*isobar place --stack aws/i);
    assert.deepEqual(await project.resources(), []);
  });

  it("gets the cleanest place in the European Union, of those on three clouds, and keeps it", () => {
    const before = project.read(FILE);
    const placing = place();
    const { ranking, best } = placing;
    assert.ok(ranking.every(({ cloud, region }) => EU.has(`${cloud}/${region}`)));
    assert.deepEqual([...new Set(ranking.map(({ cloud }) => cloud))].sort(), ["aws", "azure", "gcp"]);
    const known = ranking.filter(({ unpriced, unmeasured }) => unpriced.length + unmeasured.length === 0);
    assert.equal(ranking[0]?.monthlyKgCo2e, Math.min(...known.map((each) => each.monthlyKgCo2e)));
    assert.match(placing.explanation, new RegExp(`^${best?.cloud} ${best?.region} is the one of the \\d+ places`));
    const decided = `  isobar:cloud: ${best?.cloud}\n  isobar:region: ${best?.region}\n  isobar:placed: {`;
    const editions = [aws, azure, gcp].map(({ name, catalogue }) => `${name} ${catalogue().edition}`).join(", ");
    const text = project.read(FILE);
    assert.ok(text.includes(decided) && text.includes(`edition: "${editions}" }`), text);
    const others = text.split("\n").filter((line) => !/^ {2}isobar:(cloud|region|placed):/.test(line));
    assert.deepEqual(others, before.split("\n"));
    assert.match(text, /@b\.example # who pays\n/);
    const [planned] = reported<{ places: Planned[] }>(project.folder, "plan", "--stack", "aws").places;
    assert.equal(ranking[0]?.monthlyUsd, planned?.cost.likely);
    assert.equal(ranking[0]?.monthlyKgCo2e, planned?.emissions.likely);
  });

  it("stays where it is when another place ranks first, until it is asked to move", async () => {
    const up = await project.up();
    assert.equal(up.code, 0, up.output);
    const before = project.read(FILE);
    const cheap = before
      .replace("optimize: carbon", "clouds: [aws, gcp], optimize: cost")
      .replace(/edition: "[^"]*"/, 'edition: "older"');
    project.write(FILE, cheap);
    const placing = place();
    assert.equal(placing.written, false);
    assert.notDeepEqual(placing.best, placing.kept);
    assert.match(placing.notes.join(), /keeps data \(data\)/);
    assert.equal(project.read(FILE), cheap);
    assert.deepEqual((await project.up()).steps, []);
  });

  it("refuses to move with its data, before anything is created", async () => {
    const placing = place("--move");
    assert.equal(placing.written, true);
    const there = await project.resources();
    const moved = await project.up();
    assert.notEqual(moved.code, 0);
    assert.match(moved.output, /this stack holds data in/);
    assert.deepEqual(await project.resources(), there);
  });
});

describe("a place that breaks a rule", () => {
  let project: Project;
  before(async () => {
    project = await projectOf(PROGRAM);
  });
  after(() => project.close());

  const config = (more: string) => `config:\n  isobar:cloud: aws\n  isobar:region: us-east-1\n${more}`;

  it("is refused in preview and up with every rule named, and nothing is created", async () => {
    const rules = "{ clouds: [gcp], jurisdictions: [EU], near: [{ place: aws/eu-central-1, withinKm: 900 }] }";
    project.write(FILE, config(`  isobar:placement: ${rules}\n`));
    for (const outcome of [await project.pulumi("preview"), await project.up()]) {
      assert.notEqual(outcome.code, 0);
      for (const rule of ["clouds: aws", "jurisdictions: ", "near: it is 6\\d\\d\\d km"]) {
        assert.match(outcome.output, new RegExp(rule));
      }
    }
    assert.deepEqual(await project.resources(), []);
    const { code, stdout } = isobar(project.folder, "place", "--stack", "aws");
    assert.equal(code, 0, stdout);
    assert.match(stdout, /The stack stays in aws us-east-1; .*--move.* It breaks the placement: clouds: .*near: /);
  });

  it("is refused for a target of one resource, and nothing of the others is created", async () => {
    project.write("index.js", `${PROGRAM}new Bucket("far", { target: "far" });\n`);
    const rules = "  isobar:placement: { countries: [US] }\n  isobar:targets: { far: { region: eu-west-1 } }\n";
    project.write(FILE, config(rules));
    const { code, output } = await project.up();
    assert.notEqual(code, 0);
    assert.match(output, /isobar:targets\.far\.region: breaks isobar:placement \(countries: it is in IE, not in US\)/);
    assert.deepEqual(await project.resources(), []);
  });

  it("has no better one to be had if no region keeps the rules", () => {
    project.write("index.js", PROGRAM);
    project.write(
      FILE,
      "config:\n  isobar:placement: { countries: [DE], near: [{ place: aws/eu-north-1, withinKm: 700 }] }\n",
    );
    const { code, stdout } = isobar(project.folder, "place", "--stack", "aws");
    assert.equal(code, 1);
    assert.match(stdout, /No place keeps all rules/);
    assert.match(stdout, /nearly: .*: near: it is \d+ km from aws\/eu-north-1/);
    assert.match(stdout, /Nothing was written/);
  });
});
