import * as assert from "node:assert/strict";
import type { Demand, Permission } from "@isobar/sandbox";
import type { CloudReport } from "./report.js";
import { ofCloud, reportsOf } from "./reports.js";

const SUBJECT = { project: "shop", stack: "prod" };
const READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const ROLE = `arn:\${partition}:iam::\${account}:role/web-*`;
const PASS: Permission = {
  actions: ["iam:PassRole"],
  resources: [ROLE],
  condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
};
const CREATE: Permission = {
  actions: ["ec2:CreateVpc"],
  condition: { StringEquals: { "aws:RequestedRegion": `\${region}` } },
};

function demand(cloud: string, more: Partial<Demand> & { readonly permissions: Demand["permissions"] }): Demand {
  return { cloud, kind: "resource", token: "x:y:Z", inputs: {}, config: {}, region: "eu-central-1", ...more };
}

function only(reports: readonly CloudReport[]): CloudReport {
  assert.equal(reports.length, 1);
  return reports[0] as CloudReport;
}

function statements(report: CloudReport | undefined) {
  const text = report?.documents[0]?.text ?? "{}";
  return (JSON.parse(text) as { Statement: { Action: string[]; Resource: string; Condition?: object }[] }).Statement;
}

describe("reports for AWS", () => {
  it("fill in partition, region and account, one report for each account", () => {
    const reports = reportsOf(
      [
        demand("aws", { permissions: [CREATE, PASS], config: { allowedAccountIds: ["111122223333"] } }),
        demand("aws", { permissions: [PASS], region: "cn-north-1", config: { allowedAccountIds: ["444455556666"] } }),
      ],
      SUBJECT,
    );
    assert.deepEqual(
      reports.map(({ account, documents }) => [account, documents.map(({ file }) => file)]),
      [
        ["111122223333", ["aws-111122223333-policy.json"]],
        ["444455556666", ["aws-444455556666-policy.json"]],
      ],
    );
    assert.deepEqual(
      statements(reports[0])
        .map(({ Resource }) => Resource)
        .sort(),
      ["*", "arn:aws:iam::111122223333:role/web-*"],
    );
    assert.deepEqual(statements(reports[1]), [
      {
        Effect: "Allow",
        Action: ["iam:PassRole"],
        Resource: "arn:aws-cn:iam::444455556666:role/web-*",
        Condition: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
      },
    ]);
    assert.match(reports[1]?.commands[1] ?? "", /arn:aws-cn:iam::444455556666:policy\/shop-prod-deployer$/);
  });

  it("count what names no account to the only one that is named, and leave the region open where it isn't known", () => {
    const report = only(
      reportsOf(
        [
          demand("aws", { permissions: [PASS], config: { allowedAccountIds: ["111122223333"] } }),
          demand("aws", { permissions: [CREATE], region: "" }),
        ],
        SUBJECT,
      ),
    );
    assert.equal(report.account, "111122223333");
    assert.equal(statements(report).find(({ Action }) => Action.includes("ec2:CreateVpc"))?.Condition, undefined);
  });

  it("give only reading rights for what the program looks at", () => {
    const permissions = [{ actions: ["s3:GetBucketAcl", "s3:PutBucketAcl", "s3:ListBucket", "s3:DeleteBucket"] }, PASS];
    const report = only(reportsOf([demand("aws", { kind: "read", permissions })], SUBJECT));
    assert.deepEqual(
      statements(report).map(({ Action }) => Action),
      [["s3:GetBucketAcl", "s3:ListBucket"]],
    );
  });

  it("warn of policies without a boundary, and not of those with one", () => {
    const put = { actions: ["iam:PutRolePolicy"], resources: [ROLE] };
    const bounded = { ...put, condition: { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::1:policy/b" } } };
    const notes = (permission: Permission) =>
      only(reportsOf([demand("aws", { permissions: [permission] })], SUBJECT)).notes.join("\n");
    assert.match(notes(put), /policies of role\/web-\*: .*permissionsBoundary/);
    assert.match(notes(bounded), /stay within arn:aws:iam::1:policy\/b/);
    assert.doesNotMatch(notes(bounded), /any right/);
  });

  it("name what they know no rights of", () => {
    const report = only(reportsOf([demand("aws", { token: "aws:x/y:Z", permissions: undefined })], SUBJECT));
    assert.match(report.notes.join("\n"), /aws:x\/y:Z are not known/);
  });
});

describe("reports for GCP", () => {
  const config = { project: "shop-prod" };
  const grant = (role: string) => ({ actions: ["storage.buckets.setIamPolicy"], grants: [role] });

  it("keep what gives roles in a role of its own, bound to the roles that are given", () => {
    const permissions = [{ actions: ["compute.networks.create", "resourcemanager.projects.get"] }, grant("roles/a")];
    const report = only(reportsOf([demand("gcp", { permissions, config })], SUBJECT));
    assert.deepEqual(
      report.documents.map(({ text }) => text.split("\n").filter((line) => line.startsWith("- "))),
      [["- compute.networks.create", "- resourcemanager.projects.get"], ["- storage.buckets.setIamPolicy"]],
    );
    assert.match(report.conditions[0]?.text ?? "", /\.hasOnly\(\['roles\/a'\]\)"/);
    assert.equal(
      report.commands[0],
      "gcloud services enable cloudresourcemanager.googleapis.com compute.googleapis.com storage.googleapis.com --project=shop-prod",
    );
    const bindings = report.commands.filter((line) => line.includes("add-iam-policy-binding"));
    assert.match(bindings[0] ?? "", /shop_prod_deployer --condition=None$/);
    assert.match(bindings[1] ?? "", /shop_prod_deployer_grants --condition-from-file=gcp-condition\.yaml$/);
  });

  it("put at most ten roles into one list", () => {
    const permissions = Array.from({ length: 11 }, (_, index) => grant(`roles/r${index}`));
    const report = only(reportsOf([demand("gcp", { permissions, config })], SUBJECT));
    assert.equal(report.conditions[0]?.text.split("hasOnly").length, 3);
  });

  it("say that they can't limit roles that aren't known yet", () => {
    const report = only(reportsOf([demand("gcp", { permissions: [grant("*")], config })], SUBJECT));
    assert.deepEqual(report.conditions, []);
    assert.match(report.notes.join("\n"), /may give any role/);
  });

  it("are given on the billing account where budgets are made", () => {
    const budgets = { actions: ["billing.budgets.create"], resources: ["billingAccounts/012345-6789AB-CDEF01"] };
    const permissions = [{ actions: ["compute.instances.create"] }, budgets];
    const report = only(reportsOf([demand("gcp", { permissions, config })], SUBJECT));
    assert.doesNotMatch(report.documents[0]?.text ?? "", /billing/);
    assert.match(report.commands.join("\n"), /accounts add-iam-policy-binding 012345-6789AB-CDEF01 .*costsManager/);
  });

  it("are made for another project too, where something of it is used", () => {
    const shared = { actions: ["compute.subnetworks.use"], resources: ["projects/shared-net"] };
    const permissions = [{ actions: ["compute.instances.create"] }, shared];
    const reports = reportsOf([demand("gcp", { permissions, config })], SUBJECT);
    assert.deepEqual(
      reports.map(({ account, documents }) => [account, documents[0]?.file]),
      [
        ["shared-net", "gcp-shared-net-role.yaml"],
        ["shop-prod", "gcp-shop-prod-role.yaml"],
      ],
    );
  });
});

describe("reports for Azure", () => {
  const assign = {
    actions: ["Microsoft.Authorization/roleAssignments/write", "Microsoft.Network/virtualNetworks/write"],
    grants: [READER],
  };
  const token = "azure-native:authorization:RoleAssignment";

  it("limit role assignments to the roles and kinds of principals of the program", () => {
    const inputs = { principalType: "ServicePrincipal" };
    const report = only(reportsOf([demand("azure", { token, inputs, permissions: [assign] })], SUBJECT));
    const condition = report.conditions[0]?.text ?? "";
    assert.match(
      condition,
      new RegExp(`@Request\\[[^\\]]+:RoleDefinitionId\\] ForAnyOfAnyValues:GuidEquals {${READER}}`),
    );
    assert.match(
      condition,
      /@Resource\[[^\]]+:PrincipalType\] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}/,
    );
    assert.match(report.commands.at(-1) ?? "", /--condition @azure-condition\.txt --condition-version 2\.0$/);
    assert.deepEqual(report.enable, ["Microsoft.Network"]);
  });

  it("leave kinds of principals open that aren't known yet", () => {
    const report = only(
      reportsOf([demand("azure", { token, inputs: { principalType: "*" }, permissions: [assign] })], SUBJECT),
    );
    assert.doesNotMatch(report.conditions[0]?.text ?? "", /PrincipalType/);
  });

  it("are scoped to the subscription, or say that it is to be filled in", () => {
    const permissions = [{ actions: ["Microsoft.Compute/disks/read"] }];
    const scopes = (config: Demand["config"]) =>
      JSON.parse(only(reportsOf([demand("azure", { permissions, config })], SUBJECT)).documents[0]?.text ?? "")
        .AssignableScopes;
    assert.deepEqual(scopes({ subscriptionId: "00000000-0000-0000-0000-000000000001" }), [
      "/subscriptions/00000000-0000-0000-0000-000000000001",
    ]);
    assert.deepEqual(scopes({}), ["/subscriptions/SUBSCRIPTION_ID"]);
  });
});

describe("reports for other clouds", () => {
  it("list the rights", () => {
    const permissions = [{ actions: ["box.make", "box.break"] }];
    const report = only(reportsOf([demand("toyland", { permissions })], SUBJECT));
    assert.deepEqual(report.documents, [{ file: "toyland-permissions.txt", text: "box.break\nbox.make\n" }]);
  });
});

describe("the reports of one cloud", () => {
  const all = reportsOf([demand("aws", { permissions: [CREATE] }), demand("gcp", { permissions: [] })], SUBJECT);

  it("are those asked for, or all", () => {
    assert.deepEqual(ofCloud(all, undefined, "prod"), all);
    assert.deepEqual(ofCloud(all, "aws", "prod"), [all[0]]);
  });

  it("have to be there", () => {
    assert.throws(() => ofCloud(all, "azure", "prod"), /stack prod the program asks nothing of azure, but of aws/);
    assert.throws(() => ofCloud([], "aws", "prod"), /asks no cloud for anything/);
  });
});
