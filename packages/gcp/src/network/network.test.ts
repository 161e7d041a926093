import assert from "node:assert/strict";
import { Network, VirtualMachine } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { PROJECT, REGION, refusal, run } from "../simulated.test.helper";

const SIZE = { vcpus: 2, memoryGib: 4 };
const LINK = `https://www.googleapis.com/compute/v1/projects/${PROJECT}`;
const SUBNETWORK = "gcp:compute/subnetwork:Subnetwork";
const NAT = "gcp:compute/routerNat:RouterNat";

describe("Network on GCP", () => {
  it("is a network without automatic subnetworks, and one subnetwork of its whole range", async () => {
    const { find, result } = await run(() => new Network("net", { cidr: "10.20.0.0/16" }));
    assert.deepEqual(find("gcp:compute/network:Network", "net").inputs, {
      autoCreateSubnetworks: false,
      routingMode: "REGIONAL",
    });
    const id = await settled(result.id);
    assert.match(id, new RegExp(`^${LINK}/global/networks/net-[0-9a-f]{7}$`));
    assert.deepEqual(find(SUBNETWORK, "net-subnetwork").inputs, {
      network: id,
      region: REGION,
      ipCidrRange: "10.20.0.0/16",
      privateIpGoogleAccess: true,
    });
    assert.deepEqual(await settled(result.publicSubnetIds), await settled(result.privateSubnetIds));
  });

  it("has a router and a NAT gateway with an address of its own", async () => {
    const { find, result } = await run(() => new Network("net"));
    const address = find("gcp:compute/address:Address", "net-nat-address");
    assert.deepEqual(address.inputs, {
      region: REGION,
      addressType: "EXTERNAL",
      networkTier: "PREMIUM",
      labels: { project: "shop", stack: "dev" },
    });
    const nat = find(NAT, "net-nat");
    const { router, natIps, ...inputs } = nat.inputs;
    assert.match(String(router), /^net-router-/);
    assert.match(String(natIps), new RegExp(`^${LINK}/regions/${REGION}/addresses/net-nat-address-`));
    assert.deepEqual(inputs, {
      region: REGION,
      natIpAllocateOption: "MANUAL_ONLY",
      sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
      enableDynamicPortAllocation: true,
      enableEndpointIndependentMapping: false,
      minPortsPerVm: 64,
      maxPortsPerVm: 4096,
      logConfig: { enable: true, filter: "ERRORS_ONLY" },
    });
    assert.equal(nat.deleteBeforeReplace, true);
    assert.match((await settled(result.egressIps)).join(), /^34\.\d+\.\d+\.\d+$/);
  });

  it("lets private machines wait for the gateway, and public ones not", async () => {
    const { find } = await run(() => {
      const network = new Network("net");
      new VirtualMachine("inside", { network, size: SIZE });
      new VirtualMachine("outside", { network, size: SIZE, publicIp: "ephemeral" });
    });
    const waits = (name: string) =>
      find("gcp:compute/instance:Instance", name).dependsOn.some((urn) => urn.endsWith(`${NAT}::net-nat`));
    assert.deepEqual([waits("inside"), waits("outside")], [true, false]);
  });

  it("records connections and shuts Google's services only when asked", async () => {
    const { find } = await run(() => new Network("net", { flowLogs: true, privateAccess: [] }));
    const { privateIpGoogleAccess, logConfig } = find(SUBNETWORK, "net-subnetwork").inputs;
    assert.equal(privateIpGoogleAccess, false);
    assert.deepEqual(logConfig, {
      aggregationInterval: "INTERVAL_5_SEC",
      flowSampling: 0.5,
      metadata: "INCLUDE_ALL_METADATA",
    });
  });

  it("gives legal names where automatic ones would not be", async () => {
    const name = "A.very.long.name.of.a.network.that.passes.sixty.three.characters";
    const { find } = await run(() => new Network(name));
    const given = String(find("gcp:compute/network:Network", name).inputs.name);
    assert.match(given, /^a-very-long-name-of-a-network[-a-z0-9]*-[0-9a-f]{7}$/);
    assert.ok(given.length <= 63);
  });

  it("refuses more zones than are up", async () => {
    const down = { "gcp:compute/getZones:getZones": () => ({ names: [`${REGION}-b`] }) };
    const message = await refusal(() => new Network("net", { zones: 2 }), { calls: down });
    assert.match(message, /Network "net": zones.*europe-west4 has fewer zones/);
  });
});

describe("Network.existing on GCP", () => {
  const ranges: Record<string, string> = { a: "10.1.0.0/20", b: "10.2.0.0/20" };
  const calls = {
    "gcp:compute/getSubnetwork:getSubnetwork": ({ name, selfLink }: Record<string, unknown>) => ({
      ipCidrRange: ranges[String(name ?? selfLink).slice(-1)],
    }),
  };

  it("asks the cloud for range and zones, and takes a subnetwork for both sides", async () => {
    const { result, calls: made } = await run(
      () => Network.existing("old", { id: "shared", privateSubnets: [`${LINK}/regions/${REGION}/subnetworks/a`] }),
      { calls },
    );
    assert.equal(await settled(result.cidr), "10.1.0.0/20");
    assert.deepEqual(await settled(result.publicSubnetIds), await settled(result.privateSubnetIds));
    assert.deepEqual(
      await settled(result.zones),
      ["a", "b", "c"].map((letter) => `${REGION}-${letter}`),
    );
    const asked = made.find(({ token }) => token.includes("getSubnetwork"));
    assert.deepEqual(asked?.args, { selfLink: `${LINK}/regions/${REGION}/subnetworks/a` });
  });

  it("asks for the range where the subnetworks have several", async () => {
    const args = { id: "shared", publicSubnets: ["a"], privateSubnets: ["b"] };
    const message = await refusal(() => Network.existing("old", args), { calls });
    assert.match(message, /Network "old": cidr.*10\.1\.0\.0\/20, 10\.2\.0\.0\/20/);
    const { result } = await run(() => Network.existing("old", { ...args, cidr: "10.0.0.0/8" }), { calls });
    assert.equal(await settled(result.cidr), "10.0.0.0/8");
  });
});
