import assert from "node:assert/strict";
import type { Permission, Props } from "@isobar/sandbox";
import { provider } from "./index";
import { types } from "./types";

const TAGS = { project: "shop", stack: "prod", Name: "web" };
const OWN = {
  StringEquals: {
    "aws:RequestedRegion": `\${region}`,
    "aws:ResourceTag/project": "shop",
    "aws:ResourceTag/stack": "prod",
  },
};
const REGIONAL = { StringEquals: { "aws:RequestedRegion": `\${region}` } };
const BOUNDARY = "arn:aws:iam::111122223333:policy/bound";

/** What a resource needs beside the other resources of its program. */
function needs(type: string, inputs: Props, others: Readonly<Record<string, readonly Props[]>> = {}): Permission[] {
  const { permissions } = provider.models.find((model) => model.type === type) ?? {};
  assert.ok(permissions, type);
  const asked = { inputsOf: (of: string) => others[of] ?? [] };
  return [...(typeof permissions === "function" ? permissions(inputs, asked) : permissions)];
}

function of(action: string, permissions: readonly Permission[]): Permission[] {
  return permissions.filter(({ actions }) => actions.includes(action));
}

function arns(action: string, permissions: readonly Permission[]): string[] {
  return of(action, permissions).flatMap(({ resources }) =>
    (resources ?? ["*"]).map((it) => it.replace(/^.*?:::?/, "")),
  );
}

function roleNames(action: string, permissions: readonly Permission[]): string[] {
  return of(action, permissions).flatMap(({ resources = [] }) => resources.map((arn) => arn.split(":").at(-1) ?? ""));
}

describe("permissions on simulated AWS", () => {
  it("to change and delete go only to what carries the stack's own tags", () => {
    const vpc = needs(types.vpc, { cidrBlock: "10.0.0.0/16", tags: TAGS });
    assert.deepEqual(
      of("ec2:DeleteVpc", vpc).map(({ condition }) => condition),
      [OWN],
    );
    assert.deepEqual(
      of("ec2:CreateVpc", vpc).map(({ condition }) => condition),
      [REGIONAL],
    );
    const machine = needs(types.instance, { ami: "ami-1", tags: TAGS });
    assert.deepEqual(
      of("ec2:TerminateInstances", machine).map(({ condition }) => condition),
      [OWN],
    );
  });

  it("go to the whole region where the tags don't tell whose a resource is", () => {
    for (const tags of [undefined, "*", {}, { Name: "x" }, { project: "*", stack: "*" }]) {
      const vpc = needs(types.vpc, { cidrBlock: "10.0.0.0/16", tags });
      assert.deepEqual(
        of("ec2:DeleteVpc", vpc).map(({ condition }) => condition),
        [REGIONAL],
      );
    }
  });

  it("to tag don't let the deployer take over what isn't its own", () => {
    const tagging = of("ec2:CreateTags", needs(types.subnet, { tags: TAGS }));
    assert.deepEqual(
      tagging.map(({ condition }) => condition),
      [{ ...REGIONAL, Null: { "ec2:CreateAction": "false" } }, OWN],
    );
  });

  it("open only the program's own security groups, unless a rule names another", () => {
    const others = { [types.securityGroup]: [{ tags: TAGS }, { tags: { ...TAGS, Name: "other" } }] };
    const rule = (securityGroupId: string) =>
      of("ec2:RevokeSecurityGroupIngress", needs(types.securityGroupIngressRule, { securityGroupId }, others));
    assert.deepEqual(
      rule("*").map(({ condition }) => condition),
      [OWN],
    );
    assert.deepEqual(
      rule("sg-0123").map(({ condition }) => condition),
      [REGIONAL],
    );
  });

  it("to add a rule name the rule apart, which has no tags before it is there", () => {
    const others = { [types.securityGroup]: [{ tags: TAGS }] };
    const rule = needs(types.securityGroupIngressRule, { securityGroupId: "*" }, others);
    assert.deepEqual(
      of("ec2:AuthorizeSecurityGroupIngress", rule).map(({ resources, condition }) => [
        resources?.map((arn) => arn.split(":").at(-1)),
        condition,
      ]),
      [
        [["security-group/*"], OWN],
        [["security-group-rule/*"], REGIONAL],
      ],
    );
  });

  it("follow a role by its path, its name and its service", () => {
    const trust = '{"Statement":[{"Principal":{"Service":"ec2.amazonaws.com"}}]}';
    const others = {
      [types.role]: [
        { name: "web-*", path: "/app/", assumeRolePolicy: trust },
        { name: "logs-*", assumeRolePolicy: trust.replace("ec2", "vpc-flow-logs") },
      ],
    };
    const profile = needs(types.instanceProfile, { name: "web", role: "web-*" }, others);
    assert.deepEqual(roleNames("iam:PassRole", profile), ["role/app/web-*"]);
    assert.deepEqual(of("iam:PassRole", profile)[0]?.condition, {
      StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" },
    });
    const flowLog = needs("aws:ec2/flowLog:FlowLog", { iamRoleArn: "*" }, others);
    assert.deepEqual(roleNames("iam:PassRole", flowLog), ["role/logs-*"]);
    const foreign = needs(types.instanceProfile, { name: "web", role: "elsewhere" }, others);
    assert.deepEqual(roleNames("iam:PassRole", foreign), ["role/elsewhere", "role/*/elsewhere"]);
  });

  it("hold roles to their boundary, so that the deployer can't get round it", () => {
    const bounded = { StringEquals: { "iam:PermissionsBoundary": BOUNDARY } };
    const role = { name: "web-*", permissionsBoundary: BOUNDARY, forceDetachPolicies: true };
    const all = [
      ...needs(types.role, role),
      ...needs(types.rolePolicy, { role: "web-*", name: "p" }, { [types.role]: [role] }),
      ...needs(types.rolePolicy, { role: "*", name: "q" }, { [types.role]: [role] }),
    ];
    for (const action of [
      "iam:CreateRole",
      "iam:PutRolePolicy",
      "iam:DeleteRolePolicy",
      "iam:PutRolePermissionsBoundary",
    ]) {
      const found = of(action, all);
      assert.ok(found.length > 0, action);
      for (const { condition } of found) assert.deepEqual(condition, bounded, action);
    }
    assert.deepEqual(of("iam:DeleteRolePermissionsBoundary", all), []);
    assert.deepEqual(of("iam:PutRolePermissionsBoundary", needs(types.role, { name: "web-*" })), []);
  });

  it("reach a bucket by its name, and its objects only if they may go with it", () => {
    const bucket = (inputs: Props) => needs(types.bucket, { bucket: "data-*", ...inputs });
    assert.deepEqual(arns("s3:DeleteBucket", bucket({})), ["data-*"]);
    assert.deepEqual(arns("s3:DeleteObject", bucket({})), []);
    assert.deepEqual(arns("s3:DeleteObject", bucket({ forceDestroy: true })), ["data-*/*"]);
    assert.deepEqual(of("s3:CreateBucket", bucket({}))[0]?.condition, REGIONAL);
  });

  it("of Spot machines make the service's own role, and no other", () => {
    const [spot, ...more] = of(
      "iam:CreateServiceLinkedRole",
      needs(types.instance, { instanceMarketOptions: { marketType: "spot" } }),
    );
    assert.deepEqual(more, []);
    assert.deepEqual(spot?.condition, { StringEquals: { "iam:AWSServiceName": "spot.amazonaws.com" } });
    assert.deepEqual(of("iam:CreateServiceLinkedRole", needs(types.instance, {})), []);
  });
});
