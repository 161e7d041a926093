import assert from "node:assert/strict";
import { Network, type NetworkArgs, VirtualMachine } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { REGION, recordOnAzure, refusalOnAzure, replacementsOnAzure } from "../fixture.test";

const NETWORK = "azure-native:network:VirtualNetwork";
const SUBNET = "azure-native:network:Subnet";
const NAT = "azure-native:network:NatGateway";
const ADDRESS = "azure-native:network:PublicIPAddress";
const TAGS = { project: "shop", stack: "dev" };
const SIZE = { vcpus: 2, memoryGib: 4 };

const make = (args: NetworkArgs = {}, more = {}) => recordOnAzure(() => new Network("net", args), more);

describe("Network on Azure", () => {
  it("makes a network whose subnets are resources of their own", async () => {
    const recording = await make({ cidr: "10.20.0.0/16" });
    const { inputs } = recording.find(NETWORK, "net");
    const { resourceGroupName, ...rest } = inputs;
    assert.match(String(resourceGroupName), /^isobar-group[0-9a-f]{8}$/);
    assert.deepEqual(rest, {
      location: REGION,
      addressSpace: { addressPrefixes: ["10.20.0.0/16"] },
      enableDdosProtection: false,
      enableVmProtection: false,
      tags: TAGS,
    });
    const subnet = (name: string) => recording.find(SUBNET, name).inputs;
    assert.equal(subnet("net-public").addressPrefix, "10.20.64.0/20");
    assert.equal(subnet("net-private").addressPrefix, "10.20.128.0/19");
    for (const name of ["net-public", "net-private"]) {
      assert.equal(subnet(name).defaultOutboundAccess, false, "Azure's own outbound access is off");
      assert.deepEqual(subnet(name).serviceEndpoints, [{ service: "Microsoft.Storage" }]);
    }
  });

  it("makes one subnet after the other", async () => {
    const { dependsOn } = (await make()).find(SUBNET, "net-private");
    assert.ok(dependsOn.some((urn) => urn.endsWith("::net-public")));
  });

  it("lets private machines out by one Standard NAT gateway on their subnet", async () => {
    const recording = await make();
    const address = recording.find(ADDRESS, "net-nat-ip");
    const { resourceGroupName, ...rest } = address.inputs;
    assert.deepEqual(rest, {
      location: REGION,
      sku: { name: "Standard" },
      publicIPAllocationMethod: "Static",
      publicIPAddressVersion: "IPv4",
      zones: ["1", "2", "3"],
      tags: TAGS,
    });
    assert.deepEqual(address.ignoreChanges, ["zones"]);
    const nat = recording.find(NAT, "net-nat").inputs;
    assert.deepEqual([nat.sku, nat.zones, nat.resourceGroupName], [{ name: "Standard" }, undefined, resourceGroupName]);
    const [{ id } = { id: "" }] = nat.publicIpAddresses as { id: string }[];
    assert.match(id, /\/publicIPAddresses\/net-nat-ip\w{8}$/);
    const { natGateway } = recording.find(SUBNET, "net-private").inputs;
    assert.match((natGateway as { id: string }).id, /\/natGateways\/net-nat\w{8}$/);
    assert.equal(recording.find(SUBNET, "net-public").inputs.natGateway, undefined);
    assert.match((await settled(recording.result.egressIps))[0] ?? "", /^20\./);
  });

  it("makes another network for another range, beside the old one", async () => {
    const recording = await make();
    assert.deepEqual(recording.find(NETWORK, "net").replaceOnChanges, ["addressSpace.addressPrefixes[0]"]);
    const id = (await settled(recording.result.id)).toLowerCase();
    for (const [type, name] of [
      [NAT, "net-nat"],
      [ADDRESS, "net-nat-ip"],
    ] as const) {
      assert.equal(recording.find(type, name).replacementTrigger, id, `${name} spans no two networks`);
    }
    const requests = await replacementsOnAzure(() => new Network("net"));
    for (const name of ["net", "net-public", "net-private", "net-nat", "net-nat-ip"]) {
      const request = requests.get(name);
      assert.equal(request?.getDeletebeforereplacedefined(), true, `the provider would delete ${name} first`);
    }
  });

  it("gives the other network other names", async () => {
    const name = "n".repeat(70);
    const namesOf = async (cidr: string) => {
      const recording = await recordOnAzure(() => new Network(name, { cidr }));
      const gateway = recording.find(NAT, `${name}-nat`).inputs.natGatewayName;
      const address = recording.find(ADDRESS, `${name}-nat-ip`).inputs.publicIpAddressName;
      return [recording.find(NETWORK, name).inputs.virtualNetworkName, gateway, address].map(String);
    };
    const [before, after] = [await namesOf("10.1.0.0/16"), await namesOf("10.2.0.0/16")];
    assert.deepEqual(await namesOf("10.1.0.0/16"), before);
    before.forEach((old, i) => void assert.notEqual(after[i], old));
    assert.ok((before[0] ?? "").length <= 64);
  });

  it("makes no gateway for a network without a way out", async () => {
    const recording = await make({ outbound: "none" });
    assert.deepEqual([...recording.all(NAT), ...recording.all(ADDRESS)], []);
    assert.equal(recording.find(SUBNET, "net-private").inputs.natGateway, undefined);
    assert.deepEqual(await settled(recording.result.egressIps), []);
  });

  it("asks for no zones where the region has none", async () => {
    const recording = await make({}, { region: "westus" });
    assert.equal(recording.find(ADDRESS, "net-nat-ip").inputs.zones, undefined);
    assert.deepEqual(await settled(recording.result.zones), []);
  });

  it("makes the default network's private subnet with the first private machine", async () => {
    const machine = (name: string, publicIp: false | "static") => new VirtualMachine(name, { size: SIZE, publicIp });
    const open = await recordOnAzure(() => machine("a", "static"));
    assert.deepEqual(
      open.all(SUBNET).map(({ name }) => name),
      ["isobar-default-public"],
    );
    const both = await recordOnAzure(() => [machine("a", "static"), machine("b", false), machine("c", false)]);
    assert.deepEqual(
      both.all(SUBNET).map(({ name }) => name),
      ["isobar-default-public", "isobar-default-private"],
    );
    assert.equal(both.all(NAT).length, 1);
  });

  it("puts everything into the config's group and makes none", async () => {
    const recording = await recordOnAzure(() => new Network("net"), {
      config: { "isobar:azure": { resourceGroup: "ours" } },
      outputs: () => ({}),
    });
    assert.deepEqual(recording.all("azure-native:resources:ResourceGroup"), []);
    assert.equal(recording.find(NETWORK, "net").inputs.resourceGroupName, "ours");
  });

  it("names the group after its place, whatever the target's name", async () => {
    const config = { "isobar:targets": { "far away!": { region: "northeurope" } } };
    const recording = await recordOnAzure(() => new Network("net", { target: "far away!" }), { config });
    const groups = recording.all("azure-native:resources:ResourceGroup").map(({ name }) => name);
    assert.deepEqual(groups, ["isobar-group-azure-northeurope"]);
  });

  it("refuses a group that can't be one", async () => {
    const config = { "isobar:azure": { resourceGroup: "ends in." } };
    assert.match(await refusalOnAzure(() => new Network("net"), { config }), /isobar:azure\.resourceGroup/);
  });

  it("asks Azure for the range of an existing network", async () => {
    const id = "/subscriptions/s/resourceGroups/old/providers/Microsoft.Network/virtualNetworks/net";
    const calls = {
      "azure-native:network:getVirtualNetwork": () => ({ addressSpace: { addressPrefixes: ["10.9.0.0/16"] } }),
    };
    const adopt = () => Network.existing("old", { id, publicSubnets: [`${id}/subnets/a`] });
    const recording = await recordOnAzure(adopt, { calls });
    assert.deepEqual(
      recording.calls.map(({ args }) => args),
      [{ resourceGroupName: "old", virtualNetworkName: "net" }],
    );
    assert.equal(await settled(recording.result.cidr), "10.9.0.0/16");
    assert.deepEqual(await settled(recording.result.zones), ["1", "2", "3"]);
  });

  it("refuses an id that is none", async () => {
    const program = () => Network.existing("old", { id: "net", publicSubnets: ["x"] });
    assert.match(await refusalOnAzure(program), /no virtual network.*virtualNetworks/s);
  });
});
