import assert from "node:assert/strict";
import type { Props, World } from "@isobar/sandbox";
import { mocksOf } from "@isobar/sandbox";
import { firstBootOf } from "./first-boot";
import { provider } from "./index";
import { types } from "./types";

const REGION = "eu-central-1";
const GET_PARAMETER = "aws:ssm/getParameter:getParameter";

function cloud() {
  const { outputs, calls } = mocksOf(provider, REGION);
  const create = (type: string, name: string, inputs: Props) => outputs({ type, name, inputs });
  const vpc = (name: string, cidrBlock: string) => create(types.vpc, name, { cidrBlock });
  const call = (token: string, args: Props) => calls[token]?.(args) ?? {};
  return { create, vpc, call };
}

const NOWHERE: World = {
  config: {},
  account: provider.account,
  region: REGION,
  find: () => undefined,
  list: () => [],
  deleted: () => undefined,
  hex: () => "",
  uuid: () => "",
  now: () => new Date(),
};

const userData = (script: string, place = "") =>
  `#!/bin/sh\nreport '${place}'\ncat > /x/startup-script <<'ISOBAR_AB'\n${script}\nISOBAR_AB\nchmod 700 /x\n`;

describe("aws sandbox: parameters", () => {
  it("have the outputs of Systems Manager, and refuse names and values that it refuses", () => {
    const { create } = cloud();
    const made = create(types.parameter, "web", { type: "String", value: "x" });
    assert.equal(made.arn, `arn:aws:ssm:${REGION}:123456789012:parameter/${made.id}`);
    assert.deepEqual([made.tier, made.version, made.dataType], ["Standard", 1, "text"]);
    const refused = (name: string, value: string) => () =>
      create(types.parameter, "other", { name, type: "String", value });
    assert.throws(refused("aws-web", "x"), /ValidationException/);
    assert.throws(refused("web", "x".repeat(4097)), /maximum parameter value of 4096/);
  });

  it("hold what the machine wrote that was given them", () => {
    const { create, vpc, call } = cloud();
    const subnet = create(types.subnet, "a", { vpcId: vpc("net", "10.0.0.0/16").id, cidrBlock: "10.0.0.0/24" });
    const { id: name } = create(types.parameter, "web", { type: "String", value: "waiting" });
    assert.equal(call(GET_PARAMETER, { name }).value, "waiting");
    const ami = "ami-0123456789abcdef0";
    const text = userData("exit 3", `https://ssm.${REGION}.amazonaws.com/${name}`);
    const { id } = create(types.instance, "web", {
      ami,
      instanceType: "t3.micro",
      subnetId: subnet.id,
      userData: text,
    });
    const { value, insecureValue } = call(GET_PARAMETER, { name });
    assert.match(String(value), new RegExp(`^${id} failed [A-Za-z0-9+/=]+$`));
    assert.equal(insecureValue, value);
    assert.throws(() => call(GET_PARAMETER, { name: "gone" }), { message: /ParameterNotFound/, code: 9 });
  });

  it("say that a machine fails only if its script's last line does", () => {
    const states = ["echo hello", "exit 0", "exit 1\necho", "echo\nexit 12\n", "false", ""].map(
      (script) => firstBootOf({ userData: userData(script) }).state,
    );
    assert.deepEqual(states, ["ready", "ready", "ready", "failed", "failed", "ready"]);
    assert.equal(firstBootOf({}).state, "ready");
  });
});

describe("aws sandbox: schedules", () => {
  const at = (scheduleExpression: string, roleArn: unknown, input = "{}") => ({
    scheduleExpression,
    flexibleTimeWindow: { mode: "OFF" },
    target: { arn: "arn:aws:scheduler:::aws-sdk:ec2:stopInstances", roleArn, input },
  });

  it("have a role that the scheduler may take on, a time to come, and JSON as input", () => {
    const { create } = cloud();
    const role = (name: string, service: string) =>
      create(types.role, name, {
        assumeRolePolicy: `{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"${service}"}}]}`,
      }).arn;
    const own = role("own", "scheduler.amazonaws.com");
    const schedule = (inputs: Props) => create(types.schedule, "web", inputs);
    const made = schedule(at("at(2036-01-01T00:00:00)", own));
    assert.match(String(made.id), /^default\/web-[0-9a-f]{7}$/);
    assert.equal(made.arn, `arn:aws:scheduler:${REGION}:123456789012:schedule/${made.id}`);
    assert.throws(() => schedule(at("at(2036-01-01T00:00:00Z)", own)), /Invalid Schedule Expression/);
    assert.throws(() => schedule(at("at(2020-01-01T00:00:00)", own)), /in the past/);
    assert.throws(() => schedule(at("at(2036-01-01T00:00:00)", role("ec2", "ec2.amazonaws.com"))), /assume the role/);
    assert.throws(() => schedule(at("at(2036-01-01T00:00:00)", own, "i-1")), /valid JSON/);
  });

  it("end running machines once their moment has come", () => {
    const tick = (call: string, instanceState: string, now: string) => {
      const machine = { type: types.instance, id: "i-1", urn: "", inputs: {}, outputs: { instanceState } };
      const target = { arn: `arn:aws:scheduler:::aws-sdk:ec2:${call}`, input: '{"InstanceIds":["i-1"]}' };
      const inputs = { scheduleExpression: "at(2036-01-01T00:00:00)", target };
      const schedule = { type: types.schedule, id: "default/web", urn: "", inputs, outputs: inputs };
      const world = { ...NOWHERE, find: () => machine, now: () => new Date(now) };
      return provider.models.find(({ type }) => type === types.schedule)?.tick?.(schedule, world);
    };
    const machine = { type: types.instance, id: "i-1" };
    const [before, after] = ["2035-12-31T23:59:59Z", "2036-01-01T00:00:00Z"];
    assert.deepEqual(tick("stopInstances", "running", after), [{ ...machine, become: { instanceState: "stopped" } }]);
    assert.deepEqual(tick("terminateInstances", "running", after), [{ ...machine, become: "gone" }]);
    assert.deepEqual(tick("stopInstances", "running", before), []);
    assert.deepEqual(tick("stopInstances", "stopped", after), []);
  });
});

describe("aws sandbox: peerings", () => {
  it("are between two networks, once, and not where ranges overlap", () => {
    const { create, vpc } = cloud();
    const [a, b, c] = [vpc("a", "10.0.0.0/16"), vpc("b", "10.1.0.0/16"), vpc("c", "10.1.128.0/20")];
    const peer = (name: string, one: Props, other: Props, more: Props = { autoAccept: true }) =>
      create(types.vpcPeeringConnection, name, { vpcId: one.id, peerVpcId: other.id, ...more });
    const made = peer("ab", a, b);
    assert.match(String(made.id), /^pcx-0[0-9a-f]{16}$/);
    assert.deepEqual([made.acceptStatus, made.peerRegion], ["active", REGION]);
    assert.throws(() => peer("ba", b, a), /VpcPeeringConnectionAlreadyExists/);
    assert.throws(() => peer("bc", b, c), /overlapping CIDR range/);
    assert.throws(() => peer("ax", a, { id: "vpc-gone" }), /InvalidVpcID\.NotFound/);
    assert.throws(() => peer("ac", a, c, { accepter: { allowRemoteVpcDnsResolution: true } }), /active peerings/);
  });
});

describe("aws sandbox: what every network comes with", () => {
  it("is a security group that machines and rules may name", () => {
    const { create, vpc } = cloud();
    const { id: vpcId, defaultSecurityGroupId: group } = vpc("net", "10.0.0.0/16");
    const subnet = create(types.subnet, "a", { vpcId, cidrBlock: "10.0.0.0/24" });
    const inputs = {
      ami: "ami-0123456789abcdef0",
      instanceType: "t3.micro",
      subnetId: subnet.id,
      vpcSecurityGroupIds: [group],
    };
    assert.match(String(create(types.instance, "web", inputs).id), /^i-/);
    const rule = { securityGroupId: group, ipProtocol: "icmp", fromPort: -1, toPort: -1, cidrIpv4: "10.0.0.0/8" };
    assert.match(String(create(types.securityGroupIngressRule, "ping", rule).id), /^sgr-/);
  });

  it("is not to be had of a network that is not there", () => {
    const { call } = cloud();
    assert.throws(() => call("aws:ec2/getVpc:getVpc", { id: "vpc-1" }), { message: /no matching EC2 VPC/, code: 9 });
    assert.throws(() => call("aws:ec2/getSubnet:getSubnet", { id: "subnet-1" }), { message: /no matching/, code: 9 });
  });
});
