import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import type { Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { listed, mocksOf } from "@isobar/sandbox";
import { contains } from "@isobar/sandbox/ranges";
import { privateAddress } from "./addresses";
import { provider } from "./index";
import { types } from "./types";

const REGION = "eu-central-1";
const TRUST = '{"Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}';
const POLICY = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}}';
const cloud = () => mocksOf(provider, REGION);

/** Makes resources one after the other; inputs may come from what was made before. */
function make() {
  const { outputs } = cloud();
  return (type: string, name: string, inputs: Props) => outputs({ type, name, inputs });
}

function network() {
  const create = make();
  const vpc = create(types.vpc, "net", { cidrBlock: "10.0.0.0/16" });
  const subnet = create(types.subnet, "a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/28", availabilityZone: `${REGION}a` });
  return { create, vpc, subnet };
}

function modelOf(type: string) {
  const model = provider.models.find((candidate) => candidate.type === type);
  assert.ok(model, type);
  return model;
}

function worldWith(...resources: Pick<StoredResource, "type" | "id" | "inputs">[]): World {
  const stored = resources.map((resource) => ({ ...resource, urn: "", outputs: resource.inputs }));
  return {
    config: {},
    account: provider.account,
    region: REGION,
    find: (type, id) => stored.find((resource) => resource.type === type && resource.id === id),
    list: (type, having) => listed(stored, type, having),
    hex: (digits) => "0".repeat(digits),
    uuid: () => "",
    deleted: () => undefined,
    now: () => new Date(),
  };
}

describe("aws sandbox: what is made", () => {
  it("has ids, ARNs and addresses in AWS's forms", () => {
    const { create, vpc, subnet } = network();
    assert.match(String(vpc.id), /^vpc-0[0-9a-f]{16}$/);
    assert.equal(subnet.arn, `arn:aws:ec2:${REGION}:123456789012:subnet/${subnet.id}`);
    const role = create(types.role, "web", { assumeRolePolicy: TRUST });
    assert.match(String(role.arn), /^arn:aws:iam::123456789012:role\/web-[0-9a-f]{7}$/);
    assert.match(String(role.uniqueId), /^AROA[A-Z2-7]{17}$/);
    const instance = create(types.instance, "web", {
      ami: "ami-0123456789abcdef0",
      instanceType: "t3.micro",
      subnetId: subnet.id,
    });
    assert.match(String(instance.id), /^i-0[0-9a-f]{16}$/);
    assert.ok(contains("10.0.0.0/28", `${instance.privateIp}/32`), String(instance.privateIp));
    assert.equal(instance.availabilityZone, `${REGION}a`);
    assert.equal(instance.publicIp, undefined);
  });

  it("is a policy's text where the program gives it as an object", () => {
    const create = make();
    const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
    const role = create(types.role, "r", { assumeRolePolicy: JSON.parse(TRUST) });
    assert.equal(role.assumeRolePolicy, TRUST);
    const policy = create(types.rolePolicy, "p", { role: role.id, policy: { Statement: [allow] } });
    assert.equal(policy.policy, JSON.stringify({ Statement: [allow] }));
    assert.match(String(policy.name), /^p-[0-9a-f]{7}$/);
    const wrong = { role: role.id, policy: { Statement: [{ ...allow, Action: "GetObject" }] } };
    assert.throws(() => create(types.rolePolicy, "q", wrong), /prefaced by a vendor/);
  });

  it("is an IPv6 range, the group a machine is in, and the address behind an association", () => {
    const { create, vpc, subnet } = network();
    create(types.internetGateway, "gateway", { vpcId: vpc.id });
    const six = create(types.vpc, "six", { cidrBlock: "10.6.0.0/16", assignGeneratedIpv6CidrBlock: true });
    assert.match(String(six.ipv6CidrBlock), /^2a05:d0[0-9a-f]{2}:1[0-9a-f]{3}:[1-9][0-9a-f]00::\/56$/);
    const ipv6CidrBlock = String(six.ipv6CidrBlock).replace("/56", "/64");
    create(types.subnet, "six", { vpcId: six.id, cidrBlock: "10.6.0.0/24", ipv6CidrBlock });
    const inputs = { ami: "ami-0123456789abcdef0", instanceType: "t3.micro", subnetId: subnet.id };
    const machine = create(types.instance, "web", inputs);
    assert.deepEqual(machine.vpcSecurityGroupIds, [vpc.defaultSecurityGroupId]);
    const { id, publicIp } = create(types.address, "address", { domain: "vpc" });
    const association = create(types.addressAssociation, "a", { publicIp, instanceId: machine.id });
    assert.deepEqual([association.allocationId, association.publicIp], [id, publicIp]);
    assert.equal(association.networkInterfaceId, machine.primaryNetworkInterfaceId);
  });

  it("gives no private address twice, and none that AWS keeps", () => {
    const { create, subnet } = network();
    const addresses = Array.from({ length: 11 }, (_, index) => {
      const inputs = { ami: "ami-0123456789abcdef0", instanceType: "t3.micro", subnetId: subnet.id };
      return String(create(types.instance, `m${index}`, inputs).privateIp);
    });
    const usable = Array.from({ length: 11 }, (_, index) => `10.0.0.${index + 4}`);
    assert.deepEqual(new Set(addresses), new Set(usable));
    const inputs = { ami: "ami-0123456789abcdef0", instanceType: "t3.micro", subnetId: subnet.id };
    assert.throws(() => create(types.instance, "one-more", inputs), /InsufficientFreeAddressesInSubnet/);
  });

  it("shows the address of a network interface on its machine", () => {
    const { create, vpc, subnet } = network();
    create(types.internetGateway, "gateway", { vpcId: vpc.id });
    const card = create(types.networkInterface, "card", { subnetId: subnet.id });
    const address = create(types.address, "address", { domain: "vpc" });
    create(types.addressAssociation, "association", { allocationId: address.id, networkInterfaceId: card.id });
    const primaryNetworkInterface = { networkInterfaceId: card.id };
    const instance = create(types.instance, "web", {
      ami: "ami-0123456789abcdef0",
      instanceType: "t3.micro",
      primaryNetworkInterface,
    });
    assert.deepEqual([instance.publicIp, instance.privateIp], [address.publicIp, card.privateIp]);
    assert.equal(instance.subnetId, subnet.id);
    const second = { ami: "ami-0123456789abcdef0", instanceType: "t3.micro", primaryNetworkInterface };
    assert.throws(() => create(types.instance, "second", second), /InvalidNetworkInterface.InUse/);
  });

  it("names the route everywhere as the provider does", () => {
    const { create, vpc } = network();
    const table = create(types.routeTable, "table", { vpcId: vpc.id });
    const gateway = create(types.internetGateway, "gateway", { vpcId: vpc.id });
    const inputs = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id };
    assert.equal(create("aws:ec2/route:Route", "everywhere", inputs).id, `r-${table.id}1080289494`);
  });
});

describe("aws sandbox: names that begin with a prefix", () => {
  const UNIQUE = "\\d{18}[0-9a-f]{8}$";
  it("end with the time and a counter", () => {
    const create = make();
    const bucket = create(types.bucket, "data", { bucketPrefix: "acme-" });
    assert.match(String(bucket.id), new RegExp(`^acme-${UNIQUE}`));
    assert.equal(bucket.bucket, bucket.id);
    assert.equal(bucket.arn, `arn:aws:s3:::${bucket.id}`);
    const role = create(types.role, "web", { namePrefix: "web-", assumeRolePolicy: TRUST });
    assert.match(String(role.arn), new RegExp(`:role/web-${UNIQUE}`));
    const policy = create(types.rolePolicy, "p", { namePrefix: "p-", role: role.id, policy: POLICY });
    assert.equal(policy.id, `${role.id}:${policy.name}`);
    const { id } = create(types.vpc, "net", { cidrBlock: "10.0.0.0/16" });
    const group = create(types.securityGroup, "sg", { namePrefix: "sg-", vpcId: id });
    assert.match(String(group.name), new RegExp(`^sg-${UNIQUE}`));
    assert.match(String(group.id), /^sg-0[0-9a-f]{16}$/);
  });
  it("are as they were after an update", () => {
    const id = "acme-20261122101500123000000abc";
    const previous = { bucket: id };
    const world = { ...worldWith(), name: "data", id, previous, keep: () => assert.fail("makes a name") };
    assert.equal(modelOf(types.bucket).outputs?.({ bucketPrefix: "acme-", tags: { a: "b" } }, world)?.bucket, id);
  });
});

describe("aws sandbox: what is refused", () => {
  it("is a bucket's name that somebody else has", () => {
    assert.throws(() => make()(types.bucket, "data", { bucket: "data" }), /BucketAlreadyExists/);
  });

  it("is a companion of a bucket that is not there", () => {
    const type = "aws:s3/bucketPolicy:BucketPolicy";
    assert.throws(() => make()(type, "policy", { bucket: "gone", policy: "{}" }), /NoSuchBucket/);
  });

  it("is a subnet outside of its network, or over another one", () => {
    const { create, vpc } = network();
    const subnet = (cidrBlock: string) => create(types.subnet, "b", { vpcId: vpc.id, cidrBlock });
    assert.throws(() => subnet("10.1.0.0/24"), /InvalidSubnet.Range/);
    assert.throws(() => subnet("10.0.0.0/24"), /InvalidSubnet.Conflict/);
    assert.throws(() => create(types.subnet, "b", { vpcId: "vpc-gone", cidrBlock: "10.0.0.0/24" }), /InvalidVpcID/);
  });

  it("is a NAT gateway in a network without an internet gateway", () => {
    const { create, subnet } = network();
    const address = create(types.address, "address", { domain: "vpc" });
    const inputs = { allocationId: address.id, subnetId: subnet.id };
    assert.throws(() => create(types.natGateway, "nat", inputs), /Gateway.NotAttached/);
  });

  it("is a second NAT gateway with the same address", () => {
    const { create, vpc, subnet } = network();
    create(types.internetGateway, "gateway", { vpcId: vpc.id });
    const inputs = { allocationId: create(types.address, "address", { domain: "vpc" }).id, subnetId: subnet.id };
    create(types.natGateway, "one", inputs);
    assert.throws(() => create(types.natGateway, "two", inputs), /Resource.AlreadyAssociated/);
  });

  it("is an address for nobody, for two, or without a way in", () => {
    const { create, subnet } = network();
    const allocationId = create(types.address, "address", { domain: "vpc" }).id;
    const networkInterfaceId = create(types.networkInterface, "card", { subnetId: subnet.id }).id;
    const associate = (inputs: Props) => create(types.addressAssociation, "a", { allocationId, ...inputs });
    assert.throws(() => associate({ networkInterfaceId: "eni-gone" }), /InvalidNetworkInterfaceID.NotFound/);
    assert.throws(() => associate({ networkInterfaceId, instanceId: "i-1" }), /InvalidParameterCombination/);
    assert.throws(() => associate({ networkInterfaceId }), /Gateway.NotAttached/);
  });

  it("is what belongs to another network", () => {
    const { create, subnet } = network();
    const other = create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    const group = create(types.securityGroup, "g", { vpcId: other.id });
    const machine = {
      ami: "ami-0123456789abcdef0",
      instanceType: "t3.micro",
      subnetId: subnet.id,
      vpcSecurityGroupIds: [group.id],
    };
    assert.throws(() => create(types.instance, "web", machine), /belong to different networks/);
    const card = { subnetId: subnet.id, securityGroups: [group.id] };
    assert.throws(() => create(types.networkInterface, "card", card), /belong to different networks/);
    const table = create(types.routeTable, "table", { vpcId: other.id });
    const association = { subnetId: subnet.id, routeTableId: table.id };
    assert.throws(() => create(types.routeTableAssociation, "a", association), /belong to different networks/);
  });

  it("is a bucket's name that S3 does not take, and a group that an endpoint can't have", () => {
    const { create, vpc } = network();
    assert.throws(() => create(types.bucket, "data", { bucket: "data-s3alias" }), /InvalidBucketName/);
    const endpoint = {
      vpcId: vpc.id,
      serviceName: "com.amazonaws.eu-central-1.ecr.api",
      securityGroupIds: ["sg-gone"],
    };
    assert.throws(() => create(types.vpcEndpoint, "api", endpoint), /InvalidSecurityGroupId.NotFound/);
  });

  it("is a smaller disk, and the gateway of a network with public addresses", () => {
    const world = (previous: Props, ...others: Parameters<typeof worldWith>): ResourceWorld => ({
      ...worldWith(...others),
      name: "",
      previous,
      keep: (_, make) => make(),
    });
    const disk = (volumeSize: number) => ({ rootBlockDevice: { volumeSize } });
    const resize = (size: number) => modelOf(types.instance).refuse?.(disk(size), world(disk(30)));
    assert.match(String(resize(20)), /smaller than existing/);
    assert.equal(resize(40), undefined);
    const vpc = { type: types.vpc, id: "vpc-2", inputs: {} };
    const subnet = { type: types.subnet, id: "subnet-1", inputs: { vpcId: "vpc-1" } };
    const card = { type: types.networkInterface, id: "eni-1", inputs: { subnetId: "subnet-1" } };
    const association = { type: types.addressAssociation, id: "eipassoc-1", inputs: { networkInterfaceId: "eni-1" } };
    const move = (...others: Parameters<typeof worldWith>) =>
      modelOf(types.internetGateway).refuse?.({ vpcId: "vpc-2" }, world({ vpcId: "vpc-1" }, vpc, subnet, ...others));
    assert.match(String(move(card, association)), /mapped public address/);
    assert.equal(move(card), undefined);
  });

  it("is a cold class before 30 days, a rule without a filter, and the same firewall rule twice", () => {
    const { create, vpc } = network();
    create(types.bucket, "b", { bucket: "acme-b" });
    const lifecycle = (rule: Props) =>
      create("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "l", {
        bucket: "acme-b",
        rules: [{ id: "r", status: "Enabled", ...rule }],
      });
    const cold = (days: number) => [{ days, storageClass: "STANDARD_IA" }];
    assert.throws(() => lifecycle({ filter: { prefix: "" }, transitions: cold(10) }), /greater than or equal to 30/);
    assert.throws(() => lifecycle({ filter: {}, prefix: "a", expiration: { days: 1 } }), /Base level prefix/);
    const group = create(types.securityGroup, "g", { vpcId: vpc.id });
    const rule = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" };
    create(types.securityGroupIngressRule, "one", rule);
    assert.throws(() => create(types.securityGroupIngressRule, "two", rule), /InvalidPermission.Duplicate/);
  });

  it("is the deletion of what is in use", () => {
    const resource = (type: string, id: string, inputs: Props = {}) => ({ type, id, inputs });
    const refused = (type: string, id: string, ...others: ReturnType<typeof resource>[]) =>
      modelOf(type).refuseDelete?.({ ...resource(type, id), urn: "", outputs: {} }, worldWith(...others));
    const subnet = resource(types.subnet, "subnet-1", { vpcId: "vpc-1" });
    assert.match(String(refused(types.vpc, "vpc-1", subnet)), /DependencyViolation/);
    assert.equal(refused(types.vpc, "vpc-2", subnet), undefined);
    const machine = resource(types.instance, "i-1", { subnetId: "subnet-1", vpcSecurityGroupIds: ["sg-1"] });
    assert.match(String(refused(types.subnet, "subnet-1", machine)), /DependencyViolation/);
    assert.match(String(refused(types.securityGroup, "sg-1", machine)), /dependent object/);
    const policy = resource(types.rolePolicy, "web:p", { role: "web" });
    assert.match(String(refused(types.role, "web", policy)), /must delete policies first/);
    const guarded = { ...resource(types.instance, "i-1", { disableApiTermination: true }), urn: "", outputs: {} };
    assert.match(String(modelOf(types.instance).refuseDelete?.(guarded, worldWith())), /OperationNotPermitted/);
  });

  it("is an account that the provider may not use", () => {
    const refuse = (config: Props) => provider.refuseConfig?.(config, provider.account);
    assert.equal(refuse({ allowedAccountIds: ["210987654321"] }), "AWS account ID not allowed: 123456789012");
    assert.equal(refuse({ allowedAccountIds: ["123456789012"] }), undefined);
    assert.match(String(refuse({ forbiddenAccountIds: ["123456789012"] })), /not allowed/);
  });
});

describe("aws sandbox: functions", () => {
  const call = (token: string, args: Props) => cloud().calls[token]?.(args) ?? {};

  it("know the zones and which types are there", () => {
    const { names, zoneIds } = call("aws:index/getAvailabilityZones:getAvailabilityZones", {});
    assert.deepEqual(names, [`${REGION}a`, `${REGION}b`, `${REGION}c`]);
    assert.deepEqual(zoneIds, ["euc1-az1", "euc1-az2", "euc1-az3"]);
    const filters = [{ name: "instance-type", values: ["m5.large"] }];
    const args = { locationType: "availability-zone", filters };
    assert.deepEqual(call("aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings", args).locations, names);
  });

  it("give the same image for the same name", () => {
    const image = (name: string) => call("aws:ssm/getParameter:getParameter", { name }).insecureValue;
    assert.equal(image("/aws/service/a"), image("/aws/service/a"));
    assert.notEqual(image("/aws/service/a"), image("/aws/service/b"));
    assert.throws(() => image("/my/own"), /ParameterNotFound/);
  });
});

describe("aws sandbox: its parts", () => {
  it("have a schema", () => assert.ok(existsSync(provider.schemaPath)));

  it("leave the first four addresses to AWS", () => {
    const subnet = { type: types.subnet, id: "subnet-1", inputs: { cidrBlock: "10.0.0.0/24" } };
    assert.equal(privateAddress(worldWith(subnet), "subnet-1", types.instance, {}), "10.0.0.4");
  });
});
