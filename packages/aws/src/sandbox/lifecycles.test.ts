import assert from "node:assert/strict";
import type { Props, StoredResource } from "@isobar/sandbox";
import { Land, modelOf } from "../testing/land";
import { types } from "./types";

const REGION = "eu-central-1";
const AMI = "ami-0123456789abcdef0";
const trust = (service: string) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }] });

function scene() {
  const land = new Land();
  const vpc = land.make(types.vpc, { cidrBlock: "10.0.0.0/16" });
  const subnet = land.make(types.subnet, { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: `${REGION}a` });
  const run = (inputs: Props = {}) =>
    land.make(types.instance, { ami: AMI, instanceType: "m5.large", subnetId: subnet.id, ...inputs });
  return { land, vpc, subnet, run };
}

function immutable(type: string, before: Props, after: Props): readonly string[] {
  const paths = modelOf(type).immutable ?? [];
  return typeof paths === "function" ? paths(before, {}, after) : paths;
}

describe("aws sandbox: what changes in place", () => {
  const rows: [string, string, Props, Props, string, boolean][] = [
    [
      "a network becomes shared again",
      types.vpc,
      { instanceTenancy: "dedicated" },
      { instanceTenancy: "default" },
      "instanceTenancy",
      true,
    ],
    ["a network becomes dedicated", types.vpc, {}, { instanceTenancy: "dedicated" }, "instanceTenancy", false],
    [
      "a rule gets another range",
      types.securityGroupIngressRule,
      { cidrIpv4: "10.0.0.0/8" },
      { cidrIpv4: "10.0.0.0/9" },
      "cidrIpv4",
      true,
    ],
    [
      "a rule gets a group for its range",
      types.securityGroupIngressRule,
      { cidrIpv4: "10.0.0.0/8" },
      { referencedSecurityGroupId: "sg-1" },
      "cidrIpv4",
      false,
    ],
    [
      "a machine gets another size",
      types.instance,
      { instanceType: "m5.large" },
      { instanceType: "c6i.large" },
      "instanceType",
      true,
    ],
    [
      "a machine gets another architecture",
      types.instance,
      { instanceType: "m5.large" },
      { instanceType: "m7g.large" },
      "instanceType",
      false,
    ],
    [
      "a machine gets more IPv6 addresses",
      types.instance,
      { ipv6AddressCount: 1 },
      { ipv6AddressCount: 2 },
      "ipv6AddressCount",
      true,
    ],
    ["a machine gets bandwidth to its disks", types.instance, {}, { ebsOptimized: true }, "ebsOptimized", false],
    ["a machine's further disk grows", types.instance, {}, {}, "ebsBlockDevices.volumeSize", false],
    ["a machine moves to other machines", types.instance, {}, { placementGroup: "a" }, "placementGroup", false],
    ["a machine gets another script", types.instance, { userData: "a" }, { userData: "b" }, "userData", true],
    [
      "a machine gets another script to run anew",
      types.instance,
      { userData: "a" },
      { userData: "b", userDataReplaceOnChange: true },
      "userData",
      false,
    ],
    ["a parameter becomes advanced", types.parameter, {}, { tier: "Advanced" }, "tier", true],
    ["a parameter becomes a standard one", types.parameter, { tier: "Advanced" }, {}, "tier", false],
  ];
  for (const [what, type, before, after, path, inPlace] of rows) {
    it(`${what}: ${inPlace ? "in place" : "as a new one"}`, () =>
      assert.equal(immutable(type, before, after).includes(path), !inPlace));
  }
});

describe("aws sandbox: updates that are refused", () => {
  const rows: [string, (made: ReturnType<typeof scene>) => [StoredResource, Props, Props], RegExp][] = [
    [
      "a disk shrinks",
      ({ land }) => [land.make(types.volume, { availabilityZone: `${REGION}a`, size: 10 }), { size: 11 }, { size: 9 }],
      /modifying EBS Volume \(vol-\w+\): .*New size cannot be smaller/,
    ],
    [
      "a boot disk shrinks",
      ({ run }) => [
        run({ rootBlockDevice: { volumeSize: 20 } }),
        { rootBlockDevice: { volumeSize: 21 } },
        { rootBlockDevice: { volumeSize: 19 } },
      ],
      /New size cannot be smaller/,
    ],
    [
      "versions go back",
      ({ land }) => [
        versioned(land),
        { versioningConfiguration: { status: "Suspended" } },
        { versioningConfiguration: { status: "Disabled" } },
      ],
      /cannot be updated from 'Enabled' to 'Disabled'/,
    ],
    [
      "a gateway leaves public addresses",
      ({ land, vpc, run }) => [
        withAddress(land, vpc.id, run),
        {},
        { vpcId: land.make(types.vpc, { cidrBlock: "10.1.0.0/16" }).id },
      ],
      /mapped public address/,
    ],
  ];
  for (const [what, make, words] of rows) {
    it(what, () => {
      const [resource, accepted] = make(scene());
      assert.ok(resource);
      const again = scene();
      const [other, , refused] = make(again);
      assert.throws(() => again.land.change(other, refused), { message: words });
      const once = scene();
      const [first] = make(once);
      assert.doesNotThrow(() => once.land.change(first, accepted));
    });
  }

  function versioned(land: Land) {
    land.make(types.bucket, { bucket: "acme-data" });
    return land.make(types.bucketVersioning, { bucket: "acme-data", versioningConfiguration: { status: "Enabled" } });
  }

  function withAddress(land: Land, vpcId: string, run: (inputs: Props) => StoredResource) {
    const gateway = land.make(types.internetGateway, { vpcId });
    run({ associatePublicIpAddress: true });
    return gateway;
  }
});

describe("aws sandbox: deletions that are refused", () => {
  it("a network goes after all that is in it", () => {
    const { land, vpc, subnet, run } = scene();
    const machine = run();
    assert.throws(() => land.remove(subnet), /deleting EC2 Subnet \(subnet-\w+\): .*DependencyViolation/);
    land.remove(machine);
    assert.throws(() => land.remove(vpc), /The vpc 'vpc-\w+' has dependencies and cannot be deleted/);
    land.remove(subnet);
    land.remove(vpc);
  });

  it("a role goes after its policies, but does not wait for its profile", () => {
    const land = new Land();
    const role = land.make(types.role, { name: "web", assumeRolePolicy: trust("ec2.amazonaws.com") });
    land.make(types.instanceProfile, { name: "web", role: "web" });
    const document = '{"Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}}';
    const policy = land.make(types.rolePolicy, { role: "web", name: "p", policy: document });
    assert.throws(() => land.remove(role), /StatusCode: 409, .*DeleteConflict: .*must delete policies first/);
    land.remove(policy);
    land.remove(role);
  });

  it("what is in use stays: a card, its address and a table", () => {
    const { land, vpc, subnet } = scene();
    land.make(types.internetGateway, { vpcId: vpc.id });
    const card = land.make(types.networkInterface, { subnetId: subnet.id });
    const address = land.make(types.address, { domain: "vpc" });
    const held = land.make(types.addressAssociation, { allocationId: address.id, networkInterfaceId: card.id });
    const primaryNetworkInterface = { networkInterfaceId: card.id };
    const machine = land.make(types.instance, { ami: AMI, instanceType: "m5.large", primaryNetworkInterface });
    const table = land.make(types.routeTable, { vpcId: vpc.id });
    const association = land.make(types.routeTableAssociation, { routeTableId: table.id, subnetId: subnet.id });
    assert.throws(() => land.remove(card), /Network interface 'eni-\w+' is currently in use/);
    assert.throws(() => land.remove(address), /InvalidIPAddress\.InUse/);
    assert.equal(modelOf(types.routeTable).takesAlong?.(table, association), true);
    for (const it of [machine, held, association, card, address, table]) land.remove(it);
  });

  it("what is protected stays", () => {
    const { land, run } = scene();
    const machine = run({ disableApiTermination: true });
    assert.throws(() => land.remove(machine), /terminating EC2 Instance .*OperationNotPermitted/);
    land.remove(land.change(machine, { disableApiTermination: false }));
    const group = land.make(types.logGroup, { name: "flow", deletionProtectionEnabled: true });
    assert.throws(() => land.remove(group), /protected from deletion/);
    land.remove(land.change(group, { deletionProtectionEnabled: false }));
  });

  it("a bucket's name can be had at once in the same region, and an hour later in another", () => {
    const land = new Land();
    const make = (region?: string) => land.make(types.bucket, { bucket: "acme-data" }, region);
    land.remove(make());
    land.remove(make());
    assert.throws(() => make("eu-west-1"), /StatusCode: 409, .*OperationAborted/);
    land.now = new Date(land.now.getTime() + 3_600_001);
    make("eu-west-1");
  });
});

describe("aws sandbox: machines in time", () => {
  function expiring(call: string, more: Props = {}) {
    const { land, run } = scene();
    const machine = run({ associatePublicIpAddress: true });
    const disk = land.make(types.volume, { availabilityZone: `${REGION}a`, size: 10 });
    land.make(types.volumeAttachment, { deviceName: "/dev/sdf", instanceId: machine.id, volumeId: disk.id });
    const role = land.make(types.role, { name: "s", assumeRolePolicy: trust("scheduler.amazonaws.com") });
    const schedule = land.make(types.schedule, {
      name: "expiry",
      scheduleExpression: "at(2036-01-01T00:00:00)",
      target: {
        arn: `arn:aws:scheduler:::aws-sdk:ec2:${call}`,
        roleArn: role.outputs.arn,
        input: JSON.stringify({ InstanceIds: [machine.id] }),
      },
      ...more,
    });
    return { land, machine, schedule };
  }
  const gone = (effects: readonly { readonly type: string; readonly become: unknown }[]) =>
    effects.filter(({ become }) => become === "gone").map(({ type }) => type);

  it("stop when their time has come, and lose the address that they were lent", () => {
    const { land, machine, schedule } = expiring("stopInstances");
    assert.deepEqual(land.tick(schedule), []);
    land.now = new Date("2036-01-01T00:00:00Z");
    const become = { instanceState: "stopped", associatePublicIpAddress: false, publicDns: "", publicIp: "" };
    assert.deepEqual(land.tick(schedule), [{ type: types.instance, id: machine.id, become }]);
  });

  it("go with what was attached to them, and a schedule goes that wants to", () => {
    const { land, schedule } = expiring("terminateInstances", { actionAfterCompletion: "DELETE" });
    land.now = new Date("2036-01-01T00:00:00Z");
    assert.deepEqual(gone(land.tick(schedule)), [types.volumeAttachment, types.instance, types.schedule]);
  });

  it("stay where the schedule is off", () => {
    const { land, schedule } = expiring("stopInstances", { state: "DISABLED" });
    land.now = new Date("2036-01-01T00:00:00Z");
    assert.deepEqual(land.tick(schedule), []);
  });

  it("on Spot are taken back as they said, and others never", () => {
    const { land, run } = scene();
    const spot = (options: Props) => run({ instanceMarketOptions: { marketType: "spot", spotOptions: options } });
    const kept = spot({ spotInstanceType: "persistent", instanceInterruptionBehavior: "stop" });
    assert.deepEqual(land.reclaim(kept), [{ type: types.instance, id: kept.id, become: { instanceState: "stopped" } }]);
    assert.deepEqual(gone(land.reclaim(spot({})) ?? []), [types.instance]);
    assert.equal(land.reclaim(run()), undefined);
  });

  it("that were stopped run again with another size only", () => {
    const { land, run } = scene();
    const stopped = { ...run(), outputs: { ...run().outputs, instanceState: "stopped" } };
    const update = (inputs: Props) =>
      modelOf(types.instance).outputs?.(
        { ...stopped.inputs, ...inputs },
        {
          ...land.world(),
          name: "",
          id: stopped.id,
          previous: stopped.outputs,
          keep: (_, make) => make(),
        },
      )?.instanceState;
    assert.equal(update({ tags: { a: "b" } }), "stopped");
    assert.equal(update({ instanceType: "m5.xlarge" }), "running");
  });
});
