import assert from "node:assert/strict";
import type { Props, ResourceWorld, StoredResource } from "@isobar/sandbox";
import { listed, mocksOf } from "@isobar/sandbox";
import { provider } from "./index";
import { types } from "./types";

const REGION = "eu-central-1";
const TRUST = '{"Statement":{"Effect":"Allow","Principal":{"Service":"dlm.amazonaws.com"},"Action":"sts:AssumeRole"}}';

/** A machine, a volume in its zone, and a way to make more. */
function machine(region = REGION) {
  const { outputs } = mocksOf(provider, region);
  const create = (type: string, name: string, inputs: Props) => outputs({ type, name, inputs });
  const vpc = create(types.vpc, "net", { cidrBlock: "10.0.0.0/16" });
  const subnet = create(types.subnet, "a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: `${region}a` });
  const run = (name: string, inputs: Props = {}) =>
    create(types.instance, name, {
      ami: "ami-0123456789abcdef0",
      instanceType: "t3.micro",
      subnetId: subnet.id,
      ...inputs,
    });
  const volume = (name: string, inputs: Props = {}) =>
    create(types.volume, name, { availabilityZone: `${region}a`, size: 10, type: "gp3", ...inputs });
  const attach = (name: string, instance: Props, disk: Props, deviceName = "/dev/xvdba") =>
    create(types.volumeAttachment, name, { deviceName, instanceId: instance.id, volumeId: disk.id });
  return { create, run, volume, attach };
}

function modelOf(type: string) {
  const model = provider.models.find((candidate) => candidate.type === type);
  assert.ok(model, type);
  return model;
}

function worldWith(previous: Props, ...resources: StoredResource[]): ResourceWorld {
  return {
    config: {},
    account: provider.account,
    region: REGION,
    name: "web",
    previous,
    keep: (_, make) => make(),
    find: (type, id) => resources.find((resource) => resource.type === type && resource.id === id),
    list: (type, having) => listed(resources, type, having),
    hex: (digits) => "0".repeat(digits),
    uuid: () => "",
    deleted: () => undefined,
    now: () => new Date(),
  };
}

describe("aws sandbox: volumes", () => {
  it("have the ids and outputs of AWS", () => {
    const { run, volume, attach } = machine();
    const disk = volume("data");
    assert.match(String(disk.id), /^vol-0[0-9a-f]{16}$/);
    assert.equal(disk.arn, `arn:aws:ec2:${REGION}:123456789012:volume/${disk.id}`);
    assert.deepEqual([disk.iops, disk.throughput, disk.encrypted], [3000, 125, false]);
    assert.match(String(attach("data", run("web"), disk).id), /^vai-\d+$/);
  });

  it("have the id that the provider makes of an attachment", () => {
    const inputs = { deviceName: "/dev/sdh", instanceId: "i-1", volumeId: "vol-1" };
    assert.equal(modelOf(types.volumeAttachment).id(inputs, worldWith({})), "vai-36494737");
  });

  it("are refused where their size, speed or zone can't be", () => {
    const { volume } = machine();
    assert.throws(() => volume("a", { type: "st1", size: 124 }), /too small for volume type st1/);
    assert.throws(() => volume("b", { size: 70_000 }), /too large for volume type gp3/);
    assert.throws(() => volume("c", { type: "st1", size: 500, iops: 3000 }), /'iops' must not be set/);
    assert.throws(() => volume("d", { size: 10, iops: 6000 }), /ratio/);
    assert.throws(() => volume("e", { throughput: 100 }), /125 - 2000/);
    assert.throws(() => volume("f", { availabilityZone: "eu-central-1z" }), /InvalidZone\.NotFound/);
  });

  it("never shrink", () => {
    const refuse = (size: number) =>
      modelOf(types.volume).refuse?.({ availabilityZone: `${REGION}a`, size }, worldWith({ size: 10 }));
    assert.match(String(refuse(9)), /cannot be smaller/);
    assert.equal(refuse(11), undefined);
  });

  it("are attached once, in their own zone, under a name that is free", () => {
    const { run, volume, attach } = machine();
    const [one, other] = [run("one"), run("other")];
    const disk = volume("data");
    attach("data", one, disk);
    assert.throws(() => attach("again", other, disk), /VolumeInUse: vol-\w+ is already attached/);
    assert.throws(() => attach("log", one, volume("log")), /Attachment point \/dev\/xvdba is already in use/);
    const far = volume("far", { availabilityZone: `${REGION}b` });
    assert.throws(() => attach("far", one, far, "/dev/xvdbb"), /InvalidVolume\.ZoneMismatch/);
    assert.throws(() => attach("gone", one, { id: "vol-gone" }, "/dev/xvdbb"), /InvalidVolume\.NotFound/);
    assert.throws(() => attach("name", one, volume("name"), "/dev/xvdea"), /parameter device is invalid/);
  });

  it("are not deleted while they are attached", () => {
    const stored = (type: string, id: string, inputs: Props) => ({ type, id, inputs, urn: "", outputs: inputs });
    const attachment = stored(types.volumeAttachment, "vai-1", { volumeId: "vol-1", instanceId: "i-1" });
    const refuse = (id: string) =>
      modelOf(types.volume).refuseDelete?.(stored(types.volume, id, {}), worldWith({}, attachment));
    assert.match(String(refuse("vol-1")), /VolumeInUse/);
    assert.equal(refuse("vol-2"), undefined);
  });
});

describe("aws sandbox: machines", () => {
  const market = (spotOptions: Props) => ({ instanceMarketOptions: { marketType: "spot", spotOptions } });

  it("are refused where the region does not offer their type", () => {
    const { run } = machine("us-gov-east-1");
    assert.throws(() => run("web", { instanceType: "a1.large" }), /Unsupported: .*\(a1\.large\).*\(us-gov-east-1a\)/);
  });

  it("on spot have a request that fits the interruption, and are neither protected nor resized", () => {
    const { run } = machine();
    const kept = market({ spotInstanceType: "persistent", instanceInterruptionBehavior: "stop" });
    const spot = run("spot", { ...kept, instanceType: "m5.large" });
    assert.equal(spot.instanceLifecycle, "spot");
    assert.match(String(spot.spotInstanceRequestId), /^sir-[0-9a-f]{8}$/);
    assert.throws(() => run("a", market({ spotInstanceType: "persistent" })), /InvalidParameterCombination/);
    assert.throws(() => run("b", market({ instanceInterruptionBehavior: "stop" })), /InvalidParameterCombination/);
    assert.throws(() => run("c", market({ maxPrice: "0.0005" })), /too low/);
    assert.throws(() => run("d", { ...kept, disableApiTermination: true }), /not supported for spot/);
    const resize = (inputs: Props) => modelOf(types.instance).refuse?.(inputs, worldWith({ instanceType: "m5.large" }));
    assert.match(String(resize({ ...kept, instanceType: "m5.xlarge" })), /'instanceType' is not supported for spot/);
    assert.equal(resize({ instanceType: "m5.xlarge" }), undefined);
  });
});

describe("aws sandbox: snapshot policies", () => {
  const details = (targetTags: Props, createRule: Props = { interval: 24, times: "03:00" }) => ({
    resourceTypes: ["VOLUME"],
    targetTags,
    schedules: [{ name: "daily", createRule, retainRule: { count: 7 } }],
  });

  it("have a role, an interval that AWS knows and tags that no other one has", () => {
    const { create } = machine();
    const role = create(types.role, "dlm", { assumeRolePolicy: TRUST });
    const policy = (name: string, policyDetails: Props, executionRoleArn = role.arn, description = "Daily") =>
      create(types.lifecyclePolicy, name, { description, executionRoleArn, policyDetails });
    assert.match(String(policy("a", details({ disk: "a" })).id), /^policy-0[0-9a-f]{16}$/);
    assert.throws(() => policy("b", details({ disk: "a" })), /overlap/);
    assert.throws(() => policy("c", details({ disk: "c" }), "arn:aws:iam::123456789012:role/gone"), /does not exist/);
    assert.throws(() => policy("d", details({ disk: "d" }, { interval: 5, times: "03:00" })), /one of/);
    policy("e", details({ disk: "e" }, { interval: 12 }));
    assert.throws(() => policy("f", details({ disk: "f" }), role.arn, "Daily: all"), /description/);
  });
});
