import assert from "node:assert/strict";
import { Bucket, Grant, type PrincipalRef } from "@isobar/core";
import { natives, refusal, run, statements } from "./testing";

const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ACCOUNT = "123456789012";
const IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity";
const ARN = "arn:aws:s3:::acme-data";
const ROLE: PrincipalRef = {
  cloud: "aws",
  account: ACCOUNT,
  kind: "machine",
  id: `arn:aws:iam::${ACCOUNT}:role/team/web`,
};
const bucket = () => Bucket.existing("data", { physicalName: "acme-data" });
/** Grants go to roles of other stacks here, which the simulated cloud does not have. */
const options = { outputs: () => ({}) };

async function statementsFor(access: "read" | "write" | "read-write", prefix?: string) {
  const grant = () => bucket().grant(ROLE, access, prefix === undefined ? {} : { prefix });
  const recording = await run(grant, options);
  const [policy] = recording.all(POLICY);
  return statements(policy?.inputs.policy);
}

const objects = (actions: string[], resource = `${ARN}/*`) => ({
  Effect: "Allow",
  Action: actions,
  Resource: resource,
});
const list = { Effect: "Allow", Action: "s3:ListBucket", Resource: ARN };

describe("aws: Grant", () => {
  it("lists the bucket and gets objects to read", async () => {
    assert.deepEqual(await statementsFor("read"), [list, objects(["s3:GetObject"])]);
  });

  it("puts and deletes to write, without reading", async () => {
    const actions = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"];
    assert.deepEqual(await statementsFor("write"), [objects(actions)]);
  });

  it("does both to read and write, without touching old versions", async () => {
    const actions = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
    assert.deepEqual(await statementsFor("read-write"), [list, objects(actions)]);
  });

  it("keeps to a prefix, also one with characters that mean something in a policy", async () => {
    const condition = (prefix: string) => ({ StringLike: { "s3:prefix": prefix } });
    assert.deepEqual(await statementsFor("read", "in/"), [
      { ...list, Condition: condition("in/*") },
      objects(["s3:GetObject"], `${ARN}/in/*`),
    ]);
    const escaped = `a\${*}b\${?}\${$}*`;
    assert.deepEqual(await statementsFor("read", "a*b?$"), [
      { ...list, Condition: condition(escaped) },
      objects(["s3:GetObject"], `${ARN}/${escaped}`),
    ]);
  });

  it("is an inline policy of the role, found by the last part of its ARN", async () => {
    const recording = await run(() => bucket().grant(ROLE, "read"), options);
    assert.deepEqual(natives(recording), ["RolePolicy data-web-read"]);
    assert.equal(recording.find(POLICY, "data-web-read").inputs.role, "web");
  });

  it("is an inline policy of a user who is written out", async () => {
    const id = `arn:aws:iam::${ACCOUNT}:user/jo`;
    const recording = await run(() => bucket().grant({ ...ROLE, kind: "user", id }, "read"), options);
    assert.deepEqual(natives(recording), ["UserPolicy data-jo-read"]);
    assert.equal(recording.find("aws:iam/userPolicy:UserPolicy", "data-jo-read").inputs.user, "jo");
    assert.match(await refusal(() => bucket().grant({ ...ROLE, id }, "read"), options), /is no IAM role.*kind: "user"/);
  });

  it("refuses principals of other accounts, whose namesakes here would get the access", async () => {
    const id = "arn:aws:iam::210987654321:role/web";
    const message = await refusal(() => bucket().grant({ ...ROLE, id }, "read"), options);
    assert.match(message, /another AWS account.*principals of account 123456789012/);
  });

  it("takes the account from isobar:account, else asks once", async () => {
    const grants = () => {
      const data = bucket();
      data.grant(ROLE, "read");
      data.grant(ROLE, "write");
    };
    const asked = async (config: Record<string, string>) =>
      (await run(grants, { ...options, config })).calls.filter(({ token }) => token === IDENTITY).length;
    assert.equal(await asked({}), 1);
    assert.equal(await asked({ "isobar:account": ACCOUNT }), 0);
  });

  it("refuses what is no bucket", async () => {
    const resource = { cloud: "aws", kind: "queue", id: "arn:aws:sqs:eu-central-1:123456789012:q" };
    assert.match(
      await refusal(() => new Grant("g", { resource, to: ROLE, access: "read" }), options),
      /resource: access.*queue/,
    );
  });
});
