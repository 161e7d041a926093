import assert from "node:assert/strict";
import { Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { refusal, run, waitsFor } from "../testing";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const size = { vcpus: 2, memoryGib: 4 };

type Rules = Pick<VirtualMachineArgs, "ingress" | "egress">;

/** A machine's native rules by name, without the groups that they belong to. */
async function rulesOf(type: string, rules: (network: Network, db: VirtualMachine) => Rules) {
  const recording = await run(() => {
    const network = new Network("net", { cidr: "10.7.0.0/16", outbound: "none" });
    const db = new VirtualMachine("db", { network, size, egress: {} });
    return new VirtualMachine("web", { network, size, ...rules(network, db) });
  });
  const native = recording.all(type).map(({ name, inputs }) => {
    const { securityGroupId: _, tags: __, referencedSecurityGroupId: group, ...rule } = inputs;
    return [name, group === undefined ? rule : { ...rule, group: String(group).slice(0, 3) }];
  });
  return Object.fromEntries(native);
}

const EVERYTHING = { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" };

describe("aws: ingress", () => {
  it("has protocols without ports: every kind of ICMP, and everything", async () => {
    const rules = await rulesOf(INGRESS, (network, db) => ({
      ingress: { ping: { protocol: "icmp", from: network }, any: { protocol: "all", from: db } },
    }));
    assert.deepEqual(rules, {
      "web-ingress-icmp-10-7-0-0-16": { ipProtocol: "icmp", fromPort: -1, toPort: -1, cidrIpv4: "10.7.0.0/16" },
      "web-ingress-all-db": { ipProtocol: "-1", group: "sg-" },
    });
  });
});

describe("aws: egress", () => {
  it("is what the rules name and nothing else", async () => {
    const rules = await rulesOf(EGRESS, (network, db) => ({
      egress: {
        web: { ports: [80, "8000-8010"], to: "internet" },
        dns: { ports: 53, protocol: "udp", to: network },
        sql: { ports: 5432, to: db },
        ping: { protocol: "icmp", to: "192.0.2.0/24" },
      },
    }));
    assert.deepEqual(rules, {
      "web-egress-tcp-80-internet": { ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" },
      "web-egress-tcp-8000to8010-internet": { ipProtocol: "tcp", fromPort: 8000, toPort: 8010, cidrIpv4: "0.0.0.0/0" },
      "web-egress-udp-53-10-7-0-0-16": { ipProtocol: "udp", fromPort: 53, toPort: 53, cidrIpv4: "10.7.0.0/16" },
      "web-egress-tcp-5432-db": { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, group: "sg-" },
      "web-egress-icmp-192-0-2-0-24": { ipProtocol: "icmp", fromPort: -1, toPort: -1, cidrIpv4: "192.0.2.0/24" },
    });
  });

  it("is nothing without rules, and everything without egress", async () => {
    assert.deepEqual(await rulesOf(EGRESS, () => ({ egress: {} })), {});
    assert.deepEqual(await rulesOf(EGRESS, () => ({})), { "web-egress": EVERYTHING });
  });

  it("keeps the rule for everything when that is said in words, because EC2 takes no second one beside it", async () => {
    const said = { egress: { all: { protocol: "all", to: "internet" } } } as const;
    assert.deepEqual(await rulesOf(EGRESS, () => said), { "web-egress": EVERYTHING });
  });

  it("keeps a native rule when the user renames the rule, and refuses the same one twice", async () => {
    const rule = { ports: 443, to: "internet" } as const;
    const before = await rulesOf(EGRESS, () => ({ egress: { web: rule } }));
    assert.deepEqual(await rulesOf(EGRESS, () => ({ egress: { https: rule } })), before);
    const twice = () => new VirtualMachine("web", { size, egress: { a: rule, b: rule } });
    assert.match(await refusal(twice), /egress\.b: lets out what egress\.a lets through already/);
  });

  it("is there before the first boot", async () => {
    const egress = {
      web: { ports: 443, to: "internet" },
      dns: { ports: 53, protocol: "udp", to: "internet" },
    } as const;
    const recording = await run(() => new VirtualMachine("web", { size, publicIp: "ephemeral", egress }));
    const before = waitsFor(recording, "aws:ec2/instance:Instance", "web");
    for (const name of ["web-egress-tcp-443-internet", "web-egress-udp-53-internet"]) {
      assert.ok(before.includes(name), `the machine does not wait for ${name}`);
    }
  });
});
