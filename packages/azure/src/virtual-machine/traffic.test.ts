import assert from "node:assert/strict";
import { Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { recordOnAzure } from "../fixture.test";

const size = { type: { azure: "Standard_D2ls_v5" } };

type Rule = Record<string, unknown>;

async function rulesOf(args: (network: Network, db: VirtualMachine) => Partial<VirtualMachineArgs>): Promise<Rule[]> {
  const recording = await recordOnAzure(() => {
    const network = new Network("net");
    const db = new VirtualMachine("db", { size, network });
    return new VirtualMachine("web", { size, network, ...args(network, db) });
  });
  return recording.find("azure-native:network:NetworkSecurityGroup", "web-nsg").inputs.securityRules as Rule[];
}

const outbound = (rules: readonly Rule[]) => rules.filter(({ direction }) => direction === "Outbound");

describe("what a machine on Azure may connect to", () => {
  it("is everything, by Azure's own rules, unless something is named", async () => {
    assert.deepEqual(outbound(await rulesOf(() => ({}))), []);
  });

  it("is nothing but the platform if nothing is named", async () => {
    assert.deepEqual(outbound(await rulesOf(() => ({ egress: {} }))), [
      {
        name: "deny-outbound",
        priority: 4096,
        direction: "Outbound",
        access: "Deny",
        protocol: "*",
        sourceAddressPrefix: "*",
        sourcePortRange: "*",
        destinationAddressPrefix: "*",
        destinationPortRange: "*",
      },
    ]);
  });

  it("is what is named: ranges, networks, machines", async () => {
    const rules = outbound(
      await rulesOf((network, db) => ({
        egress: { web: { ports: [80, "8000-8010"], to: ["internet", network] }, db: { ports: 5432, to: db } },
      })),
    );
    const common = { direction: "Outbound", access: "Allow", sourceAddressPrefix: "*", sourcePortRange: "*" };
    const web = { ...common, protocol: "Tcp", destinationPortRanges: ["80", "8000-8010"] };
    assert.deepEqual(rules.slice(0, 2), [
      { name: "to-web-internet", ...web, destinationAddressPrefix: "0.0.0.0/0", priority: 100 },
      { name: "to-web-10-0-0-0-16", ...web, destinationAddressPrefix: "10.0.0.0/16", priority: 101 },
    ]);
    const { destinationApplicationSecurityGroups, ...rest } = rules[2] ?? {};
    assert.deepEqual(rest, {
      ...common,
      name: "to-db-db",
      protocol: "Tcp",
      destinationPortRanges: ["5432"],
      priority: 102,
    });
    const [{ id } = { id: "" }] = destinationApplicationSecurityGroups as { id: string }[];
    assert.match(id, /\/applicationSecurityGroups\/db-asg\w{8}$/);
    assert.equal(rules[3]?.name, "deny-outbound");
  });

  it("never has a rule's name of the other direction", async () => {
    const range = "10.0.0.0/8";
    const rules = await rulesOf(() => ({
      ingress: { "to-web": { ports: 1, from: range }, web: { ports: 2, from: range } },
      egress: { web: { ports: 3, to: range }, "to-web": { ports: 4, to: range } },
    }));
    const names = rules.map(({ name }) => String(name));
    assert.equal(new Set(names).size, rules.length, names.join());
  });
});

describe("protocols without ports on Azure", () => {
  it("are let in and out whole", async () => {
    const rules = await rulesOf((network) => ({
      ingress: { ping: { protocol: "icmp", from: "internet" }, any: { protocol: "all", from: network } },
      egress: { ping: { protocol: "icmp", to: "internet" } },
    }));
    const facts = rules
      .filter(({ access, name }) => access === "Allow" && name !== "allow-load-balancer")
      .map((rule) => [rule.name, rule.protocol, rule.destinationPortRange, rule.destinationPortRanges]);
    assert.deepEqual(facts, [
      ["ping-internet", "Icmp", "*", undefined],
      ["any-10-0-0-0-16", "*", "*", undefined],
      ["to-ping-internet", "Icmp", "*", undefined],
    ]);
  });
});
