import * as assert from "node:assert/strict";
import { planMarkdown } from "./markdown.js";
import type { PlacePlan, PlannedAmount, PlannedResource } from "./schema.js";
import { planSchema } from "./schema.js";
import { planText } from "./text.js";

const amount = (likely: number, spread = 0): PlannedAmount => ({
  low: likely - spread,
  likely,
  high: likely + spread,
  basis: { kind: "exact", date: "2026-07-20" },
  assumed: ["730 hours a month"],
});

function resource(given: Partial<PlannedResource> & Pick<PlannedResource, "urn" | "type" | "name">): PlannedResource {
  return {
    ...{ kind: "native", parent: "stack", owner: null, cloud: "aws", region: "eu-west-1", provider: null, inputs: {} },
    ...{ protect: false, retainOnDelete: false, deleteBeforeReplace: false, ignoreChanges: [], replaceOnChanges: [] },
    ...{ aliases: [], dependencies: [], id: null, estimate: { lines: [], notCounted: null } },
    ...given,
  };
}

const PLACE: PlacePlan = {
  ...{ cloud: "aws", region: "eu-west-1", why: null, edition: "2026-07-20", ok: true, messages: [], output: "" },
  cost: amount(12.5, 2.5),
  emissions: null,
  assumed: ["730 hours a month"],
  functions: { simulated: [], unknown: ["aws:x:getY"] },
  outputs: {},
  resources: [
    resource({ urn: "stack", type: "pulumi:pulumi:Stack", name: "s", kind: "stack", parent: null, estimate: null }),
    resource({ urn: "web", type: "isobar:index:VirtualMachine", name: "web", kind: "portable", estimate: null }),
    resource({
      ...{ urn: "i", type: "aws:ec2/instance:Instance", name: "web", parent: "web", protect: true },
      estimate: {
        lines: [
          { item: "m7i.large", cost: amount(10), emissions: amount(0.001) },
          { item: "a|b", cost: null, emissions: null },
        ],
        notCounted: null,
      },
    }),
    resource({ urn: "r", type: "aws:iam/role:Role", name: "web-role", parent: "web" }),
    resource({
      ...{ urn: "q", type: "aws:sqs/queue:Queue", name: "jobs" },
      estimate: { lines: [], notCounted: "its type has no price in the catalogue" },
    }),
  ],
};
const REPORT = { version: 1 as const, project: "shop", stack: "dev", places: [PLACE] };

describe("a plan in words", () => {
  it("shows what stands under what, with figures, and nothing unknown as zero", () => {
    const lines = planText(REPORT).split("\n");
    const tree = lines.slice(
      lines.findIndex((line) => line.startsWith("VirtualMachine")),
      lines.findIndex((line) => line.startsWith("A month")),
    );
    assert.deepEqual(
      tree.map((line) => line.replace(/ {2,}/g, "  ").trimEnd()),
      [
        'VirtualMachine "web"  10.00  0.0010',
        "├─ aws:ec2 Instance web  10.00  0.0010  protected",
        "│  ├─ m7i.large  10.00  0.0010",
        "│  └─ a|b  unknown  unknown",
        "└─ aws:iam Role web-role  free",
        "aws:sqs Queue jobs  not counted",
        "total  12.50  unknown",
      ],
    );
  });
  it("tells ranges, what isn't counted and what isn't known", () => {
    const text = planText(REPORT);
    assert.match(text, /costs USD 12\.50 \(10\.00 to 15\.00\) and emits unknown kg/);
    assert.match(text, /^Of unknown price: aws:ec2 Instance web: a\|b\.$/m);
    assert.match(text, /^Not counted: aws:sqs Queue jobs \(its type has no price in the catalogue\)\.$/m);
    assert.match(text, /^Assumed: 730 hours a month\.$/m);
    assert.match(text, /^Known only at `pulumi up`: aws:x:getY\.$/m);
  });
  it("says what a program was refused for, and shows no part of it", () => {
    const failed = { ...PLACE, ok: false, messages: [{ severity: "error" as const, text: "no such zone" }] };
    const text = planText({ ...REPORT, places: [failed, PLACE] });
    assert.match(text, /^error: no such zone$/m);
    assert.match(text, /^aws eu-west-1 {2}can't be deployed there$/m);
    assert.equal(text.match(/^total/gm)?.length, 1);
  });
  it("fits into a pull request", () => {
    const markdown = planMarkdown(REPORT);
    assert.match(markdown, /^\| aws eu-west-1 \| 12\.50 \(10\.00 to 15\.00\) \| unknown \|$/m);
    assert.match(markdown, /^\| (&nbsp;)+a\\\|b \| unknown \| unknown \| {2}\|$/m);
  });
  it("has the shape that its schema says", () => {
    assert.deepEqual(planSchema.parse(REPORT), REPORT);
    assert.throws(() => planSchema.parse({ ...REPORT, version: 2 }));
  });
});
