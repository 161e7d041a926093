import assert from "node:assert/strict";
import { Bucket, VirtualMachine } from "@isobar/core";
import type { Registered } from "@isobar/core/testing";
import { dataOn, machine, machineOn, SIZE } from "./programs.js";
import { all, assertChained, assertRefusedOn, type Trap, waitsFor } from "./trap.js";

interface Rule {
  readonly filter?: object;
  readonly transitions?: readonly { readonly days: number; readonly storageClass: string }[];
  readonly noncurrentVersionExpiration?: { readonly noncurrentDays: number };
}
interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}
const rulesOf = ({ inputs }: Registered) => inputs.rules as readonly Rule[];
const statementsOf = ({ inputs }: Registered) =>
  (JSON.parse(inputs.policy as string) as { Statement: Statement[] }).Statement;

const INSTANCE = "aws:ec2/instance:Instance";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
/** "Resource: aws_s3_bucket_policy" and its siblings, each of which changes the one bucket. */
const COMPANION =
  /^aws:s3\/bucket(Versioning|LifecycleConfiguration|ServerSideEncryption\w+|PublicAccessBlock|Policy|Cors\w+):/;

export const TRAPS: readonly Trap[] = [
  {
    title: "a new security group has lost its egress rule",
    async also(cloud) {
      const stack = await machineOn(cloud);
      const [rule] = all(stack, EGRESS);
      assert.equal(rule?.inputs.ipProtocol, "-1");
      assert.equal(rule?.inputs.cidrIpv4, "0.0.0.0/0");
      // The machine does not boot before it can reach what its script needs.
      assert.ok(waitsFor(all(stack, INSTANCE)[0] as Registered, rule as Registered));
    },
  },
  {
    title: "inline rules fight rule resources, and a group that is described anew is replaced",
    everywhere(stack) {
      for (const { inputs } of all(stack, GROUP)) {
        assert.deepEqual([inputs.ingress, inputs.egress, inputs.name], [undefined, undefined, undefined]);
        assert.match(String(inputs.description), /^(Virtual machine|Interface endpoints)$/);
      }
    },
  },
  {
    title: "the default security group is open",
    everywhere(stack) {
      for (const { inputs } of all(stack, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")) {
        assert.deepEqual([inputs.ingress, inputs.egress], [[], []]);
      }
      const count = (type: string) => all(stack, type).length;
      assert.equal(count("aws:ec2/vpc:Vpc"), count("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"));
    },
  },
  {
    title: "a NAT gateway comes before the internet gateway is attached, and zones vary by account",
    everywhere(stack) {
      const gateways = all(stack, "aws:ec2/internetGateway:InternetGateway");
      for (const nat of all(stack, "aws:ec2/natGateway:NatGateway")) {
        assert.ok(gateways.some((gateway) => waitsFor(nat, gateway), nat.name));
      }
      const kept = all(stack, "pulumi:index:Stash").filter(({ name }) => name.endsWith("-zones"));
      assert.equal(kept.length, all(stack, "aws:ec2/vpc:Vpc").length);
      assert.ok(kept.every(({ ignoreChanges }) => ignoreChanges.includes("input")));
    },
  },
  {
    title: "user data is limited to 16 KiB, and a change of it runs nothing",
    everywhere(stack) {
      for (const { inputs } of all(stack, INSTANCE)) {
        assert.ok(Buffer.byteLength(String(inputs.userData ?? "")) <= 16_384);
      }
    },
    async also(cloud) {
      const replaced = async (args: object) => (await machine(cloud, args)).userDataReplaceOnChange;
      assert.equal(await replaced({ startupScript: "echo a", rerunScriptOnChange: true }), true);
      assert.equal(await replaced({ startupScript: "echo a" }), false);
      const long = `#!/bin/sh\n# ${"x".repeat(16_400)}`;
      await assertRefusedOn(
        cloud,
        () => new VirtualMachine("web", { size: SIZE, startupScript: long }),
        /16,?384|16 KiB/,
      );
    },
  },
  {
    title: "containers can't reach the metadata service at a hop limit of 1",
    everywhere(stack) {
      for (const { inputs } of all(stack, INSTANCE)) {
        const { httpTokens, httpPutResponseHopLimit } = inputs.metadataOptions as Record<string, unknown>;
        assert.deepEqual([httpTokens, httpPutResponseHopLimit], ["required", 2]);
      }
    },
  },
  {
    title: "devices are renamed, a volume is in one zone, and root volumes have no tags",
    everywhere(stack) {
      for (const { inputs } of all(stack, INSTANCE)) {
        assert.equal(inputs.ebsBlockDevices, undefined);
        assert.ok((inputs.rootBlockDevice as { tags?: object }).tags);
      }
    },
    async also(cloud) {
      const stack = await machineOn(cloud, { dataDisks: { db: { sizeGib: 20, mountPath: "/db" } } });
      const subnets = all(stack, "aws:ec2/subnet:Subnet").map(({ inputs }) => inputs.availabilityZone);
      const [volume] = all(stack, "aws:ebs/volume:Volume");
      assert.ok(subnets.includes(volume?.inputs.availabilityZone));
      const script = String((await machine(cloud, { dataDisks: { db: { sizeGib: 20, mountPath: "/db" } } })).userData);
      assert.match(script, /\/dev\/disk\/by-id\/nvme-Amazon_Elastic_Block_Store_vol[0-9a-f]+/);
      assert.doesNotMatch(script, /\/dev\/(sd|xvd)/);
    },
  },
  {
    title: "companions of a bucket that change at once clash, and lifecycle rules need a filter and 30 days",
    everywhere(stack) {
      const buckets = new Map<unknown, Registered[]>();
      for (const one of stack.filter(({ type }) => COMPANION.test(type))) {
        const { bucket } = one.inputs;
        buckets.set(bucket, [...(buckets.get(bucket) ?? []), one]);
      }
      for (const companions of buckets.values()) assertChained(companions, stack);
      const rules = all(stack, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").flatMap(rulesOf);
      for (const { filter, transitions = [] } of rules) {
        assert.ok(filter);
        assert.ok(transitions.every(({ days, storageClass }) => storageClass !== "STANDARD_IA" || days >= 30));
      }
    },
    also: (cloud) =>
      assertRefusedOn(cloud, () => new Bucket("data", { lifecycle: { cold: { coldAfterDays: 29 } } }), /coldAfterDays/),
  },
  {
    title: "expiry only hides the objects of a versioned bucket",
    async also(cloud) {
      const [lifecycle] = all(
        await dataOn(cloud, "read"),
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      );
      const found = rulesOf(lifecycle as Registered).map((rule) => rule.noncurrentVersionExpiration?.noncurrentDays);
      assert.ok(found.includes(30));
    },
  },
  {
    title: "ListBucket is an action on the bucket, the others on its objects",
    async also(cloud) {
      const policies = all(await dataOn(cloud, "read"), "aws:iam/rolePolicy:RolePolicy");
      const grant = policies.find(({ name }) => name === "data-web-read") as Registered;
      const [list, objects] = statementsOf(grant);
      assert.equal(list?.Action, "s3:ListBucket");
      assert.match(String(list?.Resource), /^arn:aws:s3:::[^/]+$/);
      assert.deepEqual(objects?.Action, ["s3:GetObject"]);
      assert.equal(objects?.Resource, `${list?.Resource}/*`);
    },
  },
  {
    title: 'the partition is not always "aws"',
    async also(cloud) {
      const gov = { ...cloud, region: "us-gov-west-1" as never };
      const stack = await dataOn(gov, "read", { "isobar:region": "us-gov-west-1" });
      assert.doesNotMatch(JSON.stringify(stack.map(({ inputs }) => inputs)), /arn:aws:/);
      assert.match(JSON.stringify(all(stack, "aws:s3/bucketPolicy:BucketPolicy")[0]?.inputs), /arn:aws-us-gov:s3:::/);
    },
  },
  {
    title: "a grant to write does not let read",
    async also(cloud) {
      const policies = all(await dataOn(cloud, "write"), "aws:iam/rolePolicy:RolePolicy");
      const grant = policies.find(({ name }) => name === "data-web-write") as Registered;
      assert.deepEqual(
        statementsOf(grant).flatMap(({ Action }) => Action),
        ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"],
      );
    },
  },
];
