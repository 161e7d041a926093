import assert from "node:assert/strict";
import type { DeletedResource, Model, Props, ResourceWorld } from "@isobar/sandbox";
import { mocksOf } from "@isobar/sandbox";
import { provider } from "./index";

const REGION = "westeurope";
const place = { resourceGroupName: "g", location: REGION };
const PEERING = "network:VirtualNetworkPeering";

/** A simulated Azure with a group and networks by their ranges. */
function azure(ranges: Readonly<Record<string, string>> = {}) {
  const { outputs, calls } = mocksOf(provider, REGION);
  const put = (type: string, name: string, inputs: Props) => outputs({ type: `azure-native:${type}`, name, inputs });
  put("resources:ResourceGroup", "g", { resourceGroupName: "g", location: REGION });
  const ids: Record<string, unknown> = {};
  for (const [name, range] of Object.entries(ranges)) {
    const addressSpace = { addressPrefixes: [range] };
    ids[name] = put("network:VirtualNetwork", name, { ...place, virtualNetworkName: name, addressSpace }).id;
  }
  const peer = (from: string, to: string, name = `${from}-${to}`) =>
    put(PEERING, name, { resourceGroupName: "g", virtualNetworkName: from, remoteVirtualNetwork: { id: ids[to] } });
  return { put, calls, ids, peer };
}

describe("peerings of the simulated Azure", () => {
  it("are connected when both directions are there", () => {
    const { peer } = azure({ a: "10.0.0.0/16", b: "10.1.0.0/16" });
    assert.equal(peer("a", "b").peeringState, "Initiated");
    assert.equal(peer("b", "a").peeringState, "Connected");
  });

  it("are refused for ranges that overlap, also with those of other peerings", () => {
    const { peer } = azure({ a: "10.0.0.0/16", b: "10.0.128.0/20", c: "10.1.0.0/16" });
    assert.throws(() => peer("a", "b"), /VnetAddressSpacesOverlap/);
    peer("c", "a");
    assert.throws(() => peer("c", "b"), /VnetAddressSpaceOverlapsWithAlreadyPeeredVnet.*overlaps with that of .*\/a/i);
  });

  it("are refused twice, and to what is not there", () => {
    const { peer } = azure({ a: "10.0.0.0/16", b: "10.1.0.0/16" });
    peer("a", "b");
    assert.throws(() => peer("a", "b", "again"), /AnotherPeeringAlreadyReferencesRemoteVnet/);
    assert.throws(() => azure({ a: "10.0.0.0/16" }).peer("c", "a"), /ParentResourceNotFound/);
  });

  it("can't be made anew while their counterpart has lost one, nor change their network", () => {
    const model = provider.models.find(({ type }) => type === `azure-native:${PEERING}`) as Model;
    const group = `/subscriptions/${provider.account}/resourceGroups/g`;
    const id = (name: string) => `${group}/providers/Microsoft.Network/virtualNetworks/${name}`;
    const peering = (from: string, to: string, peeringState: string) => ({
      type: `azure-native:${PEERING}`,
      id: `${id(from)}/virtualNetworkPeerings/${from}`,
      urn: "",
      inputs: { resourceGroupName: "g", virtualNetworkName: from, remoteVirtualNetwork: { id: id(to) } },
      outputs: { peeringState },
    });
    const network = (name: string) => ({
      type: "azure-native:network:VirtualNetwork",
      id: id(name),
      urn: "",
      inputs: {},
      outputs: {},
    });
    const base = [{ type: "azure-native:resources:ResourceGroup", id: group, urn: "", inputs: {}, outputs: {} }];
    const refusal = (
      there: readonly (typeof base)[number][],
      deleted: DeletedResource[] = [],
      previous: Props = {},
    ) => {
      const all = [...base, network("a"), network("b"), network("c"), ...there];
      const list = (type: string) => all.filter((it) => it.type === type);
      const world = {
        config: {},
        account: provider.account,
        region: REGION,
        name: "x",
        previous,
        list,
        find: (type: string, of: string) => list(type).find((it) => it.id === of),
        deleted: () => deleted,
        now: () => new Date(0),
        hex: (digits: number) => "0".repeat(digits),
        uuid: () => "u",
        keep: <T>(_: string, make: () => T) => make(),
      } satisfies ResourceWorld;
      return model.refuse?.({ virtualNetworkPeeringName: "a", ...peering("a", "b", "").inputs }, world) ?? "";
    };
    const gone = (it: ReturnType<typeof peering>, at: number) => ({ ...it, deletedAt: new Date(at) });
    assert.equal(refusal([]), "");
    assert.equal(refusal([peering("b", "a", "Initiated")]), "");
    assert.match(refusal([peering("b", "a", "Connected")]), /RemotePeeringIsDisconnected/);
    const lost = gone(peering("a", "b", "Connected"), 1);
    assert.match(refusal([peering("b", "a", "Initiated")], [lost]), /RemotePeeringIsDisconnected/);
    const both = [gone(peering("b", "a", "Initiated"), 2), lost];
    assert.equal(refusal([peering("b", "a", "Initiated")], both), "", "both went, and the other one is new");
    const elsewhere = peering("a", "c", "Initiated").inputs;
    assert.match(refusal([], [], elsewhere), /ChangingRemoteVirtualNetworkNotAllowed/);
  });
});

describe("a Bastion host of the simulated Azure", () => {
  function host(subnetName: string, addressPrefix: string, more: Props = {}) {
    const { put } = azure({ net: "10.0.0.0/16" });
    const subnet = put("network:Subnet", "s", {
      resourceGroupName: "g",
      virtualNetworkName: "net",
      subnetName,
      addressPrefix,
    });
    const address = put("network:PublicIPAddress", "ip", {
      ...place,
      sku: { name: "Standard" },
      publicIPAllocationMethod: "Static",
    });
    const ipConfigurations = [{ name: "p", subnet: { id: subnet.id }, publicIPAddress: { id: address.id } }];
    return put("network:BastionHost", "b", { ...place, sku: { name: "Standard" }, ipConfigurations, ...more });
  }

  it("has a subnet of its name and of its size", () => {
    assert.match(String(host("AzureBastionSubnet", "10.0.0.0/26").dnsName), /\.bastion\.azure\.com$/);
    assert.throws(() => host("bastion", "10.0.0.0/26"), /BastionHostSubnetNameInvalid/);
    assert.throws(() => host("AzureBastionSubnet", "10.0.0.0/27"), /BastionHostSubnetSizeInvalid/);
  });

  it("has no native client in its basic form", () => {
    const basic = { sku: { name: "Basic" }, enableTunneling: true };
    assert.throws(() => host("AzureBastionSubnet", "10.0.0.0/26", basic), /BastionHostSkuFeatureNotSupported/);
  });
});

describe("a flow log of the simulated Azure", () => {
  function log(more: Props = {}, account: Props = {}) {
    const { put, ids } = azure({ net: "10.0.0.0/16" });
    const { id: storageId } = put("storage:StorageAccount", "logs", {
      ...place,
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
      ...account,
    });
    const inputs = {
      resourceGroupName: "NetworkWatcherRG",
      networkWatcherName: `NetworkWatcher_${REGION}`,
      location: REGION,
      storageId,
      targetResourceId: ids.net,
      ...more,
    };
    return { put, inputs, made: put("network:FlowLog", "log", { flowLogName: "log", ...inputs }) };
  }

  it("lies in the region's Network Watcher, one per network", () => {
    const { put, inputs, made } = log();
    assert.match(
      String(made.id),
      /\/NetworkWatcherRG\/providers\/Microsoft.Network\/networkWatchers\/NetworkWatcher_westeurope\/flowLogs\/log$/,
    );
    assert.throws(
      () => put("network:FlowLog", "b", { ...inputs, flowLogName: "b" }),
      /TargetResourceAlreadyHasFlowLog/,
    );
    assert.throws(() => log({ networkWatcherName: "mine" }), /ParentResourceNotFound/);
  });

  it("writes to standard accounts by their keys", () => {
    assert.throws(() => log({}, { allowSharedKeyAccess: false }), /FlowLogStorageAccountNotSupported/);
    assert.throws(() => log({}, { sku: { name: "Premium_LRS" } }), /FlowLogStorageAccountNotSupported/);
  });
});
