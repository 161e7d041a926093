import assert from "node:assert/strict";
import { Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { run } from "../simulated.test.helper";

const SIZE = { vcpus: 2, memoryGib: 4 };
const FIREWALL = "gcp:compute/firewall:Firewall";
const machine = (args: Partial<VirtualMachineArgs>) => new VirtualMachine("web", { size: SIZE, ...args });

describe("egress of a VirtualMachine on GCP", () => {
  it("is everything, by no rule at all, unless some is named", async () => {
    const { all } = await run(() => machine({}));
    assert.deepEqual(
      all(FIREWALL).filter(({ inputs }) => inputs.direction === "EGRESS"),
      [],
    );
  });

  it("is one firewall rule for each, to ranges, networks and the addresses of machines", async () => {
    const { find, result } = await run(() => {
      const network = new Network("net", { cidr: "10.20.0.0/16" });
      const db = new VirtualMachine("db", { network, size: SIZE });
      const to = ["internet", network, db] as (string | Network | VirtualMachine)[];
      machine({ network, egress: { out: { ports: [443, "8000-8010"], to } } });
      return db;
    });
    const { network, targetServiceAccounts, ...inputs } = find(FIREWALL, "web-egress-out").inputs;
    assert.deepEqual(inputs, {
      direction: "EGRESS",
      priority: 1000,
      destinationRanges: ["0.0.0.0/0", "10.20.0.0/16", `${await settled(result.privateIp)}/32`],
      allows: [{ protocol: "tcp", ports: ["443", "8000-8010"] }],
    });
    assert.match(String(network), /\/networks\/net-/);
    assert.match(String(targetServiceAccounts), /^web-sa-/);
  });

  it("denies the rest by a rule that yields to the others and comes after them", async () => {
    const { find } = await run(() => machine({ egress: { dns: { protocol: "udp", ports: 53, to: "10.0.0.2/32" } } }));
    const denial = find(FIREWALL, "web-egress-denial");
    const { network: _, targetServiceAccounts, ...inputs } = denial.inputs;
    assert.deepEqual(inputs, {
      direction: "EGRESS",
      priority: 1001,
      destinationRanges: ["0.0.0.0/0"],
      denies: [{ protocol: "all" }],
    });
    assert.match(String(targetServiceAccounts), /^web-sa-/);
    assert.ok(denial.dependsOn.some((urn) => urn.endsWith("::web-egress-dns")));
  });

  it("is limited before the machine boots, also to nothing", async () => {
    const { find, all } = await run(() => machine({ egress: {} }));
    const { dependsOn } = find("gcp:compute/instance:Instance", "web");
    assert.ok(dependsOn.some((urn) => urn.endsWith("::web-egress-denial")));
    assert.equal(all(FIREWALL).filter(({ inputs }) => inputs.direction === "EGRESS").length, 1);
  });

  it("names no ports for protocols that have none", async () => {
    for (const protocol of ["icmp", "all"] as const) {
      const rule = { ping: { protocol, to: "10.0.0.0/8" } };
      const { find } = await run(() => machine({ egress: rule, ingress: { ping: { protocol, from: "10.0.0.0/8" } } }));
      for (const side of ["egress", "ingress"]) {
        assert.deepEqual(find(FIREWALL, `web-${side}-ping`).inputs.allows, [{ protocol }]);
      }
    }
  });

  it("follows the machine to another network", async () => {
    const { all } = await run(() => machine({ egress: { web: { ports: 443, to: "internet" } } }));
    for (const { replaceOnChanges } of all(FIREWALL)) assert.deepEqual(replaceOnChanges, ["network"]);
  });
});
