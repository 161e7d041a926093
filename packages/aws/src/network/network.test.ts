import assert from "node:assert/strict";
import { Network, VirtualMachine } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { natives, REGION, refusal, run, simulated, statements, waitsFor } from "../testing";

const SUBNET = "aws:ec2/subnet:Subnet";
const NAT = "aws:ec2/natGateway:NatGateway";
const ROUTE = "aws:ec2/route:Route";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const ZONES = "aws:index/getAvailabilityZones:getAvailabilityZones";

describe("aws: Network", () => {
  it("is a VPC with both kinds of subnets in two zones, one NAT and a way to S3", async () => {
    const recording = await run(() => new Network("net"));
    assert.deepEqual(natives(recording), [
      "DefaultSecurityGroup net-default-security-group",
      "Eip net-nat-address-1",
      "InternetGateway net-internet-gateway",
      "NatGateway net-nat-gateway-1",
      "Route net-private-route-1",
      "Route net-private-route-2",
      "Route net-public-route",
      "RouteTable net-private-route-table-1",
      "RouteTable net-private-route-table-2",
      "RouteTable net-public-route-table",
      "RouteTableAssociation net-private-route-table-association-1",
      "RouteTableAssociation net-private-route-table-association-2",
      "RouteTableAssociation net-public-route-table-association-1",
      "RouteTableAssociation net-public-route-table-association-2",
      "Subnet net-private-subnet-1",
      "Subnet net-private-subnet-2",
      "Subnet net-public-subnet-1",
      "Subnet net-public-subnet-2",
      "Vpc net",
      "VpcEndpoint net-s3-endpoint",
    ]);
    const tags = { Name: "net", project: "shop", stack: "dev" };
    assert.deepEqual(recording.find("aws:ec2/vpc:Vpc", "net").inputs, {
      cidrBlock: "10.0.0.0/16",
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags,
    });
    const { vpcId, ...subnet } = recording.find(SUBNET, "net-public-subnet-2").inputs;
    assert.match(String(vpcId), /^vpc-[0-9a-f]{17}$/);
    assert.deepEqual(subnet, {
      availabilityZone: `${REGION}b`,
      cidrBlock: "10.0.80.0/20",
      mapPublicIpOnLaunch: false,
      tags: { ...tags, Name: "net-public-2" },
    });
  });

  it("leaves the VPC's default security group without rules", async () => {
    const recording = await run(() => new Network("net"));
    const type = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    const { ingress, egress } = recording.find(type, "net-default-security-group").inputs;
    assert.deepEqual([ingress, egress], [[], []]);
  });

  it("makes a NAT gateway only when the internet gateway is attached and routed to", async () => {
    const recording = await run(() => new Network("net"));
    const before = waitsFor(recording, NAT, "net-nat-gateway-1");
    for (const name of ["net-internet-gateway", "net-public-route", "net-public-route-table-association-1"]) {
      assert.ok(before.includes(name), `the NAT gateway does not wait for ${name}`);
    }
    assert.ok(waitsFor(recording, "aws:ec2/eip:Eip", "net-nat-address-1").includes("net-internet-gateway"));
  });

  it("can move to another range: a new internet gateway, and the NAT gateway's address free for the next one", async () => {
    const recording = await run(() => new Network("net"));
    const gateway = recording.find("aws:ec2/internetGateway:InternetGateway", "net-internet-gateway");
    assert.deepEqual(gateway.replaceOnChanges, ["vpcId"]);
    assert.equal(recording.find(NAT, "net-nat-gateway-1").deleteBeforeReplace, true);
  });

  it("leads each zone's private subnet to the NAT gateway of its own zone", async () => {
    const recording = await run(() => new Network("net", { outbound: "nat-per-zone", zones: 3 }));
    const gateways = recording.all(ROUTE).map(({ inputs }) => inputs.natGatewayId);
    assert.equal(recording.all(NAT).length, 3);
    assert.equal(new Set(gateways.filter(Boolean)).size, 3);
    assert.equal((await settled(recording.result.egressIps)).length, 3);
  });

  it("has no way out with outbound none", async () => {
    const recording = await run(() => new Network("net", { outbound: "none" }));
    assert.equal(recording.all(NAT).length, 0);
    assert.deepEqual(
      recording.all(ROUTE).map(({ name }) => name),
      ["net-public-route"],
    );
  });

  it("reaches the registry through interface endpoints open to the network", async () => {
    const recording = await run(() => new Network("net", { privateAccess: ["registry"] }));
    const names = recording.all(ENDPOINT).map(({ inputs }) => [inputs.vpcEndpointType, inputs.serviceName]);
    assert.deepEqual(names, [
      ["Gateway", "com.amazonaws.eu-central-1.s3"],
      ["Interface", "com.amazonaws.eu-central-1.ecr.api"],
      ["Interface", "com.amazonaws.eu-central-1.ecr.dkr"],
    ]);
    const api = recording.find(ENDPOINT, "net-ecr-endpoint-api").inputs;
    assert.equal(api.privateDnsEnabled, true);
    assert.equal((api.subnetIds as string[]).length, 2);
    const type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    const { cidrIpv4, fromPort, toPort } = recording.find(type, "net-endpoint-ingress").inputs;
    assert.deepEqual([cidrIpv4, fromPort, toPort], ["10.0.0.0/16", 443, 443]);
  });

  it("names endpoints as they are called in China", async () => {
    const network = () => new Network("net", { privateAccess: ["registry"] });
    const recording = await run(network, { region: "cn-north-1" });
    const names = recording.all(ENDPOINT).map(({ inputs }) => inputs.serviceName);
    assert.deepEqual(names.slice(0, 2), ["com.amazonaws.cn-north-1.s3", "cn.com.amazonaws.cn-north-1.ecr.api"]);
  });

  it("records flows into a log group that only the VPC's flow logs may write to", async () => {
    const recording = await run(() => new Network("net", { flowLogs: true }));
    const group = recording.find("aws:cloudwatch/logGroup:LogGroup", "net-flow-log-group");
    assert.equal(group.inputs.retentionInDays, 30);
    const [trust] = statements(recording.find("aws:iam/role:Role", "net-flow-log-role").inputs.assumeRolePolicy);
    assert.deepEqual(trust?.Condition, { StringEquals: { "aws:SourceAccount": "123456789012" } });
    const [write] = statements(recording.find("aws:iam/rolePolicy:RolePolicy", "net-flow-log-policy").inputs.policy);
    assert.match(JSON.stringify(write?.Resource), /log-group:net-flow-log-group-[0-9a-f]{7}:\*/);
    assert.ok(waitsFor(recording, "aws:ec2/flowLog:FlowLog", "net-flow-log").includes("net-flow-log-policy"));
  });

  it("keeps its zones, sorted and without Local Zones, the target's own first", async () => {
    const calls = { [ZONES]: () => ({ names: [`${REGION}c`, `${REGION}a`, `${REGION}b`] }) };
    const zones = async (config: Record<string, string>) => {
      const { result, calls: made } = await run(() => new Network("net"), { config, calls });
      assert.deepEqual(made[0]?.args, {
        state: "available",
        filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
      });
      return settled(result.zones);
    };
    assert.deepEqual(await zones({}), [`${REGION}a`, `${REGION}b`]);
    assert.deepEqual(await zones({ "isobar:zone": `${REGION}c` }), [`${REGION}c`, `${REGION}a`]);
    const old = [`${REGION}b`, `${REGION}c`];
    const recording = await run(() => new Network("net"), { calls, kept: { "net-zones": old } });
    assert.deepEqual(await settled(recording.result.zones), old);
    assert.equal(recording.find(SUBNET, "net-public-subnet-1").inputs.availabilityZone, `${REGION}b`);
  });

  it("says how many zones there are", async () => {
    const calls = { [ZONES]: () => ({ names: [`${REGION}a`] }) };
    assert.match(await refusal(() => new Network("net"), { calls }), /fewer zones.*Given: 2. Allowed: 1 to 1/);
  });
});

describe("aws: the default network", () => {
  const machine = (name: string, publicIp: false | "ephemeral") =>
    new VirtualMachine(name, { size: { vcpus: 2, memoryGib: 4 }, publicIp });

  it("has no NAT gateway for public machines, and one for all private ones", async () => {
    const open = await run(() => machine("a", "ephemeral"));
    assert.equal(open.all(NAT).length, 0);
    assert.equal(open.all("aws:ec2/eip:Eip").length, 0);
    const closed = await run(() => [machine("a", false), machine("b", false)]);
    assert.deepEqual(
      closed.all(NAT).map(({ name }) => name),
      ["isobar-default-nat-gateway-1"],
    );
    for (const name of ["a", "b"]) {
      assert.ok(waitsFor(closed, "aws:ec2/instance:Instance", name).includes("isobar-default-private-route-1"));
    }
  });
});

describe("aws: an existing network", () => {
  const SUBNETS: Readonly<Record<string, string>> = {
    "subnet-1": "b",
    "subnet-2": "a",
    "subnet-3": "a",
    "subnet-4": "c",
  };
  const calls = {
    ...simulated().calls,
    "aws:ec2/getSubnet:getSubnet": ({ id }: Record<string, unknown>) => ({
      id,
      availabilityZone: `${REGION}${SUBNETS[String(id)]}`,
      vpcId: id === "subnet-9" ? "vpc-2" : "vpc-1",
    }),
    "aws:ec2/getVpc:getVpc": () => ({ cidrBlock: "10.9.0.0/16" }),
  };
  const options = { calls, outputs: () => ({ arn: "arn:aws:iam::123456789012:role/web" }) };

  it("is asked for its zones and range, and not changed", async () => {
    const args = { id: "vpc-1", publicSubnets: ["subnet-1", "subnet-2"], privateSubnets: ["subnet-3", "subnet-4"] };
    const recording = await run(() => Network.existing("net", args), options);
    assert.deepEqual(natives(recording), []);
    assert.equal(await settled(recording.result.cidr), "10.9.0.0/16");
    assert.deepEqual(await settled(recording.result.zones), [`${REGION}a`]);
    assert.deepEqual(await settled(recording.result.publicSubnetIds), args.publicSubnets);
  });

  it("takes machines into the subnet of their zone on their side", async () => {
    const args = { id: "vpc-1", publicSubnets: ["subnet-1", "subnet-2"], privateSubnets: ["subnet-3"] };
    const recording = await run(() => {
      const network = Network.existing("net", args);
      return new VirtualMachine("web", { network, size: { vcpus: 2, memoryGib: 4 }, publicIp: "ephemeral" });
    }, options);
    const { subnetId } = recording.find("aws:ec2/instance:Instance", "web").inputs;
    assert.equal(subnetId, "subnet-2");
  });

  it("refuses subnets of another VPC, and machines on a side that has none", async () => {
    const foreign = () => Network.existing("net", { id: "vpc-1", publicSubnets: ["subnet-9"] });
    assert.match(await refusal(foreign, options), /belongs to another VPC.*subnet-9 in vpc-2. Allowed: vpc-1/);
    const closed = () => {
      const network = Network.existing("net", { id: "vpc-1", publicSubnets: ["subnet-1"] });
      return new VirtualMachine("web", { network, size: { vcpus: 2, memoryGib: 4 } });
    };
    assert.match(await refusal(closed, options), /privateSubnets.*without a public address/);
  });
});
