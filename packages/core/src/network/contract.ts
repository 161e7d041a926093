import assert from "node:assert/strict";
import { settled } from "../testing/record";
import { assertChildren, assertRefused, type ContractSetup, childrenOf, recordOn } from "../testing/setup";
import type { NetworkArgs } from "./args";
import type { NetworkFeatures } from "./driver";
import { Network } from "./network";

const OUTBOUND = ["nat", "nat-per-zone", "none"] as const;
const SERVICES = ["object-storage", "registry"] as const;

/** The contract of {@link Network}. */
export function networkContract(setup: ContractSetup): void {
  const { backend, describe, it } = setup;
  const { features } = backend.drivers.network();
  describe(`contract of Network on ${backend.title}`, () => {
    it("makes a network from nothing but a name", async () => {
      const recording = await recordOn(setup, () => new Network("net"));
      assertChildren(recording, "Network", "net");
      const { id, cidr, zones, egressIps, publicSubnetIds, privateSubnetIds } = recording.result;
      assert.ok((await settled(id)).length > 0);
      assert.equal(await settled(cidr), "10.0.0.0/16");
      assert.equal((await settled(zones)).length, 2);
      assert.ok((await settled(egressIps)).length > 0, "a network with NAT has an address outside");
      const subnets = features.zonalSubnets ? 2 : 1;
      assert.equal((await settled(publicSubnetIds)).length, subnets);
      assert.equal((await settled(privateSubnetIds)).length, subnets);
    });
    it("keeps the zones that it chose", async () => {
      const recording = await recordOn(setup, () => new Network("net"));
      const stash = recording.find("pulumi:index:Stash", "net-zones");
      assert.deepEqual(stash.ignoreChanges, ["input"]);
      assert.deepEqual((stash.inputs.input as string[]).slice(0, 2), await settled(recording.result.zones));
    });
    it("gets the next of the kept zones when it grows", async () => {
      const trigger = async (zones: number) =>
        (await recordOn(setup, () => new Network("net", { zones }))).find("pulumi:index:Stash", "net-zones")
          .replacementTrigger;
      assert.equal(await trigger(1), await trigger(2));
    });
    declared(setup, features);
    undeclared(setup, features);
    existing(setup);
  });
}

function declared(setup: ContractSetup, features: NetworkFeatures): void {
  const possible: NetworkArgs[] = [
    ...features.outbound.map((outbound) => ({ outbound })),
    ...features.privateAccess.map((service) => ({ privateAccess: [service] })),
    { privateAccess: [] },
    ...(features.flowLogs ? [{ flowLogs: true }] : []),
    { cidr: `10.0.0.0/${features.cidrPrefix.min}` },
    { zones: 1 },
    ...(features.sharedSubnet ? [{ cidr: `10.0.0.0/${features.cidrPrefix.max}` }] : []),
  ];
  for (const args of possible) {
    setup.it(`builds what it declares: ${JSON.stringify(args)}`, async () => {
      assertChildren(await recordOn(setup, () => new Network("net", args)), "Network", "net");
    });
  }
  setup.it('makes no way out with outbound: "none"', async () => {
    const recording = await recordOn(setup, () => new Network("net", { outbound: "none" }));
    assert.deepEqual(await settled(recording.result.egressIps), []);
    const nat = childrenOf(recording, "Network", "net").filter((child) => /nat(gateway)?$/i.test(child.type));
    assert.deepEqual(nat, []);
  });
}

function undeclared(setup: ContractSetup, features: NetworkFeatures): void {
  const impossible: [NetworkArgs, RegExp][] = [
    ...OUTBOUND.filter((o) => !features.outbound.includes(o)).map((outbound): [NetworkArgs, RegExp] => [
      { outbound },
      /outbound.*Allowed/,
    ]),
    ...SERVICES.filter((s) => !features.privateAccess.includes(s)).map((service): [NetworkArgs, RegExp] => [
      { privateAccess: [service] },
      /privateAccess.*Allowed/,
    ]),
    ...(features.flowLogs ? [] : [[{ flowLogs: true }, /flowLogs/] as [NetworkArgs, RegExp]]),
    [{ cidr: "10.0.0.1/16" }, /cidr.*10\.0\.0\.0\/16/],
    [{ cidr: "ten" }, /cidr.*Allowed/],
    [{ cidr: `10.0.0.0/${features.cidrPrefix.max + 1}` }, /cidr.*prefix length/],
    [{ zones: 6 }, /zones.*fewer/],
    [{ zone: 2 } as NetworkArgs, /zone.*Did you mean "zones"/],
  ];
  for (const [args, words] of impossible) {
    setup.it(`refuses ${JSON.stringify(args)}`, () => assertRefused(setup, () => new Network("net", args), words));
  }
}

function existing(setup: ContractSetup): void {
  setup.it("adopts an existing network without making or changing anything", async () => {
    const made = await recordOn(setup, () => new Network("net"));
    const id = await settled(made.result.id);
    const [publicSubnets, privateSubnets] = [
      await settled(made.result.publicSubnetIds),
      await settled(made.result.privateSubnetIds),
    ];
    const args = { id, publicSubnets, privateSubnets, cidr: "10.0.0.0/16" };
    const recording = await recordOn(setup, () => Network.existing("old", args));
    assert.deepEqual(childrenOf(recording, "Network", "old"), []);
    assert.equal(await settled(recording.result.id), id);
    assert.deepEqual(await settled(recording.result.publicSubnetIds), publicSubnets);
  });
}
