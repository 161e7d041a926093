import assert from "node:assert/strict";
import { Network, NetworkPeering, type NetworkPeeringArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { output } from "@pulumi/pulumi";
import { recordOnAzure } from "./fixture.test";

const PEERING = "azure-native:network:VirtualNetworkPeering";
const ID = (name: string, subscription = "s") =>
  `/subscriptions/${subscription}/resourceGroups/theirs/providers/Microsoft.Network/virtualNetworks/${name}`;

function peered(overrides: NetworkPeeringArgs["overrides"] = {}) {
  return recordOnAzure(() => {
    const apps = new Network("apps", { cidr: "10.0.0.0/16" });
    const data = new Network("data", { cidr: "10.1.0.0/16" });
    return { apps, data, link: new NetworkPeering("link", { networks: [data, apps], overrides }) };
  });
}

function adopted(...ids: [string, string]) {
  return recordOnAzure(
    () => {
      const network = (id: string, i: number) =>
        Network.existing(`old${i}`, { id, privateSubnets: ["a"], cidr: `10.${i}.0.0/16` });
      return new NetworkPeering("link", { networks: [network(ids[0], 0), network(ids[1], 1)] });
    },
    { outputs: () => ({}) },
  );
}

describe("NetworkPeering on Azure", () => {
  it("is one in each network, which tells of the other and passes nothing on", async () => {
    const { find, result } = await peered();
    const [apps, data] = [await settled(result.apps.id), await settled(result.data.id)];
    for (const [name, own, other] of [
      ["link-apps", apps, data],
      ["link-data", data, apps],
    ] as const) {
      const { resourceGroupName, ...rest } = find(PEERING, name).inputs;
      assert.match(String(resourceGroupName), /^isobar-group/);
      assert.deepEqual(rest, {
        virtualNetworkName: own.split("/").at(-1),
        remoteVirtualNetwork: { id: other },
        allowVirtualNetworkAccess: true,
        allowForwardedTraffic: false,
        allowGatewayTransit: false,
        useRemoteGateways: false,
      });
    }
  });

  it("waits for all subnets of both networks, and makes one direction after the other", async () => {
    const { find } = await peered();
    const after = (name: string) => find(PEERING, name).dependsOn.map((urn) => urn.split("::").at(-1));
    for (const subnet of ["apps-private", "data-private"]) assert.ok(after("link-apps").includes(subnet), subnet);
    assert.ok(after("link-data").includes("link-apps"));
  });

  it("is made anew for another network, the new one after the old", async () => {
    const { find, result } = await peered();
    const { replacementTrigger, deleteBeforeReplace } = find(PEERING, "link-apps");
    assert.equal(replacementTrigger, (await settled(result.data.id)).toLowerCase());
    assert.equal(deleteBeforeReplace, true);
  });

  it("gives both directions by their networks' names", async () => {
    const { result } = await peered({ azure: { peering: { allowForwardedTraffic: true } } });
    const natives = result.link.native("azure")?.peering ?? {};
    assert.deepEqual(Object.keys(natives), ["apps", "data"]);
    assert.equal(await settled(output(natives.data?.allowForwardedTraffic ?? false)), true);
  });

  it("connects networks that something else made, in their own groups", async () => {
    const { find } = await adopted(ID("a"), ID("b"));
    const { resourceGroupName, virtualNetworkName } = find(PEERING, "link-old0").inputs;
    assert.deepEqual([resourceGroupName, virtualNetworkName], ["theirs", "a"]);
  });

  it("refuses what is no network, and networks of two subscriptions", async () => {
    await assert.rejects(adopted(ID("a"), "vnet"), /networks: has one that is no virtual network.*vnet/);
    await assert.rejects(adopted(ID("a"), ID("b", "t")), /networks: belong to two subscriptions.*s and t/);
  });
});
