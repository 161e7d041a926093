import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { Project } from "@isobar/tools";

const ROOT = path.resolve(__dirname, "../..");
const ISOBAR = path.join(ROOT, "packages/cli/bin/isobar.js");
const EXAMPLE = path.join(ROOT, "examples/web-and-data");
/** Accounts of the simulated clouds, which mean nothing anywhere else. */
const SIMULATED = /123456789012|00000000-0000-0000-0000-000000000000/;

interface Report {
  readonly cloud: string;
  readonly account?: string;
  readonly documents: readonly { readonly file: string; readonly text: string }[];
  readonly conditions: readonly { readonly file: string; readonly text: string }[];
  readonly enable: readonly string[];
  readonly commands: readonly string[];
  readonly notes: readonly string[];
}

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function permissions(cwd: string, ...args: string[]): Promise<Ended> {
  const all = [ISOBAR, "permissions", ...args];
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, all, { cwd })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

/** The only report of the example for a stack. */
async function reportOf(stack: string): Promise<Report> {
  const { stdout, stderr } = await permissions(EXAMPLE, "--stack", stack, "--json");
  assert.doesNotMatch(stdout, SIMULATED, stderr);
  const { clouds } = JSON.parse(stdout) as { clouds: Report[] };
  assert.deepEqual(
    clouds.map(({ cloud }) => cloud),
    [stack],
  );
  return clouds[0] as Report;
}

function statementsOf(text: string | undefined): readonly Statement[] {
  return (JSON.parse(text ?? "") as { Statement: Statement[] }).Statement;
}

function withAction(statements: readonly Statement[], action: string): Statement {
  const found = statements.find(({ Action }) => Action.includes(action));
  assert.ok(found, action);
  return found;
}

describe("isobar permissions, on the example", function () {
  this.timeout(120_000);

  it("prints policies for AWS with what must be in them, and as narrow as they can be", async () => {
    const { documents, notes } = await reportOf("aws");
    for (const { text } of documents) assert.ok(text.replace(/\s/g, "").length <= 6144);
    const statements = documents.flatMap(({ text }) => statementsOf(text));
    for (const action of statements.flatMap(({ Action }) => Action)) assert.match(action, /^[a-z0-9]+:[A-Za-z]+$/);
    const region = { "aws:RequestedRegion": "eu-central-1" };
    assert.deepEqual(withAction(statements, "ec2:RunInstances").Condition, { StringEquals: region });
    assert.deepEqual(withAction(statements, "ec2:TerminateInstances").Condition, {
      StringEquals: { ...region, "aws:ResourceTag/project": "web-and-data", "aws:ResourceTag/stack": "aws" },
    });
    assert.equal(withAction(statements, "s3:PutBucketPolicy").Resource, "arn:aws:s3:::data-*");
    const pass = withAction(statements, "iam:PassRole");
    assert.equal(pass.Resource, "arn:aws:iam::*:role/web-role-*");
    assert.deepEqual(pass.Condition, { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } });
    for (const { Action, Resource } of statements.filter(({ Action: [first] }) => /^(iam|s3):/.test(first ?? ""))) {
      assert.doesNotMatch([Resource].flat().join(" "), /(^| )\*|[:/]\*( |$)/, Action.join());
    }
    assert.match(notes.join("\n"), /permissionsBoundary/);
  });

  it("prints custom roles and APIs for GCP", async () => {
    const { account, documents, conditions, enable } = await reportOf("gcp");
    assert.equal(account, "my-project");
    const [role = [], grants = []] = documents.map(({ text }) =>
      text.split("\n").flatMap((line) => (line.startsWith("- ") ? [line.slice(2)] : [])),
    );
    for (const permission of [...role, ...grants]) assert.match(permission, /^[a-z]+(\.[A-Za-z]+)+$/);
    for (const needed of ["compute.instances.create", "iam.serviceAccounts.actAs", "storage.buckets.create"]) {
      assert.ok(role.includes(needed), needed);
    }
    assert.deepEqual(grants, ["storage.buckets.getIamPolicy", "storage.buckets.setIamPolicy"]);
    assert.ok(!role.some((permission) => permission.endsWith(".setIamPolicy")));
    assert.match(conditions[0]?.text ?? "", /hasOnly\(\['roles\/storage\.objectViewer'\]\)/);
    assert.deepEqual(
      enable.filter((api) => !api.startsWith("iap.")),
      ["compute.googleapis.com", "iam.googleapis.com", "storage.googleapis.com"],
    );
  });

  it("prints a custom role, its condition and resource providers for Azure", async () => {
    const { documents, conditions, enable } = await reportOf("azure");
    const { Actions: actions } = JSON.parse(documents[0]?.text ?? "") as { Actions: string[] };
    for (const action of actions) assert.match(action, /^Microsoft(\.[A-Za-z]+)(\/[A-Za-z]+)+$/);
    for (const needed of [
      "Microsoft.Compute/virtualMachines/write",
      "Microsoft.Network/virtualNetworks/subnets/join/action",
      "Microsoft.Storage/storageAccounts/write",
    ]) {
      assert.ok(actions.includes(needed), needed);
    }
    assert.match(conditions[0]?.text ?? "", /RoleDefinitionId\] ForAnyOfAnyValues:GuidEquals {[0-9a-f-]{36}/);
    assert.ok(enable.includes("Microsoft.Compute") && !enable.includes("Microsoft.Authorization"));
  });
});

const CONFIG = `encryptionsalt: v1:TNxQy8kXUkY=:v1:PgDRx4kOHNDaZbDz:rkNTP0d9pN8DSrnmcQmWGVoT/Z2fzw==
environment:
  - prod
config:
  isobar:cloud: aws
  isobar:region: eu-central-1
  isobar:account: "111122223333"
  web-and-data:token:
    secure: v1:Hbl0mHyTiNnG4VLm:Xqm0vz3y4EFQkbP2kkhxhR2Jp0gN1A==
`;

const PROGRAM = `
import { Bucket, Network, VirtualMachine } from "@isobar/core";
import { Config } from "@pulumi/pulumi";
const token = new Config().requireSecret("token");
const network = Network.existing("old", {
  id: "vpc-0123456789abcdef0",
  publicSubnets: ["subnet-0123456789abcdef0"],
  privateSubnets: ["subnet-0123456789abcdef1"],
});
new VirtualMachine("web", {
  network, size: { vcpus: 2, memoryGib: 4 }, image: "ubuntu-24.04",
  startupScript: token.apply((text) => "#!/bin/sh\\necho " + (text.length > 30 ? process.exit(3) : "short")),
});
new Bucket("far", { target: { region: "us-east-1" } });
`;

describe("isobar permissions, on a stack of a real account", function () {
  this.timeout(120_000);
  let project: Project;

  before(async () => {
    project = await Project.create("web-and-data", "aws");
    project.write("Pulumi.aws.yaml", CONFIG);
    project.write("index.ts", PROGRAM);
  });
  after(() => project.close());

  it("needs neither its key nor its account nor what exists there, and touches neither stack nor sandbox", async () => {
    const files = fs.readdirSync(project.folder);
    const { code, stdout, stderr } = await permissions(project.folder, "--cloud", "aws");
    assert.equal(code, 0, stderr);
    const statements = statementsOf(stdout);
    assert.deepEqual(withAction(statements, "s3:CreateBucket").Condition, {
      StringEquals: { "aws:RequestedRegion": "us-east-1" },
    });
    assert.equal(withAction(statements, "iam:PassRole").Resource, "arn:aws:iam::111122223333:role/web-role-*");
    assert.ok(withAction(statements, "ec2:DescribeVpcs"));
    assert.ok(!statements.some(({ Action }) => Action.includes("ec2:CreateVpc")));
    assert.match(stderr, /stand-ins take the place of web-and-data:token\n/);
    assert.match(stderr, /environments .* not read\n/);
    assert.equal(project.read("Pulumi.aws.yaml"), CONFIG);
    assert.deepEqual(fs.readdirSync(project.folder), files);
    assert.deepEqual(await project.resources(), []);
  });

  it("takes a value for this run, and tells of its stand-ins where the program fails", async () => {
    const value = `web-and-data:token=${"x".repeat(31)}`;
    const { code, stdout, stderr } = await permissions(project.folder, "--config", value);
    assert.equal(code, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /isobar: the preview, from which the rights are taken, failed:/);
    assert.match(stderr, /"isobar-stand-in" stood for each of web-and-data:token: .* --config KEY=VALUE\.\n$/);
    assert.doesNotMatch(stderr, /^\s+at /m);
    assert.equal(project.read("Pulumi.aws.yaml"), CONFIG);
  });

  it("says which stacks there are", async () => {
    const unknown = await permissions(project.folder, "--stack", "prod");
    assert.equal(unknown.code, 1);
    assert.match(unknown.stderr, /^isobar: there is no file of the stack "prod" \(.*: aws\)\n$/m);
  });
});
