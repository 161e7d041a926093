import * as assert from "node:assert/strict";
import { type Condition, type Grant, statementsOf } from "./statements.js";

const BUCKET = "arn:aws:s3:::data-*";

function grant(action: string, resource = "*", condition: Condition = {}): Grant {
  return { action, resource, condition };
}

function inRegion(...regions: string[]): Condition {
  return { StringEquals: { "aws:RequestedRegion": regions } };
}

describe("the statements of a policy", () => {
  it("name each action once, sorted, whatever the order of the grants", () => {
    const grants = [grant("ec2:CreateVpc"), grant("ec2:CreateSubnet"), grant("ec2:CreateVpc")];
    const expected = [{ Effect: "Allow", Action: ["ec2:CreateSubnet", "ec2:CreateVpc"], Resource: "*" }];
    assert.deepEqual(statementsOf(grants), expected);
    assert.deepEqual(statementsOf(grants.toReversed()), expected);
  });

  it("join actions only where resources and conditions are the same", () => {
    const statements = statementsOf([
      grant("s3:CreateBucket", BUCKET, inRegion("eu-central-1")),
      grant("s3:DeleteBucket", BUCKET),
      grant("s3:ListBucket", BUCKET),
      grant("s3:DeleteObject", `${BUCKET}/*`),
    ]);
    assert.deepEqual(
      statements.map(({ Action, Resource }) => [Action, Resource]),
      [
        [["s3:CreateBucket"], BUCKET],
        [["s3:DeleteBucket", "s3:ListBucket"], BUCKET],
        [["s3:DeleteObject"], `${BUCKET}/*`],
      ],
    );
  });

  it("leave out what a wider pattern or a weaker condition allows already", () => {
    const wide = "arn:aws:iam::*:role/web-*";
    assert.deepEqual(
      statementsOf([
        grant("iam:GetRole", "arn:aws:iam::*:role/web-role-*"),
        grant("iam:GetRole", wide),
        grant("iam:GetRole", wide, inRegion("us-east-1")),
      ]),
      [{ Effect: "Allow", Action: ["iam:GetRole"], Resource: wide }],
    );
  });

  it("keep a stronger condition where only another resource is free of it", () => {
    const statements = statementsOf([
      grant("iam:GetRole", "arn:aws:iam::*:role/a"),
      grant("iam:GetRole", "arn:aws:iam::*:role/b", inRegion("us-east-1")),
    ]);
    assert.equal(statements.length, 2);
  });

  it("join regions into one condition, but not regions of one tag with those of another", () => {
    const tagged = (region: string, stack: string) => ({
      StringEquals: { "aws:RequestedRegion": [region], "aws:ResourceTag/stack": [stack] },
    });
    assert.deepEqual(
      statementsOf([grant("ec2:CreateVpc", "*", inRegion("b")), grant("ec2:CreateVpc", "*", inRegion("a"))]),
      [
        {
          Effect: "Allow",
          Action: ["ec2:CreateVpc"],
          Resource: "*",
          Condition: { StringEquals: { "aws:RequestedRegion": ["a", "b"] } },
        },
      ],
    );
    const crossed = statementsOf([
      grant("ec2:DeleteVpc", "*", tagged("a", "one")),
      grant("ec2:DeleteVpc", "*", tagged("b", "two")),
    ]);
    assert.equal(crossed.length, 2);
  });

  it("take characters of ARNs other than * as themselves", () => {
    const statements = statementsOf([
      grant("s3:GetObject", "arn:aws:s3:::a.b"),
      grant("s3:GetObject", "arn:aws:s3:::axb"),
    ]);
    assert.deepEqual(statements[0]?.Resource, ["arn:aws:s3:::a.b", "arn:aws:s3:::axb"]);
  });
});
